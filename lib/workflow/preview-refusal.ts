import type { StaffActor } from '../domain/actor'
import { composeLetter } from '../domain/letters/compose'
import { type Outcome, refuse } from '../domain/outcome'
import { isRefusalGround } from '../domain/request/refusal-ground'
import type { Right } from '../domain/request/rights'
import { may } from '../domain/request/status'
import { authorityFor } from '../domain/supervisory-authorities'
import { plainDate } from '../platform/clock'
import { db } from '../platform/db/client'
import { currentMap } from './current-map'
import { controllerOf, letterFrame } from './letter-frame'
import { loadItem } from './load-case'
import { partlyCarriedOut } from './partly-carried-out'

/** The letter that a refusal would send, in the person's language: read before it goes. Without the person's name. */
export async function previewRefusal(
  actor: StaffActor,
  input: { itemId: string; ground: string; reason: string },
): Promise<Outcome<{ subject: string; text: string; locale: string }>> {
  if (!may(actor, 'refuse')) return refuse('not-permitted')
  const { ground } = input
  const reason = input.reason.trim()
  if (!isRefusalGround(ground)) return refuse('unknown-ground')
  if (reason === '') return refuse('reason-missing')
  const item = await loadItem(input.itemId)
  if (!item) return refuse('not-found')
  if ((await partlyCarriedOut(db, [item])).length > 0) return refuse('partly-carried-out')
  const { request } = item
  const { map } = await currentMap(db)
  const { country, region } = controllerOf(map, request.controllerKey)
  const remedies = {
    right: item.right as Right,
    receivedOn: plainDate(request.receivedOn).toString(),
    authority: authorityFor(country, region),
  }
  const frame = letterFrame(request, map)
  const { subject, text } = composeLetter('refusal', { ...remedies, ground, reason }, frame)
  return { ok: true, subject, text, locale: frame.locale }
}
