import { sendMail } from '../delivery/mail'
import { composeLetter } from '../domain/letters/compose'
import { now } from '../platform/clock'
import { db } from '../platform/db/client'
import { env } from '../platform/env'
import { log } from '../platform/log'
import { mapIfAny } from './current-map'
import { controllerOf } from './letter-frame'
import type { DeliveryCase } from './load-delivery'

/**
 * A partner's folder does not get through. No request stands behind it whose key a letter could be sealed under, so the mail
 * goes at once; where it does not, the desk still shows the run as it is.
 */
export async function tellOfficerOfBatch(
  { id, receiver, remoteName }: DeliveryCase,
  { problem, attempts, final }: { problem: string; attempts: number; final: boolean },
): Promise<void> {
  const map = await mapIfAny(db)
  if (!map) return
  const { name, dpo, country, timeZone } = controllerOf(map, map.organisation.defaultController)
  const locale = country === 'FR' ? 'fr' : 'en'
  const origin = env().PUBLIC_URL.replace(/\/$/, '')
  const date = now().toZonedDateTimeISO(timeZone).toPlainDate().toString()
  const facts = { receiver: receiver.name, problem, attempts, final, url: `${origin}/desk/batches` }
  const letter = composeLetter('transfer-stuck', facts, { locale, reference: remoteName, controller: name, dpo, date })
  const messageId = `<transfer-${id}-${attempts}@${new URL(origin).hostname}>`
  const mailed = await sendMail({ to: dpo.email, messageId, ...letter })
  if (!mailed.ok) log.warn('transfer-mail-failed', { deliveryId: id, reason: mailed.reason })
}
