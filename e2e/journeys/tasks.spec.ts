// A place that no connector reaches: a colleague who sees nothing else looks there, and the copy waits for the answer.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { product } from '../support/databases'
import { openPlan, reloadUntil, signInAs } from '../support/desk'
import { codeIn, linkIn, mailTo, subjects } from '../support/mailbox'
import { freshPublisher } from '../support/people'
import { ask, confirm, heading, openOwnPage } from '../support/person'
import { expect, expectAccessible, test } from '../support/test'
import { unzipped } from '../support/unzipped'

/** As a map with such a system would ask; the sample's has none, so that no other journey waits for a colleague. */
async function askOwner(reference: string, owner: string): Promise<string> {
  const id = randomUUID()
  await product(
    `insert into manual_task (id, item_id, kind, system_key, owner_email, due_on)
     select $1, i.id, 'find', 'paper-archive', $2, current_date - 2
       from request_item i join subject_request r on r.id = i.request_id where r.reference = $3`,
    ...[id, owner, reference],
  )
  return id
}

/** Added by the DPO, with the role for one system; answers the first password. */
async function addKeeper(dpo: Page, owner: string): Promise<string> {
  await dpo.goto('/desk/people/new')
  await dpo.getByLabel('Name').fill('Keeper of the archive')
  await dpo.getByLabel('E-mail').fill(owner)
  await dpo.getByRole('radio', { name: 'Colleague for a system' }).check()
  await dpo.getByRole('button', { name: 'Add colleague' }).click()
  return (await dpo.getByRole('status').locator('code').innerText()).trim()
}

async function signInAnew(keeper: Page, email: string, first: string): Promise<void> {
  await keeper.goto('/signin')
  await keeper.getByLabel('E-mail address').fill(email)
  await keeper.getByLabel('Password').fill(first)
  await keeper.getByRole('button', { name: 'Sign in' }).click()
  await expect(heading(keeper, 'Your password')).toBeVisible()
  const own = `the archive keeps it ${randomUUID().slice(0, 6)}`
  await keeper.getByLabel('Present password').fill(first)
  await keeper.getByLabel('New password', { exact: true }).fill(own)
  await keeper.getByLabel('New password again').fill(own)
  await keeper.getByRole('button', { name: 'Change the password' }).click()
  await keeper.waitForURL((url) => url.pathname !== '/desk/password')
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
  const owner = `archive.${randomUUID().slice(0, 8)}@tramontane.example`
  const first = await addKeeper(dpo, owner)

  await openPlan(dpo, reference, 'Read and release the copy')
  const taskId = await askOwner(reference, owner)
  await dpo.getByRole('checkbox', { name: 'I have read this plan' }).check()
  await dpo.getByRole('button', { name: /^Release \d+ records to the person$/ }).click()
  await expect(heading(dpo, reference)).toBeVisible()
  await expect(dpo.getByRole('link', { name: 'Look in paper-archive' })).toBeVisible()
  await expectAccessible(dpo)

  const keeper = await browserOf()
  await test.step('the colleague sees tasks and nothing else', async () => {
    await signInAnew(keeper, owner, first)
    await keeper.goto('/desk')
    await expect(heading(keeper, 'Tasks')).toBeVisible()
    await expect(keeper.getByRole('navigation', { name: 'Desk' }).first().getByRole('link')).toHaveText(['Tasks'])
    await expect(keeper.getByText('2 days late')).toBeVisible()
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
  expect(files.get('by-hand/paper-archive.csv')?.toString()).toBe(bytes.toString())
})
