import { type Mail, sendMail } from '../delivery/mail'
import type { MapController } from '../domain/data-map/types'
import type { LetterLocale } from '../domain/letters/letter'
import { now } from '../platform/clock'
import { env } from '../platform/env'

type Written = Pick<Mail, 'subject' | 'text' | 'html'>

/** To the data protection officer of a controller, in the language of its country. */
export function mailOfficer(
  { key, country, dpo }: MapController,
  about: 'alarm' | 'holds',
  write: (locale: LetterLocale) => Written,
): ReturnType<typeof sendMail> {
  // One a day and controller, also where a second try follows a reply that was lost.
  const messageId = `<${about}-${key}-${now().toString().slice(0, 10)}@${new URL(env().PUBLIC_URL).hostname}>`
  return sendMail({ to: dpo.email, messageId, ...write(country === 'FR' ? 'fr' : 'en') })
}
