// A place that no connector reaches: a colleague who sees nothing else looks there, and the copy waits for the answer.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { product } from '../support/databases'
import { openPlan, reloadUntil, signInAs } from '../support/desk'
import { codeIn, linkIn, mailTo, subjects } from '../support/mailbox'
import { freshPublisher } from '../support/people'
import { ask, confirm, heading, openOwnPage } from '../support/person'
import { signInOf } from '../support/stand'
import { expect, expectAccessible, test } from '../support/test'
import { unzipped } from '../support/unzipped'

/** Asked by the search; the due date is turned back, since no clock of the stand can be. */
async function lateTask(reference: string): Promise<string> {
  const [task] = await product<{ id: string }>(
    `update manual_task t set due_on = (now() at time zone r.time_zone)::date - 2 from request_item i, subject_request r
      where i.id = t.item_id and r.id = i.request_id and r.reference = $1 and t.system_key = 'lisbon-archive'
      returning t.id`,
    reference,
  )
  if (!task) throw new Error('the archive was not asked')
  return task.id
}

async function signInToTasks(keeper: Page): Promise<void> {
  const { email, password } = signInOf('colleague')
  await keeper.goto('/signin')
  await keeper.getByLabel('E-mail address').fill(email)
  await keeper.getByLabel('Password').fill(password)
  await keeper.getByRole('button', { name: 'Sign in' }).click()
  await expect(heading(keeper, 'Tasks')).toBeVisible()
}

async function downloadCopy(page: Page, email: string): Promise<Map<string, Buffer>> {
  const before = await mailTo(email, subjects.code)
  await page.getByRole('button', { name: 'Send me a code to download it' }).click()
  await page.getByLabel('Six-digit code').fill(codeIn(await mailTo(email, subjects.code, before)))
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download my copy' }).click(),
  ])
  return unzipped(await readFile(await download.path()))
}

test('a colleague answers with a file, and the person finds it in the copy', async ({ browserOf, page, request }) => {
  test.setTimeout(240_000)
  const { name, email } = await freshPublisher()
  const reference = await ask(request, { name, email, rights: ['access'] })
  const follow = linkIn(await confirm(page, email, 'en'), 'follow')
  const dpo = await browserOf()
  await signInAs(dpo, 'dpo')
  await openPlan(dpo, reference, 'Read and release the copy')
  const taskId = await lateTask(reference)
  await dpo.getByRole('checkbox', { name: 'I have read this plan' }).check()
  await dpo.getByRole('button', { name: /^Release \d+ records to the person$/ }).click()
  await expect(heading(dpo, reference)).toBeVisible()
  await expect(dpo.getByRole('link', { name: 'Look in Paper archive of the Lisbon office' })).toBeVisible()
  await expectAccessible(dpo)

  const keeper = await browserOf()
  await test.step('the colleague sees tasks and nothing else', async () => {
    await signInToTasks(keeper)
    await expect(keeper.getByRole('navigation', { name: 'Desk' }).first().getByRole('link')).toHaveText(['Tasks'])
    await expect(keeper.getByText('2 days late').first()).toBeVisible()
    await expectAccessible(keeper)
    await keeper.goto('/desk/requests')
    await expect(heading(keeper, 'This is not yours to open')).toBeVisible()
  })

  const bytes = Buffer.from('year;what\n2019;a signed contract\n')
  await test.step('looks, and answers with a file', async () => {
    await keeper.goto(`/desk/tasks/${taskId}`)
    await keeper.getByRole('button', { name: /^Show who it is about/ }).click()
    await expect(keeper.getByText(email).first()).toBeVisible()
    await expectAccessible(keeper)
    await keeper.getByRole('radio', { name: 'Something is there' }).check()
    await keeper.getByLabel('How many records').fill('2')
    await keeper.getByRole('button', { name: 'Record it' }).click()
    await expect(keeper.getByText('The person asked for a copy: write what you found, or attach it.')).toBeVisible()
    await keeper.getByRole('radio', { name: 'Something is there' }).check()
    await keeper.getByLabel('How many records').fill('2')
    await keeper.getByLabel(/^File/).setInputFiles({ name: 'found.csv', mimeType: 'text/csv', buffer: bytes })
    await keeper.getByRole('button', { name: 'Record it' }).click()
    await expect(keeper.getByText('Recorded. Thank you.')).toBeVisible()
    await expectAccessible(keeper)
  })

  await reloadUntil(dpo, () => expect(dpo.getByText('Copy provided')).toBeVisible({ timeout: 1000 }))
  await mailTo(email, /^Your copy is ready|^The copy of your data/)
  await openOwnPage(page, email, follow, 'en')
  const files = await downloadCopy(page, email)
  expect(files.get('by-hand/lisbon-archive.csv')?.toString()).toBe(bytes.toString())
})
