// An address with a slip of the pen: a colleague puts it right, and the request goes on from the right mailbox.
import { openRequest, signInAs } from '../support/desk'
import { linkIn, mailTo, subjects } from '../support/mailbox'
import { unknownAddress } from '../support/people'
import { ask, confirm, heading, words } from '../support/person'
import { expect, expectAccessible, test } from '../support/test'

test('a wrong address is corrected at the desk, and only the right mailbox confirms', async ({
  browserOf,
  page,
  request,
}) => {
  const wrong = unknownAddress()
  const right = unknownAddress()
  const reference = await ask(request, { name: 'Slip Ofpen', email: wrong, rights: ['access'] })
  const old = linkIn(await mailTo(wrong, subjects.confirm), 'confirm')

  const agent = await browserOf()
  await signInAs(agent, 'agent')
  await openRequest(agent, reference)
  await agent.getByText('Correct the address').click()
  await agent.getByLabel('The right e-mail address').fill('no address at all')
  await agent.getByLabel('The right e-mail address').evaluate((field: HTMLInputElement) => {
    if (field.form) field.form.noValidate = true
  })
  await agent.getByRole('button', { name: 'Correct and send' }).click()
  await expect(agent.getByText('Write an address such as name@example.org')).toBeVisible()
  await expectAccessible(agent)
  await agent.getByLabel('The right e-mail address').fill(right)
  await agent.getByRole('button', { name: 'Correct and send' }).click()
  await expect(agent.getByText('The confirmation is on its way to the corrected address.')).toBeVisible()
  await expect(agent.getByRole('region', { name: 'Who and what' }).getByText(right)).toBeVisible()
  await expectAccessible(agent)

  await page.goto(old)
  await expect(heading(page, words.en.gone)).toBeVisible()
  await confirm(page, right, 'en')
  await agent.reload()
  await expect(agent.getByText('Correct the address')).toHaveCount(0)
})
