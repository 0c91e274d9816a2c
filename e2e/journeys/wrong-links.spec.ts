// A link that does not work says the same to everybody: nothing about who has made a request, or who is known here.
import { createHash, randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { product } from '../support/databases'
import { linkIn, mailsTo, mailTo, subjects } from '../support/mailbox'
import { freshPublisher, unknownAddress } from '../support/people'
import { ask, confirm, fillAndSend, heading, openOwnPage, words } from '../support/person'
import { expect, expectAccessible, test } from '../support/test'

const freshToken = () => `${randomUUID()}${randomUUID()}`.replaceAll('-', '').slice(0, 43)

const tokenOf = (path: string) => path.split('/').at(-1) ?? ''

/** No clock of a running product can be turned: the link is made older instead. */
async function expire(token: string): Promise<void> {
  const hash = createHash('sha256').update(Buffer.from(token, 'base64url')).digest('hex')
  const sql = `update subject_link set expires_at = now() - interval '1 minute' where token_hash = $1 returning id`
  expect(await product(sql, hash)).toHaveLength(1)
}

/** The page without what differs for everybody: its own address in forms. */
async function shown(page: Page, path: string): Promise<{ status: number | undefined; text: string; html: string }> {
  const answer = await page.goto(path)
  const html = await page.getByRole('main').innerHTML()
  const plain = html.replace(/value="[^"]*"|(id|for|name|aria-\w+)="[^"]*"|\$ACTION\w+/g, '')
  return { status: answer?.status(), text: await page.getByRole('main').innerText(), html: plain }
}

test('spent, expired, foreign and garbled links open one and the same page', async ({ page, request }) => {
  const [spent, expired, foreign] = [unknownAddress(), unknownAddress(), unknownAddress()]
  for (const email of [spent, expired, foreign]) await ask(request, { name: 'Nobody Known', email, rights: ['access'] })
  const links = new Map<string, string>()
  for (const email of [spent, expired, foreign])
    links.set(email, linkIn(await mailTo(email, subjects.confirm), 'confirm'))
  const link = (email: string) => links.get(email) ?? ''

  await confirm(page, spent, 'en', link(spent))
  await expire(tokenOf(link(expired)))

  const first = await shown(page, `/confirm/${freshToken()}`)
  await expect(heading(page, words.en.gone)).toBeVisible()
  await expectAccessible(page)
  const wrong = [
    link(spent),
    link(expired),
    // The right token at the door of another purpose.
    `/follow/${tokenOf(link(foreign))}`,
    `/on-file/${tokenOf(link(foreign))}`,
    `/not-me/${tokenOf(link(foreign))}`,
    `/confirm/${tokenOf(link(foreign)).slice(0, 42)}`,
    `/confirm/${tokenOf(link(foreign))}x`,
    `/confirm/${encodeURIComponent("' or 1=1 --")}`,
    '/confirm/%00',
    '/confirm/%e9',
    `/confirm/${'a'.repeat(4000)}`,
    `/follow/${freshToken()}`,
    `/on-file/${freshToken()}`,
    `/not-me/${freshToken()}`,
  ]
  for (const path of wrong) {
    const other = await shown(page, path)
    expect.soft(other, path.slice(0, 60)).toEqual(first)
  }
  // None of this cost the foreign link anything.
  await confirm(page, foreign, 'en', link(foreign))
})

test('an expired link is spent by nobody, even when its page was already open', async ({ page, request }) => {
  const email = unknownAddress()
  await ask(request, { name: 'Nobody Known', email, rights: ['erasure'] })
  const path = linkIn(await mailTo(email, subjects.confirm), 'confirm')
  await page.goto(path)
  await expire(tokenOf(path))
  await page.getByRole('button', { name: words.en.confirm }).click()
  await expect(heading(page, words.en.gone)).toBeVisible()
  expect(await mailsTo(email)).toHaveLength(1)
})

test('a person who is known and one who is not see the same pages on the way', async ({ browserOf }) => {
  const known = await freshPublisher()
  const seen: string[][] = []
  for (const email of [known.email, unknownAddress()]) {
    const page = await browserOf()
    const pages: string[] = []
    const look = async () => {
      const text = await page.getByRole('main').innerText()
      pages.push(text.replace(/HB-\d{4}-\d+/g, 'HB').replaceAll(email, 'ADDRESS'))
    }
    await fillAndSend(page, { name: 'Somebody', email, right: 'access' }, 'en')
    await look()
    await page.goto(linkIn(await mailTo(email, subjects.confirm), 'confirm'))
    await look()
    const follow = linkIn(await confirm(page, email, 'en', page.url()), 'follow')
    await look()
    await page.goto(follow)
    await look()
    await openOwnPage(page, email, follow, 'en')
    // What the person's own page says is seen by whoever holds the mailbox; a stranger's mailbox learns nothing from it.
    pages.push(...(await mailsTo(email)).map(({ subject }) => subject.replace(/HB-\d{4}-\d+/g, 'HB')))
    seen.push(pages)
  }
  expect(seen[0]).toEqual(seen[1])
})

test('a new link is promised to everybody in the same words, and sent to whoever has a request', async ({
  page,
  request,
}) => {
  const email = unknownAddress()
  await ask(request, { name: 'Nobody Known', email, rights: ['access'] })
  const first = await mailTo(email, subjects.confirm)
  const said: string[] = []
  for (const typed of [email, unknownAddress()]) {
    await page.goto(`/confirm/${freshToken()}`)
    await page.getByLabel('E-mail address of your request').fill(typed)
    await page.getByRole('button', { name: 'Send me a new link' }).click()
    const answer = page.getByText('If there is a request with this address')
    await expect(answer).toBeVisible()
    said.push(await page.getByRole('main').innerText())
  }
  expect(said[0]).toBe(said[1])
  const second = await mailTo(email, subjects.confirm, first)
  await confirm(page, email, 'en', linkIn(second, 'confirm'))
})
