// Who comes in, who does not, and when a session is over.
import { randomUUID } from 'node:crypto'
import { signInAs } from '../support/desk'
import { heading } from '../support/person'
import { signInOf } from '../support/stand'
import { expect, expectAccessible, test } from '../support/test'

test('a wrong password and an unknown address are refused in the same words', { tag: '@phone' }, async ({ page }) => {
  await page.goto('/desk/requests?view=all')
  await expect(heading(page, 'Sign in to the desk')).toBeVisible()
  await expectAccessible(page)
  const agent = signInOf('agent')
  for (const email of [agent.email, `nobody.${randomUUID()}@tramontane.example`]) {
    await page.getByLabel('E-mail address').fill(email)
    await page.getByLabel('Password').fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText('The address or the password is not right.')).toBeVisible()
    await expect(page.getByLabel('E-mail address')).toHaveValue(email)
  }
  await page.getByLabel('E-mail address').fill(agent.email)
  await page.getByLabel('Password').fill(agent.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  // On to where one was going.
  await expect(heading(page, 'Requests')).toBeVisible()
  await expect(page).toHaveURL(/\/desk\/requests\?view=all$/)
})

test('after the sign-out, a copy of the cookie is worth nothing', async ({ browserOf }) => {
  const page = await browserOf()
  await signInAs(page, 'administrator')
  const cookies = await page.context().cookies()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(heading(page, 'Sign in to the desk')).toBeVisible()
  await page.context().addCookies(cookies)
  await page.goto('/desk')
  await expect(heading(page, 'Sign in to the desk')).toBeVisible()
})

test('without scripts, a colleague who cannot be added stays in the form', async ({ browserOf }) => {
  const officer = await browserOf({ javaScriptEnabled: false })
  await signInAs(officer, 'dpo')
  await officer.goto('/desk/people/new')
  await officer.getByLabel('Name').fill('Known Already')
  await officer.getByLabel('E-mail').fill(signInOf('agent').email)
  await officer.getByRole('radio', { name: 'Auditor' }).check()
  await officer.getByRole('button', { name: 'Add colleague' }).click()
  await expect(officer.getByText('Somebody with this address works here already.')).toBeVisible()
  await expect(officer.getByRole('radio', { name: 'Auditor' })).toBeChecked()
  await expect(officer.getByLabel('Name')).toHaveValue('Known Already')
  await expect(officer.getByLabel('E-mail')).toHaveValue(signInOf('agent').email)
})

test('a colleague who is disabled is out at once', async ({ browserOf }) => {
  const name = `Temporary ${randomUUID().slice(0, 8)}`
  const email = `temporary.${randomUUID().slice(0, 8)}@tramontane.example`
  const officer = await browserOf()
  await signInAs(officer, 'dpo')
  await officer.goto('/desk/people/new')
  await officer.getByLabel('Name').fill(name)
  await officer.getByLabel('E-mail').fill(email)
  await officer.getByRole('radio', { name: 'Agent' }).check()
  await expectAccessible(officer)
  await officer.getByRole('button', { name: 'Add colleague' }).click()
  await expect(officer.getByText(`${name} can sign in now`)).toBeVisible()
  const password = await officer.getByRole('status').locator('code').innerText()
  await expectAccessible(officer)

  const colleague = await browserOf()
  const own = `own ${randomUUID()}`
  await test.step('nothing is seen before the first password, which the officer knows, is changed', async () => {
    await colleague.goto('/signin')
    await colleague.getByLabel('E-mail address').fill(email)
    await colleague.getByLabel('Password').fill(password)
    await colleague.getByRole('button', { name: 'Sign in' }).click()
    await expect(heading(colleague, 'Your password')).toBeVisible()
    await colleague.goto('/desk/requests')
    await expect(heading(colleague, 'Your password')).toBeVisible()
    await expectAccessible(colleague)
    await colleague.getByLabel('Present password').fill(password)
    await colleague.getByLabel('New password', { exact: true }).fill(own)
    await colleague.getByLabel('New password again').fill(own)
    await colleague.getByRole('button', { name: 'Change the password' }).click()
    await expect(heading(colleague, 'Today')).toBeVisible()
  })
  await colleague.goto('/desk/requests')
  await expect(heading(colleague, 'Requests')).toBeVisible()

  await officer.goto('/desk/people')
  await expectAccessible(officer)
  await officer.getByRole('row', { name }).getByRole('link', { name: 'Disable' }).click()
  await officer.getByRole('checkbox', { name: 'I know that this account cannot be enabled again.' }).check()
  await officer.getByRole('button', { name: `Disable ${name}` }).click()
  await officer
    .getByRole('alertdialog')
    .getByRole('button', { name: `Disable ${name}` })
    .click()
  await expect(officer.getByRole('row', { name })).toContainText('Disabled since')

  await colleague.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Today' }).click()
  await expect(heading(colleague, 'Sign in to the desk')).toBeVisible()
  await colleague.getByLabel('E-mail address').fill(email)
  await colleague.getByLabel('Password').fill(own)
  await colleague.getByRole('button', { name: 'Sign in' }).click()
  await expect(colleague.getByText('The address or the password is not right.')).toBeVisible()
})
