// A correction: stated on the form, decided wish by wish, carried out in two systems of different make and read again,
// while issued invoices stay as they were printed.
import type { Page } from '@playwright/test'
import { type Club, changeMap, connectClub, openClub, withClub } from '../support/club'
import { company, product } from '../support/databases'
import { nextStep, openRequest, reloadUntil, signInAs } from '../support/desk'
import { codeIn, linkIn, mailTo, subjects } from '../support/mailbox'
import { type Account, freshPublisher, unknownAddress } from '../support/people'
import { confirm, heading, openOwnPage, referenceOn, words } from '../support/person'
import { expect, expectAccessible, test } from '../support/test'

const say = words.en
const correct = 'Correct my data'
const street = (page: Page) => page.getByLabel('Street and number (optional)', { exact: true })
// Of the datum that was chosen: the others have fields of the same name, out of sight.
const right = (page: Page) => page.getByRole('textbox', { name: 'What is right' })
const phone = (page: Page) => page.getByLabel('Phone number (optional)', { exact: true })
const NEW_STREET = '7 rue “Neuve” <b>& Cie</b>'
const NEW_CITY = 'L’Haÿ-les-Roses'
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')

/** Byte by byte, with the transaction that wrote each row last. */
const invoicesOf = (id: string) =>
  company<{ row: string }>(
    `select xmin::text || ' ' || t::text as row from billing.self_billed_invoice t where account_id = $1
      and status <> 'draft' order by id`,
    id,
  )

const othersOf = (id: string) =>
  company<{ rows: string }>(
    `select md5(string_agg(xmin::text || t::text, E'\\n' order by id)) as rows from crm.account t where id <> $1`,
    id,
  )

async function state(page: Page, { name, email }: Account): Promise<void> {
  await page.goto('/request')
  await expect(street(page)).toBeHidden()
  await page.getByRole('checkbox', { name: correct }).check()
  await street(page).fill(NEW_STREET)
  await page.getByText('Do you know what stands there now?').click()
  await page.getByLabel('Now: Street and number').fill('Old street')
  await expectAccessible(page)
  await page.getByLabel(say.name).fill(name)
  await page.getByLabel(say.email).fill(email)
  await page.getByRole('button', { name: say.send }).click()
  await expect(heading(page, say.sentTitle)).toBeVisible()
}

/** On their own page: one more correction, and a document that shows it. */
async function addMore(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'What you asked us to correct' })).toBeVisible()
  await expect(page.getByText(NEW_STREET)).toBeVisible()
  await page.getByText('Add a correction').click()
  await page.getByRole('radio', { name: 'City' }).check()
  await page.getByRole('button', { name: 'Add this correction' }).click()
  await expect(right(page)).toHaveAccessibleDescription(/Enter what is right/)
  await right(page).fill(NEW_CITY)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Add this correction' }).click()
  await expect(page.getByText('Added. We look at it together with the rest.')).toBeVisible()
  await expect(page.getByText(NEW_CITY)).toBeVisible()

  await page.getByText('Attach a document that shows what is right').click()
  await page
    .getByLabel('Document')
    .setInputFiles({ name: 'x.pdf', mimeType: 'application/pdf', buffer: Buffer.from('no') })
  await page.getByRole('button', { name: 'Send this document' }).click()
  await expect(page.getByText('This is not a PDF, a JPEG or a PNG.')).toBeVisible()
  await page.getByLabel('Document').setInputFiles({ name: 'deed.pdf', mimeType: 'application/pdf', buffer: pdf })
  await page.getByRole('button', { name: 'Send this document' }).click()
  await expect(page.getByText('Received.')).toBeVisible()
  await expect(page.getByText(/^PDF, 1 kB, received on /)).toBeVisible()
  await expectAccessible(page)
}

