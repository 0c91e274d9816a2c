// After an erasure: what the law kept goes by itself when its time has come, and what a backup brought back waits for the
// officer. The story of the sample has one of each.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { PgBoss } from 'pg-boss'
import { company, product } from '../support/databases'
import { openRequest, reloadUntil, signInAs } from '../support/desk'
import { cast } from '../support/people'
import { heading } from '../support/person'
import { standEnv } from '../support/stand'
import { expect, expectAccessible, test } from '../support/test'

type Held = { memory: string; reference: string; ends: string }

/** Of the erasure in Spain, the invoice that is let go next. */
async function nextEnd(): Promise<Held> {
  const [held] = await product<Held>(
    `select l.memory_id memory, r.reference, to_char(l.ends_on, 'YYYY-MM-DD') ends from retained_line l
       join erasure_memory m on m.id = l.memory_id join subject_request r on r.id = m.request_id
      where l.state = 'held' and l.rule_key = 'loss-checks-es' and l.dataset = 'self-billed-invoice'
      order by l.ends_on limit 1`,
  )
  if (!held) throw new Error('the story has nothing that is kept in Spain')
  return held
}

/** No clock of the stand can be moved: the document and its end are made older instead, in both databases. */
async function letTimePass({ memory, ends }: Held, account: string): Promise<string> {
  const [invoice] = await company<{ id: string }>(
    `update billing.self_billed_invoice set issue_date = current_date - interval '10 years 2 days'
      where account_id = $1 and issue_date = $2::date - interval '10 years' returning id`,
    ...[account, ends],
  )
  if (!invoice) throw new Error('no invoice ends that day')
  await product(
    'update retained_line set ends_on = current_date - 2 where memory_id = $1 and ends_on = $2',
    memory,
    ends,
  )
  return invoice.id
}

/** What happens every night. */
async function night(): Promise<void> {
  const boss = new PgBoss({
    ...{ connectionString: standEnv('MIGRATION_DATABASE_URL'), schema: 'pgboss' },
    ...{ migrate: false, createSchema: false, supervise: false, schedule: false },
  })
  await boss.start()
  await boss.send('end-holds', {})
  await boss.stop({ graceful: false })
}

async function certificate(page: Page, reference: string): Promise<{ pdf: Buffer; json: string }> {
  const line = page.getByRole('region', { name: 'Follow-ups that are done' }).getByRole('row')
  const [pdf, json] = await Promise.all(
    ['PDF', 'JSON'].map(async (name) => {
      const link = line.filter({ hasText: reference }).first().getByRole('link', { name })
      return (await page.request.get((await link.getAttribute('href')) ?? '')).body()
    }),
  )
  return { pdf: pdf ?? Buffer.alloc(0), json: json?.toString('utf8') ?? '' }
}

test('a hold ends: the record goes by itself, and the page and a certificate say so', async ({ page }) => {
  test.setTimeout(120_000)
  const held = await nextEnd()
  const [account] = await company<{ id: string }>(
    `select account_id id from billing.self_billed_invoice
      where issuing_country = 'ES' and issue_date = $1::date - interval '10 years'
        and account_id in (select id from crm.account where email like 'erased-%@erased.invalid')`,
    held.ends,
  )
  if (!account) throw new Error('nobody was erased in Spain')
  await signInAs(page, 'dpo')
  await page.goto('/desk/retention')
  await expect(heading(page, 'Retention')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'What ends when' })).toBeVisible()
  await expectAccessible(page)
  const done = page.getByRole('region', { name: 'Follow-ups that are done' }).getByRole('row')
  const before = await done.filter({ hasText: held.reference }).count()

  const invoice = await letTimePass(held, account.id)
  await page.reload()
  const overdue = page.getByRole('region', { name: 'Records kept past their term' })
  await expect(overdue.getByRole('row').filter({ hasText: 'Loss checks, Spain' }).first()).toBeVisible()
  await night()
  await reloadUntil(page, () =>
    expect(done.filter({ hasText: held.reference })).toHaveCount(before + 1, { timeout: 500 }),
  )
  await expect(overdue).toHaveCount(0)
  expect(await company('select 1 from billing.self_billed_invoice where id = $1', invoice)).toEqual([])
  expect(await company('select 1 from billing.payment where invoice_id = $1', invoice)).toEqual([])
  expect(
    await company('select 1 from billing.self_billed_invoice where account_id = $1 limit 1', account.id),
  ).toHaveLength(1)
  await expectAccessible(page)
  const { pdf, json } = await certificate(page, held.reference)
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(json).toContain(held.reference)
})

test('what a backup brought back goes again, once the officer has looked', async ({ page }) => {
  test.setTimeout(180_000)
  const back = () => company('select 1 from crm.contact where email = $1', cast.giulia.email)
  expect(await back()).toHaveLength(1)
  await signInAs(page, 'dpo')
  await page.goto('/desk/retention')
  const waiting = page.getByRole('region', { name: 'Follow-up plans that wait' })
  const reference = await waiting.getByRole('link').innerText()
  await openRequest(page, reference)
  await expectAccessible(page)
  const looked = page.getByRole('checkbox', { name: /^I have looked at these records/ })
  const eraseThem = async () => {
    await looked.check()
    await page.getByRole('button', { name: 'Erase these records' }).click()
    const sure = page.getByRole('alertdialog')
    await sure.getByRole('button', { name: 'Erase these records' }).click()
    await expect(sure).toBeHidden()
  }
  await eraseThem()
  await reloadUntil(page, async () => {
    // Where another journey changed the data map since, it is drawn anew and has to be looked at again.
    if (await looked.isVisible()) await eraseThem()
    await expect(page.getByText('Erased and read again')).toBeVisible({ timeout: 500 })
  })
  expect(await back()).toEqual([])
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Certificate (PDF)' }).click(),
  ])
  expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-')
  await page.goto('/desk/retention')
  await expect(waiting).toHaveCount(0)
  await expectAccessible(page)
})
