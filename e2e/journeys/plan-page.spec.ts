// The plan as a data protection officer meets it who has never seen one: for any field of any record, what happens to it,
// why and until when; every sum is checked from the page itself.
import type { Page } from '@playwright/test'
import { company, product } from '../support/databases'
import { nextStep, openPlan, openRequest, reloadUntil, signInAs } from '../support/desk'
import { freshPublisher } from '../support/people'
import { ask, confirm } from '../support/person'
import { expect, expectAccessible, test } from '../support/test'

const ledger = (page: Page) => page.locator('[data-ledger]')
const dataset = (page: Page, name: string) =>
  ledger(page)
    .locator('details[data-level=dataset]')
    .filter({ has: page.getByRole('heading', { name, exact: true }) })

/** What does not add up on the page, in words; folded lines count as well. */
function sumsAmiss(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const amiss: string[] = []
    const numbers = (line: Element | null) =>
      [...(line?.querySelectorAll('data') ?? [])].map((one) => Number(one.getAttribute('value')))
    const add = (lines: number[][]) =>
      lines.reduce<number[]>((sum, line) => line.map((n, at) => n + (sum[at] ?? 0)), [])
    const same = (what: string, whole: number[], parts: number[]) => {
      if (whole.join() !== parts.join()) amiss.push(`${what}: ${whole.join()} is not ${parts.join()}`)
    }
    const all = (root: ParentNode, selector: string) => [...root.querySelectorAll(selector)]
    const root = document.querySelector('[data-ledger]')
    if (!root) return ['no ledger']
    const systems = all(root, '[data-level=system]')
    for (const system of systems) {
      const datasets = all(system, '[data-level=dataset]')
      const name = system.querySelector('h3')?.textContent ?? ''
      same(
        name,
        numbers(system.querySelector('summary')),
        add(datasets.map((one) => numbers(one.querySelector('summary')))),
      )
      for (const one of datasets) {
        const [found = 0, erased = 0, stay = 0] = numbers(one.querySelector('summary'))
        const groups = all(one, '[data-group]').map((group) => [Number(group.getAttribute('data-group'))])
        same(one.querySelector('h4')?.textContent ?? '', [found], add(groups))
        same('erased and staying', [found], [erased + stay])
      }
    }
    for (const list of all(document, '[data-ends]')) {
      const rows = numbers(list)
      same('ends', rows.slice(-1), [rows.slice(0, -1).reduce((sum, n) => sum + n, 0)])
    }
    const total = numbers(document.querySelector('dl'))
    const undecided = total[3] ?? 0
    const [found = 0, erased = 0, stay = 0] = add(systems.map((system) => numbers(system.querySelector('summary'))))
    same('the sum at the top', total.slice(0, 3), [found + undecided, erased, stay])
    const bands = all(document, 'figure > ul > li').map((band) => numbers(band).slice(0, 1))
    same('the picture', total.slice(0, 1), add(bands))
    return amiss
  })
}

type Invoice = { id: string; number: string; issuing_country: string; ends: string }
const newestInvoice = async (account: string): Promise<Invoice> => {
  const [invoice] = await company<Invoice>(
    `select id, number, issuing_country, to_char(issue_date, 'YYYY') ends from billing.self_billed_invoice
     where account_id = $1 and status = 'issued' order by issue_date desc limit 1`,
    account,
  )
  if (!invoice) throw new Error('a publisher without invoices')
  return invoice
}
const readings = async (reference: string): Promise<number> => {
  const [row] = await product<{ n: string }>(
    `select count(*) n from ledger_entry e join subject_request r on r.id = e.request_id
     where r.reference = $1 and e.event = 'personal-data.read'`,
    reference,
  )
  return Number(row?.n)
}

