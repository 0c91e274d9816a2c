// Art. 19: after an erasure the company's recipients are told by mail, by a link that names nobody. One answers, without
// scripts; a colleague records another; the person sees both on their own page.
import type { Page } from '@playwright/test'
import {
  approveErasure,
  nextStep,
  nobodyInTheArchive,
  openRequest,
  reloadUntil,
  signAsPreparer,
  signInAs,
} from '../support/desk'
import { linkIn, type Mail, mailTo } from '../support/mailbox'
import { type Account, freshPublisher } from '../support/people'
import { confirm, fillAndSend, heading, openOwnPage } from '../support/person'
import { expect, expectAccessible, test } from '../support/test'

const HOST = 'privacy@hosting.example'
const BANK = 'donnees@banque.example'

const noticeIn = ({ text }: Mail): string => /\/recipients\/[\w-]{43}/.exec(text)?.[0] ?? ''

/** From the search to the answer, by two colleagues. Answers the officer's page. */
async function erase(browserOf: () => Promise<Page>, reference: string): Promise<Page> {
  const agent = await browserOf()
  await signInAs(agent, 'agent')
  await openRequest(agent, reference)
  await reloadUntil(agent, () => expect(nextStep(agent)).toContainText('Read the erasure plan', { timeout: 500 }))
  await nextStep(agent).getByRole('link', { name: 'Read the plan' }).click()
  await signAsPreparer(agent)
  await nobodyInTheArchive(agent, reference)
  const dpo = await browserOf()
  await signInAs(dpo, 'dpo')
  await openRequest(dpo, reference)
  await nextStep(dpo).getByRole('link', { name: 'Read and approve the plan' }).click()
  await approveErasure(dpo)
  await expect(nextStep(dpo)).toContainText('This request has ended.', { timeout: 60_000 })
  return dpo
}

/** Says nothing before its button is pressed. */
async function read(page: Page, link: string, { name, email }: Account): Promise<void> {
  await page.goto(link)
  await expect(page.getByText(email)).toHaveCount(0)
  await page.getByRole('button', { name: 'Show what it is about' }).click()
  await expect(page.getByText(name, { exact: true })).toBeVisible()
  await expect(page.getByText(email, { exact: true })).toBeVisible()
}

/** A reason that is missing is asked for. */
async function answer(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'We cannot, or not all of it' }).check()
  await page.getByRole('button', { name: 'Send the answer' }).click()
  await expect(page.getByText('Write why it cannot be done.').first()).toBeVisible()
  await page.getByRole('radio', { name: 'Erased here too' }).check()
  await page.getByRole('button', { name: 'Send the answer' }).click()
  await expect(page.getByText('Thank you. Your answer is on record')).toBeVisible()
}

test('an erasure is told to whoever received the data, and the person sees it', async ({ browserOf }) => {
  test.setTimeout(240_000)
  const account = await freshPublisher({ ofNoClient: true })
  const person = await browserOf()
  const reference = await fillAndSend(person, { ...account, right: 'erasure' }, 'en')
  const follow = linkIn(await confirm(person, account.email, 'en'), 'follow')
  const dpo = await erase(browserOf, reference)

  await test.step('the mail names nobody, and opening its link spends nothing', async () => {
    for (const mail of [await mailTo(HOST, new RegExp(reference)), await mailTo(BANK, new RegExp(reference))]) {
      expect(mail.text).not.toContain(account.email)
      expect(mail.text).not.toContain(account.name)
    }
  })

  const link = noticeIn(await mailTo(HOST, new RegExp(reference)))
  await test.step('the page, as people with other senses meet it', async () => {
    const reader = await browserOf()
    await reader.goto(link)
    await expectAccessible(reader)
    await read(reader, link, account)
    await reader.getByRole('radio', { name: 'We cannot, or not all of it' }).check()
    await expectAccessible(reader)
  })
  const host = await browserOf({ javaScriptEnabled: false })
  await test.step('the host reads whom it concerns and answers, without scripts', async () => {
    for (const scanner of [1, 2]) expect((await host.request.get(link)).status(), `scan ${scanner}`).toBe(200)
    await read(host, link, account)
    await answer(host)
  })

  await test.step('a second answer, and a garbled link', async () => {
    const again = await browserOf()
    await again.goto(link)
    await again.getByRole('button', { name: 'Show what it is about' }).click()
    await expect(again.getByText('This was answered already')).toBeVisible()
    await again.goto(`/recipients/${'A'.repeat(43)}`)
    await again.getByRole('button', { name: 'Show what it is about' }).click()
    await expect(heading(again, 'This link does not work any more')).toBeVisible()
    await expectAccessible(again)
  })

  await test.step('the officer records another', async () => {
    await openRequest(dpo, reference)
    const recipients = dpo.getByRole('region', { name: 'Recipients of the data (Article 19)' })
    await expect(recipients.getByRole('listitem').filter({ hasText: 'Hosting provider' })).toContainText('Confirmed')
    const auditors = recipients.getByRole('listitem').filter({ hasText: 'Auditors' })
    await auditors.getByText('What became of it: Auditors').click()
    await auditors.getByLabel('How and when, or why not').fill('By telephone')
    await expectAccessible(dpo)
    await auditors.getByRole('button', { name: 'Record' }).click()
    await expect(dpo.getByText('Recorded. The person sees it on their page.')).toBeVisible()
  })

  await test.step('the person sees whom the company told', async () => {
    await openOwnPage(person, account.email, follow, 'en')
    const told = person.getByRole('listitem')
    await expect(told.filter({ hasText: 'Hosting provider' })).toContainText('Confirmed that it is done')
    await expect(told.filter({ hasText: 'Auditors' })).toContainText('Told by a colleague')
    await expectAccessible(person)
  })
})
