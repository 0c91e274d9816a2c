// The mailbox alone proves nothing: an officer decides, and everybody gets an answer.
import {
  nextStep,
  nobodyInTheArchive,
  openPlan,
  openRequest,
  reloadUntil,
  signAsPreparer,
  signInAs,
} from '../support/desk'
import { mailTo } from '../support/mailbox'
import { cast, unknownAddress } from '../support/people'
import { ask, confirm } from '../support/person'
import { expect, expectAccessible, test } from '../support/test'

test('nobody knows the address: an officer decides, and the letter says that nothing was found', async ({
  browserOf,
  page,
  request,
}) => {
  const email = unknownAddress()
  const reference = await ask(request, { name: 'Unknown Stranger', email, rights: ['erasure'] })
  await confirm(page, email, 'en')

  const agent = await browserOf()
  await signInAs(agent, 'agent')
  await openRequest(agent, reference)
  await reloadUntil(agent, () => expect(nextStep(agent)).toContainText('Decide whether', { timeout: 1000 }))
  await expect(agent.getByText('A data protection officer decides.')).toBeVisible()
  await expect(agent.getByRole('button', { name: 'Decide' })).toHaveCount(0)

  const dpo = await browserOf()
  await signInAs(dpo, 'dpo')
  await openRequest(dpo, reference)
  await expect(dpo.getByText('No system knows this address or the numbers given.')).toBeVisible()
  await expect(dpo.getByRole('radio', { name: 'Ask at the address on file' })).toHaveCount(0)
  await expectAccessible(dpo)
  await dpo.getByRole('radio', { name: 'I know it is the person' }).check()
  await dpo.getByLabel('How do you know?').selectOption('Called back at a known number')
  await expectAccessible(dpo)
  await dpo.getByRole('button', { name: 'Decide' }).click()
  await expect(dpo.getByText('Identity accepted. The search has started.')).toBeVisible()

  await openPlan(agent, reference, 'Read the plan')
  await expect(agent.getByText('The search found nothing about this person')).toBeVisible()
  await expectAccessible(agent)
  await signAsPreparer(agent)
  await expect(agent.getByText('You have signed first.')).toBeVisible()
  await nobodyInTheArchive(agent, reference)
  await openPlan(dpo, reference, 'Read and approve the plan')
  await dpo.getByRole('checkbox', { name: 'I have read this plan' }).check()
  await dpo.getByRole('button', { name: 'Approve: nothing was found' }).click()
  await expect(dpo.getByText('Nothing found', { exact: true })).toBeVisible({ timeout: 30_000 })
  const answer = await mailTo(email, /^We found no data /)
  expect(answer.text).toContain('Article 77 GDPR')
})

test('several people match: nobody is asked, and a refusal says why and what can be done', async ({
  browserOf,
  page,
  request,
}) => {
  const { email } = cast.joana
  const reference = await ask(request, { name: 'Joana Marques', email, rights: ['access'] })
  await confirm(page, email, 'en')
  const dpo = await browserOf()
  await signInAs(dpo, 'dpo')
  await openRequest(dpo, reference)
  await reloadUntil(dpo, () => expect(nextStep(dpo)).toContainText('Decide whether', { timeout: 1000 }))
  await expect(dpo.getByText('More than one person matches what was given.')).toBeVisible()
  await expect(dpo.getByRole('radio', { name: 'Ask at the address on file' })).toHaveCount(0)
  await dpo.getByRole('radio', { name: 'It cannot be proven: refuse' }).check()
  await dpo.getByRole('button', { name: 'Decide' }).click()
  await expect(dpo.getByText('Write the reason.')).toBeVisible()
  await expect(dpo.getByRole('radio', { name: 'It cannot be proven: refuse' })).toBeChecked()
  await expectAccessible(dpo)
  await dpo.getByLabel('Reason, as the letter will say it').fill('Two accounts share this address.')
  await dpo.getByRole('button', { name: 'Decide' }).click()
  await expect(dpo.getByText('Refused; the letter is on its way.')).toBeVisible()
  const letter = await mailTo(email, /^We cannot do what you asked /)
  for (const part of ['Two accounts share this address.', 'Article 77 GDPR', 'Article 79 GDPR', 'CNIL'])
    expect.soft(letter.text).toContain(part)
})
