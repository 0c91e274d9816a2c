// The main journey: Camille asks for the deletion of her data, in French, from the form to the rows of the company's
// database. Invoices that a law holds stay with name and address until their date; all else goes.
import { readFile } from 'node:fs/promises'
import type { Download, Page } from '@playwright/test'
import { company, rowsOfAccounts } from '../support/databases'
import {
  approveErasure,
  nextStep,
  nobodyInTheArchive,
  openRequest,
  reloadUntil,
  signAsPreparer,
  signInAs,
} from '../support/desk'
import { linkIn, mailTo, subjects } from '../support/mailbox'
import { cast } from '../support/people'
import { confirm, fillAndSend, heading, openOwnPage } from '../support/person'
import { expect, expectAccessible, test } from '../support/test'

const { camille } = cast

const accountOf = async (email: string): Promise<string> => {
  const [row] = await company<{ id: string }>('select id from crm.account where email = $1', email)
  return row?.id ?? ''
}

type Invoice = { id: string; issue_date: string; status: string; printed: string; rest: string }
const invoicesOf = (id: string) =>
  company<Invoice>(
    `select id, to_char(issue_date, 'YYYY-MM-DD') issue_date, status,
       concat_ws('|', number, supplier_name, supplier_street, supplier_postal_code, supplier_city, supplier_tax_no,
         net_amount, vat_amount, gross_amount) printed,
       concat_ws('|', contact_email, contact_phone, internal_note) rest
     from billing.self_billed_invoice where account_id = $1 order by id`,
    id,
  )

async function bytesOf(download: Download): Promise<Buffer> {
  return readFile(await download.path())
}

async function certificates(desk: Page): Promise<{ pdf: Buffer; json: unknown }> {
  const [pdf] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('link', { name: 'Certificate', exact: true }).click(),
  ])
  const [json] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('link', { name: 'JSON', exact: true }).click(),
  ])
  return { pdf: await bytesOf(pdf), json: JSON.parse((await bytesOf(json)).toString('utf8')) }
}

test('a deletion, from the form to the rows of the company’s database', async ({ browserOf }) => {
  test.setTimeout(240_000)
  const id = await accountOf(camille.email)
  const lookAlikes = await Promise.all(
    [cast.camilleWithAccent, cast.camilleWithPlus, cast.joana].map(({ email }) => accountOf(email)),
  )
  const before = { invoices: await invoicesOf(id), others: await rowsOfAccounts(lookAlikes) }
  expect(before.invoices.length).toBeGreaterThan(20)

  const person = await browserOf({ locale: 'fr-FR' })
  const reference = await test.step('she asks, in French', async () => {
    await person.goto('/request')
    await expect(heading(person, 'Faire une demande sur vos données')).toBeVisible()
    await expectAccessible(person)
    const asked = { name: 'Camille Lefèvre', email: camille.email, message: 'Je ferme mon activité.' }
    const given = await fillAndSend(person, { ...asked, right: 'erasure' }, 'fr')
    await expectAccessible(person)
    return given
  })

  const follow = await test.step('looking at the link spends nothing; pressing the button does', async () => {
    const mail = await mailTo(camille.email, subjects.confirm)
    expect(mail.subject).toBe(`Confirmez votre demande (${reference})`)
    const link = linkIn(mail, 'confirm')
    // Mail scanners open links, twice and without a browser.
    for (const scanner of [1, 2]) expect((await person.request.get(link)).status(), `scan ${scanner}`).toBe(200)
    await person.goto(link)
    await expectAccessible(person)
    const page = await confirm(person, camille.email, 'fr', link)
    await expectAccessible(person)
    return linkIn(page, 'follow')
  })

  const agent = await browserOf()
  await test.step('an agent sees what was found, reads the plan, and signs first', async () => {
    await signInAs(agent, 'agent')
    await expectAccessible(agent)
    await openRequest(agent, reference)
    await reloadUntil(agent, () => expect(nextStep(agent)).toContainText('Read the erasure plan', { timeout: 500 }))
    await expectAccessible(agent)
    await expect(agent.getByText('Mailbox on file')).toBeVisible()
    const findings = agent.getByRole('region', { name: 'What was found, and where' })
    await expect(findings.getByRole('heading', { name: 'Tramontane’s database' })).toBeVisible()
    for (const [dataset, count] of await countsOf(id))
      await expect.soft(findings.locator('summary').filter({ hasText: dataset })).toContainText(count)
    await nextStep(agent).getByRole('link', { name: 'Read the plan' }).click()
    await expect(heading(agent, 'What goes, what stays')).toBeVisible()
    await expectAccessible(agent)
    const stays = agent.getByRole('region', { name: /^Stays/ })
    await expect(stays.getByText('Self-billed invoices', { exact: true })).toBeVisible()
    await expect(stays.getByRole('link', { name: /L123-22/ }).first()).toBeVisible()
    // Held as a processor: on the sheet, so that nobody forgets it, and not among what goes or stays.
    const elsewhere = agent.getByRole('listitem').filter({ hasText: 'Visits to the shop of Mistral Voyages' })
    await expect(elsewhere).toContainText('Mistral Voyages SA')
    await expect(agent.getByText('Worth knowing')).toHaveCount(0)
    await signAsPreparer(agent)
    await expect(agent.getByText('You have signed first.')).toBeVisible()
    await expect(agent.getByRole('button', { name: /^Approve/ })).toHaveCount(0)
    await expectAccessible(agent)
    await nobodyInTheArchive(agent, reference)
  })

  const dpo = await browserOf()
  await test.step('the officer approves, and watches it run without a reload', async () => {
    await signInAs(dpo, 'dpo')
    await openRequest(dpo, reference)
    await nextStep(dpo).getByRole('link', { name: 'Read and approve the plan' }).click()
    await expectAccessible(dpo)
    await approveErasure(dpo)
    await expect(heading(dpo, reference)).toBeVisible()
    await expect(dpo.getByText('Approved. It is being carried out now')).toBeVisible()
    await expect(dpo.getByText('Erased, except what the law keeps')).toBeVisible({ timeout: 60_000 })
    await expect(dpo.getByText('Verified', { exact: true })).toBeVisible()
    await expect(nextStep(dpo)).toContainText('This request has ended.')
    await expect(dpo.getByText('What came of it stands below')).toBeVisible()
    await expect(dpo.getByText('It is being carried out now')).toHaveCount(0)
    await expectAccessible(dpo)
  })

  await test.step('the certificate, for people and for programs', async () => {
    const { pdf, json } = await certificates(dpo)
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(JSON.stringify(json)).toContain(reference)
    expect(JSON.stringify(json)).not.toContain('Lefèvre')
  })

  await test.step('the letter names what stays, why, until when, and her remedies', async () => {
    const answer = await mailTo(camille.email, /^Vos données sont effacées en partie /)
    const text = answer.text.replace(/[\u00a0\u202f]/g, ' ')
    expect(text).toContain('Autofactures')
    expect(text).toMatch(/L123-22.* jusqu’au 31 décembre 20\d\d/)
    for (const part of ['CNIL', 'article 77 du RGPD', 'article 79 du RGPD', 'Mistral Voyages SA', 'Mailing provider'])
      expect.soft(text).toContain(part)
  })

  await test.step('her own page says so', async () => {
    await openOwnPage(person, camille.email, follow, 'fr')
    await expect(person.getByText('Effacé, sauf ce que la loi nous oblige à garder')).toBeVisible()
    await expect(person.getByText('Vos données sont effacées en partie')).toBeVisible()
    await expectAccessible(person)
  })

  await test.step('and it is so in the company’s database', () => expectErased(id, before, lookAlikes))
})

