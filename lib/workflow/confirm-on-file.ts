// The link that went to the address on file was followed: the person whom the company knows says that the request is
// theirs. That is the proof which the address that wrote could not give; so the answer goes where the proof came from.
import type { PublicActor } from '../domain/actor'
import type { EmailAddress } from '../domain/contact-address'
import type { Identifier } from '../domain/findings'
import { type Outcome, refuse } from '../domain/outcome'
import { plainDate } from '../platform/clock'
import { db } from '../platform/db/client'
import type { RequestVault } from '../platform/request-vault'
import { Conflict, commit } from './commit-item'
import type { Confirmed } from './confirm-email'
import { findLink, spendLink } from './issue-link'
import { vaultOf } from './load-case'
import { proveIdentity } from './prove-identity'
import { networkAllows } from './rate-limit'

/** What the click of one such link proves: this mailbox, and these identifiers. */
export type OnFileProof = { mailbox: EmailAddress; identifiers: Identifier[] }

const placeOf = (linkId: string) => `subject_link.proves:${linkId}`

export const sealOnFileProof = (vault: RequestVault, linkId: string, proof: OnFileProof): string =>
  vault.seal(placeOf(linkId), JSON.stringify(proof))

export async function confirmOnFile(
  actor: PublicActor,
  { token }: { token: string },
): Promise<Outcome<Confirmed, 'link-gone' | 'too-many-requests'>> {
  if (!(await networkAllows(actor))) return refuse('too-many-requests')
  const link = await findLink(db, 'on-file', token)
  // Decided otherwise in the meantime: the link asks a question that nobody has any more.
  if (!link?.provesEnc || !['unproven', 'waiting'].includes(link.request.identity)) return refuse('link-gone')
  const { request, provesEnc } = link
  const { mailbox, identifiers }: OnFileProof = JSON.parse(vaultOf(request).open(placeOf(link.id), provesEnc))
  const done = await commit(actor, request.id, async (tx, say) => {
    if (!(await spendLink(tx, link.id))) throw new Conflict()
    await proveIdentity(tx, say, request, { method: 'on-file-link', level: 1, system: null, identifiers, mailbox })
    return { reference: request.reference, dueOn: plainDate(request.dueOn).toString() }
  })
  return done.ok ? done : refuse('link-gone')
}
