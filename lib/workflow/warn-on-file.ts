// One mailbox is enough to be proven, and one mailbox can be stolen: before a copy leaves or anything is deleted, every
// other address of the same record is told, with the way to stop it (security.md, Identity).
import { type EmailAddress, parseEmail } from '../domain/contact-address'
import type { DataMap } from '../domain/data-map/types'
import { evidence } from '../domain/evidence/events'
import type { MatchedRows } from '../domain/identity'
import type { Right } from '../domain/request/rights'
import type { Transaction } from '../platform/db/client'
import { addressesOnFile } from './addresses-on-file'
import { claimedEmail } from './claimed-identifiers'
import type { Say } from './commit-item'
import { issueLink } from './issue-link'
import { letterFrame } from './letter-frame'
import { type RequestCase, vaultOf } from './load-case'
import { mayAskAll } from './question-limit'
import { writeLetter } from './write-letter'

/** More are not one person's: then the first ones are told. */
const MOST_NOTICES = 3
const grave: readonly string[] = ['access', 'erasure', 'portability'] satisfies Right[]

/** Of these rows, without the mailbox that asks. @throws ConnectorUnavailable */
export async function otherAddresses(
  map: DataMap,
  rows: readonly MatchedRows[],
  request: RequestCase,
): Promise<EmailAddress[]> {
  if (!request.rights.some((right) => grave.includes(right))) return []
  const mailbox = parseEmail(claimedEmail(vaultOf(request), request))
  const own = mailbox.ok ? mailbox.value.normalised : ''
  const others = (await addressesOnFile(map, rows)).filter(({ normalised }) => normalised !== own)
  return others.slice(0, MOST_NOTICES)
}

export async function warnAt(
  tx: Transaction,
  say: Say,
  request: RequestCase,
  map: DataMap,
  addresses: readonly EmailAddress[],
): Promise<void> {
  for (const one of addresses) {
    if (!(await mayAskAll([one]))) {
      say(evidence('letter.withheld', { kind: 'not-me', reason: 'three-a-day' }))
      continue
    }
    const { url } = await issueLink(tx, { requestId: request.id, purpose: 'not-me' })
    const letterId = await writeLetter(tx, vaultOf(request), {
      requestId: request.id,
      kind: 'not-me',
      frame: letterFrame(request, map),
      recipient: one.address,
      facts: { notMeUrl: url, rights: request.rights as Right[] },
    })
    say(evidence('letter.written', { letterId, kind: 'not-me' }))
  }
}
