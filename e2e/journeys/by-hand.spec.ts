// A correction is a colleague's work: done by hand, recorded, and told to the person.
import { nextStep, openRequest, reloadUntil, signInAs } from '../support/desk'
import { linkIn, mailTo } from '../support/mailbox'
import { freshPublisher } from '../support/people'
import { ask, confirm, openOwnPage } from '../support/person'
import { expect, expectAccessible, test } from '../support/test'

test('a correction ends as a task that was done, with the colleague’s words', async ({ browserOf, page, request }) => {
  const { name, email } = await freshPublisher()
  const message = 'My street is Rue Neuve 4 now.'
  const reference = await ask(request, { name, email, rights: ['rectification'], message })
  const follow = linkIn(await confirm(page, email, 'en'), 'follow')
  const agent = await browserOf()
  await signInAs(agent, 'agent')
  await openRequest(agent, reference)
  await expect(agent.getByText(message)).toBeVisible()
  await reloadUntil(agent, () => expect(nextStep(agent)).toContainText('by hand', { timeout: 1000 }))
  await expectAccessible(agent)
  await agent.getByRole('radio', { name: 'Done', exact: true }).check()
  await agent.getByLabel('What you did').fill('Your street is Rue Neuve 4 in all our systems since today.')
  await agent.getByRole('button', { name: 'Record it' }).click()
  await expect(agent.getByText('Recorded; the person is being told.')).toBeVisible()
  await expect(agent.getByText('Done by hand', { exact: true })).toBeVisible({ timeout: 30_000 })
  const letter = await mailTo(email, /^Your request is done /)
  expect(letter.text).toContain('Your street is Rue Neuve 4 in all our systems since today.')
  await openOwnPage(page, email, follow, 'en')
  await expect(page.getByText('Done by a colleague')).toBeVisible()
  await expectAccessible(page)
})

test('a person withdraws, and the request ends there', async ({ browserOf, page, request }) => {
  const { name, email } = await freshPublisher()
  const reference = await ask(request, { name, email, rights: ['access', 'erasure'] })
  const follow = linkIn(await confirm(page, email, 'en'), 'follow')
  await openOwnPage(page, email, follow, 'en')
  await page.getByText('Withdraw your request').click()
  await page.getByRole('radio', { name: 'Only: Deletion of your data' }).check()
  await page.getByRole('button', { name: 'Withdraw' }).click()
  await expect(page.getByText('Tick the box to say that you mean it.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('radio', { name: 'Only: Deletion of your data' }).check()
  await page.getByRole('checkbox', { name: 'I want to withdraw this' }).check()
  await page.getByRole('button', { name: 'Withdraw' }).click()
  await expect(page.getByText('It is withdrawn.')).toBeVisible()
  const deletion = page.getByRole('listitem').filter({ hasText: 'Deletion of your data' })
  await expect(deletion).toContainText('Withdrawn')
  const agent = await browserOf()
  await signInAs(agent, 'agent')
  await openRequest(agent, reference)
  await expect(agent.getByText('Withdrawn by the person').first()).toBeVisible()
})
