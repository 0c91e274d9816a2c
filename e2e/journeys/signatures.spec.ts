// Two people for a deletion: who may sign, who may not even by hand-made posts, and two tabs at once.
import type { Page } from '@playwright/test'
import { product } from '../support/databases'
import {
  approveErasure,
  nextStep,
  nobodyInTheArchive,
  openPlan,
  openRequest,
  reloadUntil,
  signAsPreparer,
  signInAs,
} from '../support/desk'
import { freshPublisher } from '../support/people'
import { ask, confirm, heading } from '../support/person'
import { signInOf } from '../support/stand'
import { expect, expectAccessible, test } from '../support/test'

const erased = /^Erased(, except what the law keeps)?$/

const statusOf = async (reference: string): Promise<string | undefined> => {
  const [row] = await product<{ status: string }>(
    'select i.status from request_item i join subject_request r on r.id = i.request_id where r.reference = $1',
    reference,
  )
  return row?.status
}

/** All that the approving form would post, taken from a page without scripts: what somebody could copy by hand. */
async function fieldsOfApproval(page: Page): Promise<Record<string, string>> {
  const form = page.locator('form', { has: page.getByRole('checkbox', { name: /^I have read the plan and know/ }) })
  return form.evaluate((element) => {
    const inputs = [...(element as HTMLFormElement).querySelectorAll('input')]
    return Object.fromEntries(inputs.map((input) => [input.name, input.value]))
  })
}

test('a deletion is signed by two people, and by nobody else', async ({ browserOf, page, request }) => {
  test.setTimeout(240_000)
  const publisher = await freshPublisher()
  const reference = await ask(request, { name: publisher.name, email: publisher.email, rights: ['erasure'] })
  await confirm(page, publisher.email, 'en')

  const claire = await browserOf()
  await signInAs(claire, 'dpo')
  await openPlan(claire, reference, 'Read the plan')
  await signAsPreparer(claire)
  await expect(claire.getByText('You signed first, so somebody else approves')).toBeVisible()
  await expect(claire.getByRole('button', { name: /^Approve/ })).toHaveCount(0)
  await expectAccessible(claire)
  const plan = claire.url()

  const agent = await browserOf()
  await signInAs(agent, 'agent')
  await agent.goto(plan)
  await expect(agent.getByText('A data protection officer approves')).toBeVisible()
  await expect(agent.getByRole('button', { name: /^Approve|Give the plan back/ })).toHaveCount(0)
  await nobodyInTheArchive(agent, reference)

  const auditor = await browserOf()
  await signInAs(auditor, 'auditor')
  await auditor.goto(plan)
  await expect(auditor.getByText('A data protection officer approves')).toBeVisible()
  await expect(auditor.getByRole('button', { name: /^Approve|Give the plan back/ })).toHaveCount(0)
  await expectAccessible(auditor)

  const hugo = await browserOf()
  await test.step('the post of the approval, sent by those who may not, changes nothing', async () => {
    const plain = await browserOf({ javaScriptEnabled: false })
    await signInAs(plain, signInOf('dpo', 1))
    await plain.goto(plan)
    const multipart = { ...(await fieldsOfApproval(plain)), confirmed: 'yes' }
    const refusals: [Page, string][] = [
      [agent, 'Your role does not allow this.'],
      [auditor, 'Your role does not allow this.'],
      [claire, 'You prepared this plan. Another data protection officer has to approve it.'],
    ]
    for (const [colleague, words] of refusals) {
      const answer = await colleague.request.post(plan, { multipart, headers: { origin: new URL(plan).origin } })
      expect(await answer.text()).toContain(words)
    }
    const stranger = await page.request.post(plan, { multipart, headers: { origin: new URL(plan).origin } })
    expect(stranger.url()).toContain('/signin')
    const forged = await hugo.request.post(plan, { multipart, headers: { origin: 'https://evil.example' } })
    expect(forged.ok()).toBe(false)
    expect(await statusOf(reference)).toBe('prepared')
  })

  await test.step('two tabs approve: one wins, the other is told what happened', async () => {
    await signInAs(hugo, signInOf('dpo', 1))
    const other = await hugo.context().newPage()
    for (const tab of [hugo, other]) {
      await tab.goto(plan)
      await tab.getByRole('checkbox', { name: /^I have read the plan and know/ }).check()
      await tab.getByRole('button', { name: /^Approve (erasure|clearing) of/ }).click()
    }
    for (const tab of [hugo, other])
      await tab
        .getByRole('alertdialog')
        .getByRole('button', { name: /^Approve/ })
        .click()
    await expect(hugo.getByText('Approved. It is being carried out now')).toBeVisible()
    await expect(other.getByText(/Somebody was faster|The request has moved on/)).toBeVisible()
    await expect(other.getByText('Hugo Almeida').first()).toBeVisible()
    await expectAccessible(other)
    await expect(hugo.getByText(erased)).toBeVisible({ timeout: 60_000 })
    const approvals = await product(
      `select 1 from ledger_entry e join subject_request r on r.id = e.request_id
       where r.reference = $1 and e.event = 'plan.approved'`,
      reference,
    )
    expect(approvals).toHaveLength(1)
  })
})