async function countsOf(id: string): Promise<[string, string][]> {
  const [counts] = await company<{ clicks: string; invoices: string; payments: string }>(
    `select (select count(*) from tracking.click where account_id = $1) clicks,
       (select count(*) from billing.self_billed_invoice where account_id = $1) invoices,
       (select count(*) from billing.payment p join billing.self_billed_invoice i on i.id = p.invoice_id
        where i.account_id = $1) payments`,
    id,
  )
  return [
    ['Clicks through your links', counts?.clicks ?? ''],
    [/^\s*Self-billed invoices/.source, ''],
    ['Payments to publishers', counts?.payments ?? ''],
  ].filter((pair): pair is [string, string] => pair[1] !== '')
}

async function expectErased(
  id: string,
  before: { invoices: Invoice[]; others: Record<string, string> },
  lookAlikes: string[],
): Promise<void> {
  const held = await invoicesOf(id)
  const printed = new Map(before.invoices.map((invoice) => [invoice.id, invoice]))
  // Ten years from the close of the financial year (Code de commerce, art. L123-22).
  const year = new Date().getFullYear()
  const due = before.invoices.filter(
    ({ issue_date, status }) => status !== 'draft' && Number(issue_date.slice(0, 4)) + 10 >= year,
  )
  expect(held.map((invoice) => invoice.id)).toEqual(due.map((invoice) => invoice.id))
  expect(held.length).toBeLessThan(before.invoices.length)
  for (const invoice of held) {
    expect.soft(invoice.printed).toBe(printed.get(invoice.id)?.printed)
    expect.soft(invoice.rest).toMatch(/^erased-[0-9a-f]+@erased\.invalid$/)
  }
  const left = await company<{ what: string }>(
    `select 'account ' || concat_ws('|', name, email, phone, street) what from crm.account
       where id = $1 and (name <> 'erased' or email !~ '^erased-' or phone is not null or street <> 'erased')
     union all select 'newsletter' from marketing.newsletter_subscription where lower(email) = $2
     union all select 'ticket' from support.ticket where lower(requester_email) = $2
     union all select 'old address book' from crm."Legacy Contact" where lower(trim("E-Mail")) = $2
     union all select 'sign-in' from crm.login_history where account_id = $1
     union all select 'bank' from billing.payment_details where account_id = $1
     union all select 'click' from tracking.click where account_id = $1`,
    id,
    camille.email,
  )
  expect(left).toEqual([])
  // Held as the client's processor: shown, not touched.
  const visits = await company('select 1 from tracking.client_click where visitor_email = $1', camille.email)
  expect(visits).toHaveLength(4)
  expect(await rowsOfAccounts(lookAlikes)).toEqual(before.others)
}
