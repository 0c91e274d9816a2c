// What the officer and the person do so that data goes to another controller.
import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import type { RealReceiver } from '@/test/carriers/receivers'
import { nextStep, openRequest, reloadUntil } from './desk'
import { mailTo } from './mailbox'
import { heading, openOwnPage } from './person'
import { expectAccessible } from './test'

export type SetUp = { key: string; name: string; country: string }

/** Of a name that no earlier journey on this stand has used. */
export function newReceiver(name: string): { key: string; name: string } {
  const mark = randomUUID().slice(0, 6)
  return { key: `receiver-${mark}`, name: `${name} ${mark}` }
}

/** Who and where; the server is looked at and compared before it gets its secret; then the connection is checked. */
export async function setUpReceiver(dpo: Page, receiver: RealReceiver, { key, name, country }: SetUp): Promise<void> {
  const { config } = receiver
  await dpo.goto('/desk/receivers/new')
  await dpo.getByLabel('Name of the receiver').fill(name)
  await dpo.getByLabel('Short name').fill(key)
  await dpo.getByLabel('Country where the data goes').selectOption(country)
  await dpo.getByRole('radio', { name: config.protocol === 'sftp' ? 'SFTP' : /^FTPS/ }).check()
  const way = dpo.locator(`input[name^="${config.protocol}."], textarea[name^="${config.protocol}."]`)
  const field = (part: string) => way.and(dpo.locator(`[name="${config.protocol}.${part}"]`))
  await field('host').fill(config.host)
  await field('port').fill(String(config.port))
  await field('user').fill(config.user)
  await field('folder').fill(config.folder)
  if (config.protocol === 'ftps') await field('ca').fill(config.ca ?? '')
  await dpo.getByRole('button', { name: 'Look at the server' }).click()
  const shown = dpo.getByRole('status').filter({ has: dpo.getByRole('heading', { level: 2 }) })
  await expect(shown).toContainText(config.protocol === 'sftp' ? 'shows this host key' : 'shows this certificate')
  if (config.protocol === 'sftp')
    expect((await shown.innerText()).replaceAll(' ', '')).toContain(config.hostKey.replace(':', ''))
  await expectAccessible(dpo)
  await dpo.getByRole('checkbox', { name: 'I have compared it' }).check()
  if ('password' in config.secret) await dpo.getByLabel('Password').fill(config.secret.password)
  else if ('privateKey' in config.secret) await dpo.getByLabel('Private key').fill(config.secret.privateKey)
  await dpo.getByRole('button', { name: 'Set up this receiver' }).click()
  await expect(dpo.getByText('The receiver is set up.')).toBeVisible()
  await dpo.getByRole('button', { name: 'Check the connection' }).click()
  await expect(dpo.getByText('The server answers, and is the one that was recognised.')).toBeVisible()
}

/** The officer finds the receiver that the person named, on the plan’s page. */
export async function linkReceiver(dpo: Page, reference: string, name: string): Promise<void> {
  await openRequest(dpo, reference)
  const find = nextStep(dpo).getByRole('link', { name: 'Find the receiver' })
  await reloadUntil(dpo, () => expect(find).toBeVisible({ timeout: 1000 }))
  await find.click()
  await dpo.getByLabel('This is the receiver that they named').selectOption({ label: name })
  await dpo.getByRole('button', { name: 'Ask the person to confirm it' }).click()
  await expect(dpo.getByText('Chosen. The person is asked to confirm it.')).toBeVisible()
}

/** Asked by mail, the person reads on their page to whom exactly, and says so. */
export async function confirmReceiver(person: Page, email: string, follow: string, name: string): Promise<void> {
  await mailTo(email, /^Confirm where your data goes/)
  await seeOwnPage(person, email, follow)
  await expect(person.getByRole('heading', { name: 'Is this whom you mean?' })).toBeVisible()
  await person.getByRole('checkbox', { name: `I want my data to go to ${name}, and to nobody else` }).check()
  await person.getByRole('button', { name: 'Confirm this receiver' }).click()
  await expect(person.getByText('You confirmed exactly this on')).toBeVisible()
}

/** By the link alone while the page is open in this browser, with a code otherwise. */
export async function seeOwnPage(person: Page, email: string, follow: string): Promise<void> {
  await person.goto(follow)
  const open = heading(person, 'Your request')
  await expect(open.or(heading(person, 'Open your page'))).toBeVisible()
  if (!(await open.isVisible())) await openOwnPage(person, email, follow, 'en')
}

/** Reads what leaves and signs it: one signature. */
export async function signTransfer(dpo: Page, reference: string, look?: () => Promise<void>): Promise<void> {
  await openRequest(dpo, reference)
  const read = nextStep(dpo).getByRole('link', { name: 'Read and hand it over' })
  await reloadUntil(dpo, () => expect(read).toBeVisible({ timeout: 1000 }))
  await read.click()
  await expect(heading(dpo, 'What leaves with the person')).toBeVisible()
  await look?.()
  await dpo.getByRole('checkbox', { name: 'I have read this plan' }).check()
  await dpo.getByRole('button', { name: /^Send [\d,]+ records to the receiver$/ }).click()
  await expect(heading(dpo, reference)).toBeVisible()
}
