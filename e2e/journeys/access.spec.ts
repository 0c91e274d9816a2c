// Jose García asks for a copy. José García, whose address differs by accents only, is somebody else.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { company, rowsOfAccounts } from '../support/databases'
import { nextStep, nobodyInTheArchive, openRequest, reloadUntil, signInAs } from '../support/desk'
import { codeIn, linkIn, mailTo, subjects } from '../support/mailbox'
import { cast } from '../support/people'
import { confirm, fillAndSend, heading, openOwnPage } from '../support/person'
import { expect, expectAccessible, test } from '../support/test'
import { unzipped } from '../support/unzipped'

const { jose, joseWithoutAccent: person } = cast
const reason = 'Their messages name other customers; they are being redacted.'

async function downloadCopy(page: Page, code: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByLabel('Six-digit code').fill(code)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download my copy' }).click(),
  ])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

test('a copy, from the form to the opened package', async ({ browserOf }) => {
  test.setTimeout(240_000)
  const [account] = await company<{ id: string; account_no: string }>(
    'select id, account_no from crm.account where email = $1',
    person.email,
  )
  const [other] = await company<{ id: string; account_no: string; iban: string | null; phone: string | null }>(
    `select a.id, account_no, phone, (select iban from billing.payment_details p where p.account_id = a.id limit 1) iban
     from crm.account a where email = $1`,
    jose.email,
  )
  if (!account || !other) throw new Error('the sample company knows neither José nor Jose')
  const untouched = await rowsOfAccounts([account.id, other.id])

  const visitor = await browserOf()
  const reference = await test.step('he asks, in English', () =>
    fillAndSend(visitor, { name: 'Jose García', email: person.email, right: 'access' }, 'en'))
  const follow = linkIn(await confirm(visitor, person.email, 'en'), 'follow')

  const dpo = await browserOf()
  await test.step('the officer leaves out one dataset, with the reason, and releases the copy', async () => {
    await signInAs(dpo, 'dpo')
    await nobodyInTheArchive(dpo, reference)
    await openRequest(dpo, reference)
    await reloadUntil(dpo, () => expect(nextStep(dpo)).toContainText('ready to be released', { timeout: 500 }))
    await nextStep(dpo).getByRole('link', { name: 'Read and release the copy' }).click()
    await expect(heading(dpo, 'What the person receives')).toBeVisible()
    await expectAccessible(dpo)
    const line = dpo.getByRole('listitem').filter({ has: dpo.getByText('Newsletter', { exact: true }) })
    await line.getByText('Newsletter', { exact: true }).click()
    await line.getByLabel('Reason').fill(reason)
    await expectAccessible(dpo)
    await line.getByRole('button', { name: 'Leave it out' }).click()
    await expect(dpo.getByText('Left out, with the reason.')).toBeVisible()
    await dpo.getByRole('checkbox', { name: 'I have read this plan' }).check()
    await dpo.getByRole('button', { name: /^Release \d+ records to the person$/ }).click()
    await expect(heading(dpo, reference)).toBeVisible()
    await expect(dpo.getByText('Copy provided')).toBeVisible({ timeout: 60_000 })
    await expectAccessible(dpo)
  })

  const files = await test.step('he collects it with a code of its own', async () => {
    await mailTo(person.email, /^Your copy is ready|^The copy of your data/)
    await openOwnPage(visitor, person.email, follow, 'en')
    await expectAccessible(visitor)
    const before = await mailTo(person.email, subjects.code)
    await visitor.getByRole('button', { name: 'Send me a code to download it' }).click()
    const code = codeIn(await mailTo(person.email, subjects.code, before))
    await visitor.getByLabel('Six-digit code').fill(code === '000000' ? '000001' : '000000')
    await visitor.getByRole('button', { name: 'Download my copy' }).click()
    await expect(visitor.getByText('That is not the code.')).toBeVisible()
    await expectAccessible(visitor)
    const { name, bytes } = await downloadCopy(visitor, code)
    expect(name).toMatch(/\.zip$/)
    return unzipped(bytes)
  })

  await test.step('the package is whole, says what is missing and why, and holds nobody else', async () => {
    const manifest = JSON.parse(files.get('manifest.json')?.toString('utf8') ?? '') as {
      files: { name: string; sha256: string }[]
    }
    const listed = manifest.files.map(({ name }) => name).sort()
    expect(listed).toEqual([...files.keys()].filter((name) => name !== 'manifest.json').sort())
    for (const { name, sha256 } of manifest.files)
      expect
        .soft(
          createHash('sha256')
            .update(files.get(name) ?? '')
            .digest('hex'),
          name,
        )
        .toBe(sha256)
    const index = files.get('index.html')?.toString('utf8') ?? ''
    expect(index.includes(reason), 'the reason for what is left out').toBe(true)
    expect(index.includes(account.account_no), 'the account').toBe(true)
    expect(/\ssrc=|<link|@import|url\(|<script/i.exec(index)?.[0], 'something fetched from elsewhere').toBeUndefined()
    const whole = [...files.values()].map((bytes) => bytes.toString('utf8')).join('\n')
    expect(whole.includes(person.email)).toBe(true)
    for (const theirs of [jose.email, other.account_no, other.iban, other.phone])
      if (theirs) expect.soft(whole.includes(theirs), theirs).toBe(false)
    expect([...files.keys()].join(' ')).not.toContain('newsletter')
  })

  await test.step('it can be read offline, in a browser', async () => {
    const reader = await browserOf({ offline: true })
    await reader.setContent(files.get('index.html')?.toString('utf8') ?? '')
    await expect(reader.getByText(reason)).toBeVisible()
    await expectAccessible(reader)
  })

  await test.step('it is collected once', async () => {
    await visitor.reload()
    await expect(visitor.getByText('You have downloaded your copy.')).toBeVisible()
    await expectAccessible(visitor)
    const again = await visitor.request.post(`${follow}/package`, { form: { code: '123456' }, maxRedirects: 0 })
    expect(again.status()).toBe(303)
    expect(again.headers()['content-type'] ?? '').not.toContain('zip')
  })
  expect(await rowsOfAccounts([account.id, other.id])).toEqual(untouched)
})
