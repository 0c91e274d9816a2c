// What a data subject does, in the words that stand on the page, in either language.
import { type APIRequestContext, expect, type Page } from '@playwright/test'
import { codeIn, linkIn, type Mail, mailTo, subjects } from './mailbox'
import { expectAccessible } from './test'

export type Language = 'en' | 'fr'

export const words = {
  en: {
    access: 'Send me a copy of my data',
    erasure: 'Delete my data',
    name: 'Full name',
    email: 'E-mail address',
    message: 'What should we know?',
    send: 'Send my request',
    sentTitle: 'One more step: look at your mail',
    confirm: 'Yes, this is my request',
    confirmed: 'Your request is confirmed',
    sendCode: 'Send me the code',
    code: 'Six-digit code',
    openPage: 'Open my page',
    pageTitle: 'Your request',
    gone: 'This link does not work any more',
  },
  fr: {
    access: 'M’envoyer une copie de mes données',
    erasure: 'Effacer mes données',
    name: 'Nom et prénom',
    email: 'Adresse e-mail',
    message: 'Que devons-nous savoir ?',
    send: 'Envoyer ma demande',
    sentTitle: 'Encore une étape : regardez vos e-mails',
    confirm: 'Oui, c’est ma demande',
    confirmed: 'Votre demande est confirmée',
    sendCode: 'M’envoyer le code',
    code: 'Code à six chiffres',
    openPage: 'Ouvrir ma page',
    pageTitle: 'Votre demande',
    gone: 'Ce lien ne fonctionne plus',
  },
} as const

export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

export type Asked = { name: string; email: string; message?: string; right: 'access' | 'erasure' }

/** Fills the public form, sends it, and answers the reference. */
export async function fillAndSend(page: Page, asked: Asked, language: Language): Promise<string> {
  const say = words[language]
  await page.goto('/request')
  await page.getByRole('checkbox', { name: say[asked.right] }).check()
  await page.getByLabel(say.name).fill(asked.name)
  await page.getByLabel(say.email).fill(asked.email)
  if (asked.message) await page.getByLabel(say.message).fill(asked.message)
  await page.getByRole('button', { name: say.send }).click()
  await expect(heading(page, say.sentTitle)).toBeVisible()
  return referenceOn(page)
}

export async function referenceOn(page: Page): Promise<string> {
  const reference = /HB-\d{4}-\d{6,9}/.exec(await page.getByRole('main').innerText())?.[0]
  expect(reference, 'a reference on the page').toBeDefined()
  return reference ?? ''
}

/** From the mail to the confirmed request. Answers the mail with the link to the person's own page. */
export async function confirm(page: Page, email: string, language: Language, link?: string): Promise<Mail> {
  const say = words[language]
  await page.goto(link ?? linkIn(await mailTo(email, subjects.confirm), 'confirm'))
  await page.getByRole('button', { name: say.confirm }).click()
  await expect(heading(page, say.confirmed)).toBeVisible()
  return mailTo(email, subjects.page)
}

/** Link, code, page. */
export async function openOwnPage(page: Page, email: string, link: string, language: Language): Promise<void> {
  const say = words[language]
  const before = await mailTo(email, subjects.page)
  await page.goto(link)
  await expectAccessible(page)
  await page.getByRole('button', { name: say.sendCode }).click()
  const code = codeIn(await mailTo(email, subjects.code, before))
  await page.getByLabel(say.code).fill(code)
  await page.getByRole('button', { name: say.openPage }).click()
  await expect(heading(page, say.pageTitle)).toBeVisible()
}

type Sent = { name: string; email: string; rights: string[]; message?: string; identifiers?: Record<string, string> }

/** The same request without filling the form again: for journeys that begin at the desk. */
export async function ask(request: APIRequestContext, sent: Sent, language: Language = 'en'): Promise<string> {
  const answer = await request.post('/api/requests', { data: { message: '', locale: language, ...sent } })
  expect(answer.status()).toBe(201)
  return ((await answer.json()) as { reference: string }).reference
}
