import type { RestrictionLetterFacts } from '../domain/letters/restriction-letters'
import type { Right } from '../domain/request/rights'
import type { Transaction } from '../platform/db/client'
import { claimedEmail } from './claimed-identifiers'
import { currentMap } from './current-map'
import { remedies } from './finish-item'
import { letterFrame } from './letter-frame'
import { vaultOf } from './load-case'
import type { RestrictionCase } from './load-restriction'
import { writeLetter } from './write-letter'

type Kind = keyof RestrictionLetterFacts

/** To the person, with the remedies. @returns the letter's id. */
export async function writeRestrictionLetter(
  tx: Transaction,
  { item }: RestrictionCase,
  kind: Kind,
  reason = '',
): Promise<string> {
  const { request } = item
  const { map } = await currentMap(tx)
  const vault = vaultOf(request)
  const proven = request.identity === 'proven' && request.nameEnc !== null
  const name = proven && request.nameEnc ? vault.open('subject_request.name', request.nameEnc) : undefined
  return writeLetter(tx, vault, {
    ...{ requestId: request.id, itemId: item.id, kind, frame: letterFrame(request, map, name) },
    recipient: claimedEmail(vault, request),
    facts: { ...remedies(request, map, item.right as Right), reason },
  })
}
