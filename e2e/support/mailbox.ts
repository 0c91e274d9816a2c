import { expect } from '@playwright/test'
import { standEnv } from './stand'

export type Mail = { id: number; envelope: { from: string; to: string[] }; subject: string; text: string; html: string }

async function allMails(): Promise<Mail[]> {
  const answer = await fetch(`${standEnv('MAIL_URL')}/api/mails`)
  return (await answer.json()) as Mail[]
}

/** Every mail to this address, oldest first. */
export async function mailsTo(address: string): Promise<Mail[]> {
  return (await allMails()).filter(({ envelope }) => envelope.to.includes(address))
}

export async function everybodyWritten(): Promise<string[]> {
  return [...new Set((await allMails()).flatMap(({ envelope }) => envelope.to))]
}

/** The newest mail with such a subject, once it is there. It goes to its person and to nobody else. */
export async function mailTo(address: string, subject: RegExp, after?: Mail): Promise<Mail> {
  let found: Mail | undefined
  await expect(async () => {
    const mails = await mailsTo(address)
    found = mails.findLast((mail) => subject.test(mail.subject) && mail.id > (after?.id ?? 0))
    expect(found, `a mail to ${address} about ${subject}`).toBeDefined()
  }).toPass({ timeout: 40_000, intervals: [100, 200, 300, 500] })
  if (!found) throw new Error('no mail')
  expect(found.envelope.to).toEqual([address])
  return found
}

export function linkIn(mail: Mail, purpose: 'confirm' | 'follow' | 'on-file' | 'not-me'): string {
  const path = new RegExp(`/${purpose}/[\\w-]{43}`).exec(mail.text)?.[0]
  if (!path) throw new Error(`the mail “${mail.subject}” has no ${purpose} link`)
  return path
}

export function codeIn(mail: Mail): string {
  const code = /^\s+(\d{3})\s?(\d{3})$/m.exec(mail.text)
  if (!code) throw new Error(`the mail “${mail.subject}” has no code`)
  return `${code[1]}${code[2]}`
}

export const subjects = {
  confirm: /^(Confirm your request|Confirmez votre demande) /,
  page: /^(Follow your request|Suivez votre demande) /,
  code: /^(Your code|Votre code) /,
}