test('for any field of any record: what happens, why, and until when', async ({ browserOf, page, request }) => {
  test.setTimeout(180_000)
  const publisher = await freshPublisher()
  const invoice = await newestInvoice(publisher.id)
  const reference = await ask(request, { name: publisher.name, email: publisher.email, rights: ['erasure'] })
  await confirm(page, publisher.email, 'en')
  const dpo = await browserOf()
  await signInAs(dpo, 'dpo')
  await openPlan(dpo, reference, 'Read the plan')

  await test.step('the numbers add up, from the picture to the last group', async () => {
    await expect(dpo.getByRole('heading', { name: 'What goes and what stays, over time' })).toBeVisible()
    expect(await sumsAmiss(dpo)).toEqual([])
    await expectAccessible(dpo)
  })

  await test.step('a dataset unfolds to each of its fields', async () => {
    const invoices = dataset(dpo, 'Self-billed invoices')
    await invoices.locator('summary').first().focus()
    await dpo.keyboard.press('Enter')
    const kept = invoices.getByRole('row').filter({ hasText: 'supplier_name' }).filter({ hasText: 'Kept' }).first()
    await expect(kept).toContainText('A law requires it')
    await expect(kept.getByRole('link')).toHaveAttribute('href', /^https:/)
    await expect(kept).toContainText(/31 December 20\d\d/)
    const note = invoices.getByRole('row').filter({ hasText: 'internal_note' }).first()
    await expect(note).toContainText('Erased')
    await expectAccessible(dpo)
  })

  await test.step('a field is found by its name, and nothing else goes into the address', async () => {
    await dpo.getByLabel('A field or a dataset').fill('Contact’s phone')
    await dpo.getByRole('button', { name: 'Find' }).click()
    await expect(dpo).toHaveURL(/find=self-billed-invoice%2Fcontact_phone/)
    await expect(ledger(dpo).locator('details[data-level=dataset]')).toHaveCount(1)
    await expect(
      dataset(dpo, 'Self-billed invoices').getByRole('row').filter({ hasText: 'contact_phone' }).first(),
    ).toBeVisible()
    await expect(ledger(dpo).getByText('supplier_name')).toHaveCount(0)
    await dpo.getByLabel('A field or a dataset').fill(publisher.email)
    await dpo.getByRole('button', { name: 'Find' }).click()
    await expect(dpo.getByText('Nothing in this plan is called so.')).toBeVisible()
    expect(dpo.url()).not.toContain(encodeURIComponent(publisher.email))
    await dpo.getByRole('link', { name: 'Show everything again' }).click()
    await expect(ledger(dpo).getByText('All records found')).toBeVisible()
  })

  await test.step('one record by its number; the look is on record', async () => {
    const before = await readings(reference)
    const search = dpo.getByRole('search', { name: 'One record' })
    await search.getByRole('combobox').selectOption({ label: 'Self-billed invoices' })
    await search.getByLabel('Key or number').fill(invoice.number)
    await search.getByRole('button', { name: 'Look up' }).click()
    await expect(search.getByRole('status')).toContainText('It stays in part.')
    await expect(search.getByRole('status')).toContainText(/Until 31 December 20\d\d/)
    expect(await readings(reference)).toBe(before + 1)
    await expectAccessible(dpo)
    await search.getByRole('link', { name: 'Its line in the plan' }).click()
    await expect(dpo).toHaveURL(/find=self-billed-invoice#g-self-billed-invoice-\d/)
    await search.getByRole('combobox').selectOption({ label: 'Self-billed invoices' })
    await search.getByLabel('Key or number').fill('nobody’s')
    await search.getByRole('button', { name: 'Look up' }).click()
    await expect(search.getByText('None of this person’s records there')).toBeVisible()
  })

  await test.step('without scripts and on a phone it says the same', async () => {
    const plain = await browserOf({
      javaScriptEnabled: false,
      viewport: { width: 390, height: 844 },
      colorScheme: 'dark',
    })
    await signInAs(plain, 'agent')
    await plain.goto(dpo.url().replace(/&find=.*/, ''))
    await plain.getByLabel('A field or a dataset').fill('phone')
    await plain.getByRole('button', { name: 'Find' }).click()
    await expect(plain).toHaveURL(/find=/)
    await expect(ledger(plain).getByText('contact_phone').first()).toBeVisible()
    await expect(ledger(plain).getByText('supplier_name')).toHaveCount(0)
    const phone = await browserOf({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
    await signInAs(phone, 'agent')
    await phone.goto(plain.url())
    await expectAccessible(phone)
    await phone.emulateMedia({ media: 'print' })
    await expect(phone.getByRole('button', { name: 'Find' })).toBeHidden()
  })
})

test('what cannot be decided stands first, with what to do, and still adds up', async ({
  browserOf,
  page,
  request,
}) => {
  test.setTimeout(120_000)
  const publisher = await freshPublisher()
  const invoice = await newestInvoice(publisher.id)
  const putInto = (country: string) =>
    company('update billing.self_billed_invoice set issuing_country = $2 where id = $1', invoice.id, country)
  // A country that no rule speaks of.
  await company("insert into ref.country values ('AT', 'Austria', 20)")
  try {
    await putInto('AT')
    const reference = await ask(request, { name: publisher.name, email: publisher.email, rights: ['erasure'] })
    await confirm(page, publisher.email, 'en')
    const dpo = await browserOf()
    await signInAs(dpo, 'dpo')
    await openRequest(dpo, reference)
    await reloadUntil(dpo, () => expect(nextStep(dpo).getByRole('link').first()).toBeVisible({ timeout: 1000 }))
    await dpo.goto(`${dpo.url().split('?')[0]}/plan`)
    const first = dpo.locator('#blocks')
    await expect(first).toContainText('Self-billed invoices')
    await expect(first.getByRole('link', { name: 'Open the rules' }).first()).toBeVisible()
    await expect(dpo.getByText('Not decided yet')).toBeVisible()
    expect(await sumsAmiss(dpo)).toEqual([])
    await expectAccessible(dpo)
  } finally {
    await putInto(invoice.issuing_country)
    await company("delete from ref.country where code = 'AT'")
  }
})