async function decideAll(dpo: Page, reference: string): Promise<void> {
  await openRequest(dpo, reference)
  const decide = nextStep(dpo).getByRole('link', { name: 'Decide the wishes' })
  await reloadUntil(dpo, () => expect(decide).toBeVisible({ timeout: 1000 }))
  await decide.click()
  await expect(heading(dpo, 'Corrections')).toBeVisible()
  const wish = dpo.getByRole('region', { name: '1. Street and number' })
  await expect(wish.getByText('Places differ', { exact: true })).toBeVisible()
  await expect(wish.getByRole('cell', { name: /^Value B/ }).first()).toBeVisible()
  await expect(dpo.getByText('Old Town Lane')).toHaveCount(0)
  await expectAccessible(dpo)
  await dpo.getByRole('button', { name: 'Show values' }).click()
  await expect(wish.getByText('Old Town Lane')).toBeVisible()
  await expect(wish.getByText(NEW_STREET).first()).toBeVisible()
  await expectAccessible(dpo)
  const [download] = await Promise.all([
    dpo.waitForEvent('download'),
    dpo.getByRole('link', { name: 'PDF, 1 kB' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(new RegExp(`^${reference}-.*\\.pdf$`))
  for (const title of ['1. Street and number', '2. City']) {
    const region = dpo.getByRole('region', { name: title })
    await region.getByRole('radio', { name: 'Accept', exact: true }).check()
    await region.getByRole('button', { name: 'Record this decision' }).click()
    await expect(region.getByText('Accepted', { exact: true })).toBeVisible()
  }
}

async function sign(dpo: Page): Promise<void> {
  await dpo.getByRole('link', { name: 'Read the plan' }).click()
  await expect(heading(dpo, 'What is corrected, what stays')).toBeVisible()
  await expect(dpo.getByText('A corrective document is issued by a colleague.').first()).toBeVisible()
  await expectAccessible(dpo)
  await dpo.getByRole('checkbox', { name: 'I have read this plan' }).check()
  await dpo.getByRole('button', { name: /^Approve the correction of \d+ values$/ }).click()
}

test('an address is corrected in two systems; issued invoices stay byte for byte', async ({ browserOf, page }) => {
  test.setTimeout(300_000)
  const person = await freshPublisher()
  const { id, name, email } = person
  const before = { invoices: await invoicesOf(id), others: await othersOf(id) }
  expect(before.invoices.length).toBeGreaterThan(0)
  const dpo = await browserOf()
  const club: Club = await openClub([
    { email: 'somebody.else@example.net', street: '1 Other Road', city: 'Elsewhere' },
    { email, street: 'Old Town Lane', city: 'Elsewhere' },
  ])
  const other = (await club.rows())[0]
  let map = ''
  try {
    await test.step('the second system is connected and mapped', async () => {
      await signInAs(dpo, 'dpo')
      await connectClub(dpo, club)
      map = await changeMap(dpo, withClub)
    })
    await state(page, person)
    const reference = await referenceOn(page)
    const follow = linkIn(await confirm(page, email, 'en'), 'follow')
    await openOwnPage(page, email, follow, 'en')
    await test.step('more is said, and shown', () => addMore(page))
    await test.step('the officer decides', () => decideAll(dpo, reference))
    await test.step('and signs', () => sign(dpo))

    await test.step('what stays gets a corrective document', async () => {
      await openRequest(dpo, reference)
      await dpo.getByRole('radio', { name: 'Done', exact: true }).check()
      await dpo.getByLabel('What you did').fill('Corrective invoice C-1 of today.')
      await dpo.getByRole('button', { name: 'Record it' }).click()
      await reloadUntil(dpo, () => expect(dpo.getByText('This request has ended.')).toBeVisible({ timeout: 1000 }))
      await expectAccessible(dpo)
    })

    const [account] = await company<{ street: string; city: string; name: string }>(
      'select street, city, name from crm.account where id = $1',
      id,
    )
    expect(account).toEqual({ street: NEW_STREET, city: NEW_CITY, name })
    const [stranger, member] = await club.rows()
    expect(member).toMatchObject({ email, street: NEW_STREET, city: NEW_CITY })
    expect(stranger).toEqual(other)
    expect(await invoicesOf(id)).toEqual(before.invoices)
    expect(await othersOf(id)).toEqual(before.others)

    const letter = await mailTo(email, /correct/i)
    expect(letter.text).toContain('Corrective invoice C-1 of today.')
    await page.goto(follow)
    await expect(page.getByText('Corrected, except for what the law makes us keep as it is')).toBeVisible()
    await expect(page.getByText('Add a correction')).toBeHidden()
    await expectAccessible(page)
  } finally {
    if (map) await changeMap(dpo, () => map)
    await club.close()
  }
})

test('without scripts: a mistake in what is right is said at its field, and all of it stays', async ({ browserOf }) => {
  const page = await browserOf({ javaScriptEnabled: false })
  const email = unknownAddress()
  await page.goto('/request')
  await page.getByRole('checkbox', { name: correct }).check()
  await street(page).fill(NEW_STREET)
  await phone(page).fill('not a number')
  await page.getByLabel(say.name).fill('No Script')
  await page.getByLabel(say.email).fill(email)
  await page.getByRole('button', { name: say.send }).click()
  await expect(page.getByRole('heading', { name: 'One answer needs another look' })).toBeVisible()
  await expect(phone(page)).toHaveAccessibleDescription(/Enter a phone number/)
  await expect(street(page)).toHaveValue(NEW_STREET)
  await phone(page).fill('')
  await page.getByRole('button', { name: say.send }).click()
  await expect(heading(page, say.sentTitle)).toBeVisible()
  const mail = await confirm(page, email, 'en')
  await page.goto(linkIn(mail, 'follow'))
  await page.getByRole('button', { name: say.sendCode }).click()
  await page.getByLabel(say.code).fill(codeIn(await mailTo(email, subjects.code, mail)))
  await page.getByRole('button', { name: say.openPage }).click()
  await expect(page.getByText(NEW_STREET)).toBeVisible()
  await page.getByText('Add a correction').click()
  await page.getByRole('radio', { name: 'Something else' }).check()
  await page.getByLabel('In your words').fill('My first name is spelt with an accent.')
  await page.getByRole('button', { name: 'Add this correction' }).click()
  await expect(page.getByText('My first name is spelt with an accent.')).toBeVisible()
})

test('a draft of corrections survives a reload, on a phone', { tag: '@phone' }, async ({ page }) => {
  await page.goto('/request')
  await page.waitForLoadState('networkidle')
  await page.getByRole('checkbox', { name: correct }).check()
  await street(page).fill('8 rue du Lac')
  await page.getByText('Do you know what stands there now?').click()
  await page.getByLabel('Now: City').fill('Annecy')
  await page.reload()
  await expect(page.getByText('We kept what you had typed in this tab.')).toBeVisible()
  await expect(street(page)).toHaveValue('8 rue du Lac')
  await expect(page.getByLabel('Now: City')).toBeVisible()
  await expect(page.getByLabel('Now: City')).toHaveValue('Annecy')
  await expectAccessible(page)
})

test('where the part’s own scripts cannot be fetched, what stands in it is sent all the same', async ({ page }) => {
  const served = await (await page.request.get('/request')).text()
  await page.route('**/chunks/*.js', (route) =>
    served.includes(new URL(route.request().url()).pathname) ? route.continue() : route.abort('internetdisconnected'),
  )
  await page.goto('/request')
  await page.waitForLoadState('networkidle')
  await page.getByRole('checkbox', { name: correct }).check()
  await street(page).fill(NEW_STREET)
  await page.getByLabel(say.name).fill('Bare Person')
  await page.getByLabel(say.email).fill(unknownAddress())
  await page.unroute('**/chunks/*.js')
  await page.getByRole('button', { name: say.send }).click()
  await expect(heading(page, say.sentTitle)).toBeVisible()
  const wishes = await product<{ datum: string }>(
    `select w.datum from correction_wish w join request_item i on i.id = w.item_id
      join subject_request r on r.id = i.request_id where r.reference = $1`,
    await referenceOn(page),
  )
  expect(wishes).toEqual([{ datum: 'street' }])
})