test('an auditor reads what happened, and nothing about the person', async ({ page }) => {
  await signInAs(page, 'auditor')
  await page.goto('/desk/requests?view=all')
  await expectAccessible(page)
  await expect(page.getByRole('columnheader', { name: 'Person' })).toHaveCount(0)
  await expect(page.getByText('Giulia')).toHaveCount(0)
  await page.getByRole('row').nth(1).getByRole('link').click()
  await expect(page.getByText('Names and messages are not shown to your role')).toBeVisible()
  await expect(page.getByRole('button', { name: /Show values|Read \(|Assign|Decide|Refuse/ })).toHaveCount(0)
  await expectAccessible(page)
  await page.goto('/desk/requests/new')
  await expect(page.getByText('This is not yours to open')).toBeVisible()
  await expectAccessible(page)
})

test('a plan that is given back says why, and is signed anew', async ({ browserOf, page, request }) => {
  test.setTimeout(180_000)
  const publisher = await freshPublisher()
  const reference = await ask(request, { name: publisher.name, email: publisher.email, rights: ['erasure'] })
  await confirm(page, publisher.email, 'en')
  const agent = await browserOf()
  await signInAs(agent, 'agent')
  await openPlan(agent, reference, 'Read the plan')
  // Without the tick nothing is signed, and the button says so.
  await agent.getByRole('button', { name: 'Sign as preparer' }).click()
  expect(await statusOf(reference)).toBe('planned')
  await signAsPreparer(agent)
  await expect(agent.getByText('You have signed first.')).toBeVisible()
  await nobodyInTheArchive(agent, reference)

  const dpo = await browserOf()
  await signInAs(dpo, 'dpo')
  await openPlan(dpo, reference, 'Read and approve the plan')
  await dpo.getByText('Give it back instead').click()
  await dpo.getByLabel('What should be different?').fill('Ask the branch office first.')
  await dpo.getByRole('button', { name: 'Give the plan back' }).click()
  await expect(dpo.getByText('The plan went back to whoever prepares it.')).toBeVisible()
  await openRequest(agent, reference)
  await expect(agent.getByText('Ask the branch office first.')).toBeVisible()
  await reloadUntil(agent, () => expect(nextStep(agent)).toContainText('sign it first', { timeout: 1000 }))
  await nextStep(agent).getByRole('link', { name: 'Read the plan' }).click()
  await signAsPreparer(agent)
  await openPlan(dpo, reference, 'Read and approve the plan')
  await approveErasure(dpo)
  // The plan has the same word in its lines: the request's own page is waited for.
  await expect(heading(dpo, reference)).toBeVisible()
  await expect(dpo.getByText(erased)).toBeVisible({ timeout: 60_000 })
})
