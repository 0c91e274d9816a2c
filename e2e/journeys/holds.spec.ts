// A hold: placed by one colleague, it stops an erasure that is on its way; two people lift it.
import type { Page } from '@playwright/test'
import { nextStep, openPlan, openRequest, reloadUntil, signAsPreparer, signInAs } from '../support/desk'
import { freshPublisher } from '../support/people'
import { ask, confirm, heading } from '../support/person'
import { expect, expectAccessible, test } from '../support/test'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

async function fillHold(page: Page, reference: string): Promise<void> {
  await page.getByRole('radio', { name: 'Dispute' }).check()
  await page.getByLabel('Name', { exact: true }).fill('Claim about an unpaid statement')
  await page.getByLabel('File number').fill(reference)
  await page.getByLabel('Reason').fill('Summons of 3 November; their records are the proof.')
  await page.getByLabel('Review on').fill(inDays(60))
}

test('a hold keeps what was about to go, until two people lift it', async ({ browserOf, page, request }) => {
  test.setTimeout(180_000)
  const { name, email } = await freshPublisher()
  const reference = await ask(request, { name, email, rights: ['erasure'] })
  await confirm(page, email, 'en')
  const agent = await browserOf()
  await signInAs(agent, 'agent')
  await openPlan(agent, reference, 'Read the plan')
  await signAsPreparer(agent)

  const file = `LIT ${reference}`
  await test.step('an agent places it from the request’s page', async () => {
    await openRequest(agent, reference)
    await agent.getByRole('link', { name: 'Place a hold for this person' }).click()
    await expect(heading(agent, 'Place a hold')).toBeVisible()
    await expect(agent.getByText(`The person of ${reference}.`)).toBeVisible()
    await expectAccessible(agent)
    await agent.getByRole('button', { name: 'Place the hold' }).click()
    await expect(agent.getByRole('alert').getByRole('link', { name: /^Write the file number/ })).toBeVisible()
    await expectAccessible(agent)
    await fillHold(agent, file)
    await agent.getByRole('button', { name: 'Place the hold' }).click()
    await expect(agent.getByText('The hold stands.')).toBeVisible()
    await expectAccessible(agent)
  })

  await test.step('the plan is drawn again, and says what the hold keeps', async () => {
    await openPlan(agent, reference, 'Read the plan')
    await expect(agent.getByText('A hold keeps part of this')).toBeVisible()
    await expect(agent.getByText('A hold keeps it as it is (Dispute):').first()).toBeVisible()
    await expectAccessible(agent)
    await agent.goto('/desk/holds')
    await expect(agent.getByRole('row').filter({ hasText: file })).toContainText('In force')
    await expectAccessible(agent)
  })

  await test.step('an auditor reads where and how long, not about whom', async () => {
    const auditor = await browserOf()
    await signInAs(auditor, 'auditor')
    await auditor.goto('/desk/holds')
    await auditor.getByRole('link', { name: file }).click()
    await expect(heading(auditor, file)).toBeVisible()
    await expect(auditor.getByText('Summons')).toHaveCount(0)
    await expect(auditor.getByRole('button', { name: 'Propose to lift it' })).toHaveCount(0)
  })

  await test.step('one proposes to lift it, another one does', async () => {
    await agent.getByRole('link', { name: file }).click()
    await agent.getByRole('button', { name: 'Propose to lift it' }).click()
    await expect(agent.getByText('Proposed. Another person has to agree.')).toBeVisible()
    await expect(agent.getByRole('button', { name: 'Lift this hold' })).toHaveCount(0)
    const dpo = await browserOf()
    await signInAs(dpo, 'dpo')
    await expect(dpo.getByRole('heading', { name: /that a colleague proposes to lift/ })).toBeVisible()
    await dpo.getByRole('link', { name: file }).click()
    await dpo.getByRole('checkbox', { name: /^I know that what this hold kept/ }).check()
    await expectAccessible(dpo)
    await dpo.getByRole('button', { name: 'Lift this hold' }).click()
    await dpo.getByRole('alertdialog').getByRole('button', { name: 'Lift this hold' }).click()
    await expect(dpo.getByText('Lifted. Plans that stood under it')).toBeVisible()
    await openRequest(dpo, reference)
    await reloadUntil(dpo, () =>
      expect(nextStep(dpo).getByRole('link', { name: 'Read the plan' })).toBeVisible({ timeout: 1000 }),
    )
    await expect(dpo.getByText('A hold keeps part of this')).toHaveCount(0)
  })
})

test('without scripts a hold is placed as well, and what was typed stays', async ({ browserOf }) => {
  const dpo = await browserOf()
  await signInAs(dpo, 'dpo')
  const state = await dpo.context().storageState()
  const plain = await browserOf({ javaScriptEnabled: false, storageState: state })
  await plain.goto('/desk/holds/new')
  const file = `AUD ${Date.now()}`
  await fillHold(plain, file)
  await plain.getByRole('button', { name: 'Place the hold' }).click()
  await expect(plain.getByText('Say what the hold covers: people, places or dates.')).toBeVisible()
  await expect(plain.getByLabel('File number')).toHaveValue(file)
  await plain.getByLabel('Documents until').fill('1990-01-01')
  await plain.getByLabel('Documents from').fill('1980-01-01')
  await plain.getByLabel('Account number').fill('ZZ-0000-0000')
  await plain.getByRole('button', { name: 'Place the hold' }).click()
  await expect(plain.getByText('The hold stands.')).toBeVisible()
})
