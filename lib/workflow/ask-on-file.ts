// The question goes to the address in the company's own records, never to the one that wrote: whoever follows that link
// is the person on file (security.md, Identity).
import { ConnectorUnavailable } from '../connectors/connector'
import type { StaffActor } from '../domain/actor'
import { type EmailAddress, parseEmail } from '../domain/contact-address'
import type { DataMap } from '../domain/data-map/types'
import { evidence } from '../domain/evidence/events'
import type { Identifier } from '../domain/findings'
import { linkHours } from '../domain/letters/link-path'
import { type Outcome, refuse } from '../domain/outcome'
import type { Right } from '../domain/request/rights'
import { db, type Transaction } from '../platform/db/client'
import { blindIndex, evidenceDigest } from '../platform/keys'
import { claimedIdentifiers } from './claimed-identifiers'
import { Conflict, commit, type Say } from './commit-item'
import { currentMap } from './current-map'
import { issueLink } from './issue-link'
import { letterFrame } from './letter-frame'
import { type RequestCase, vaultOf } from './load-case'
import { openSystem } from './open-system'
import { addressAllows } from './rate-limit'
import { systemShare } from './system-share'
import { writeLetter } from './write-letter'

/** More addresses than this are not one person's. */
const MOST_ADDRESSES = 3

export async function askOnFile(actor: StaffActor, request: RequestCase): Promise<Outcome> {
  if (request.identityReason === 'several-people') return refuse('several-people')
  const { map } = await currentMap(db)
  const vault = vaultOf(request)
  const addresses = await addressesOnFile(map, claimedIdentifiers(vault, request, map))
  if (addresses === null) return refuse('system-unreachable')
  if (addresses.length === 0) return refuse('no-address-on-file')
  if (addresses.length > MOST_ADDRESSES) return refuse('too-many-addresses', { addresses: addresses.length })
  for (const { normalised } of addresses) {
    if (!(await addressAllows(blindIndex('email', normalised))).mayMail) return refuse('too-many-mails')
  }
  return commit(actor, request.id, async (tx, say) => {
    const { count } = await tx.subjectRequest.updateMany({
      where: { id: request.id, version: request.version },
      data: { identity: 'waiting', identityReason: 'asked-on-file', version: { increment: 1 } },
    })
    if (count !== 1) throw new Conflict()
    say(evidence('identity.decided', { decision: 'ask-on-file', method: null, reason: request.identityReason }))
    for (const address of addresses) await ask(tx, say, request, map, address)
    return {}
  })
}

/** Null where a system is away: the person might have another address there. */
async function addressesOnFile(map: DataMap, identifiers: Identifier[]): Promise<EmailAddress[] | null> {
  const found = new Map<string, EmailAddress>()
  try {
    for (const { key } of map.systems) {
      const share = systemShare(map, key)
      const connector = await openSystem(key)
      const person = await connector.pin(share, identifiers)
      for (const { value } of await connector.contactPoints(share, person)) {
        const address = parseEmail(value)
        if (address.ok) found.set(address.value.normalised, address.value)
      }
    }
  } catch (error) {
    if (error instanceof ConnectorUnavailable) return null
    throw error
  }
  return [...found.values()]
}

async function ask(
  tx: Transaction,
  say: Say,
  request: RequestCase,
  map: DataMap,
  { address, normalised }: EmailAddress,
): Promise<void> {
  const { url } = await issueLink(tx, { requestId: request.id, purpose: 'on-file' })
  const notMe = await issueLink(tx, { requestId: request.id, purpose: 'not-me' })
  const letterId = await writeLetter(tx, vaultOf(request), {
    requestId: request.id,
    kind: 'on-file-question',
    frame: letterFrame(request, map),
    recipient: address,
    facts: { url, notMeUrl: notMe.url, days: linkHours['on-file'] / 24, rights: request.rights as Right[] },
  })
  say(evidence('identity.asked', { letterId, addressDigest: evidenceDigest(normalised) }))
}
