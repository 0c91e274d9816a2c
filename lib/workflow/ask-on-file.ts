// The question goes to the address in the company's own records, never to the one that wrote: whoever follows that link
// is the person on file (security.md, Identity). Who that is is looked up anew here, whatever was thought before.
import { ConnectorUnavailable, SystemRefused } from '../connectors/connector'
import type { StaffActor } from '../domain/actor'
import { type EmailAddress, maskedEmail } from '../domain/contact-address'
import type { DataMap } from '../domain/data-map/types'
import { evidence } from '../domain/evidence/events'
import type { Identifier } from '../domain/findings'
import { decideIdentity } from '../domain/identity'
import { linkHours } from '../domain/letters/link-path'
import { type Outcome, type Refusal, refuse } from '../domain/outcome'
import type { Right } from '../domain/request/rights'
import { type WhomToAsk, whomToAsk } from '../domain/whom-to-ask'
import { db, type Transaction } from '../platform/db/client'
import { evidenceDigest } from '../platform/keys'
import { addressesOnFile } from './addresses-on-file'
import { claimedEmail, claimedIdentifiers } from './claimed-identifiers'
import { Conflict, commit, type Say } from './commit-item'
import { type OnFileProof, sealOnFileProof } from './confirm-on-file'
import { currentMap } from './current-map'
import { issueLink } from './issue-link'
import { letterFrame } from './letter-frame'
import { type RequestCase, vaultOf } from './load-case'
import { emailOf, lookUpPerson } from './look-up-person'
import { mayAskAll } from './question-limit'
import { writeLetter } from './write-letter'

/** More addresses than this are not one person's. */
const MOST_ADDRESSES = 3

export async function askOnFile(actor: StaffActor, request: RequestCase): Promise<Outcome> {
  const { map } = await currentMap(db)
  const found = await proofsOnFile(map, claimedIdentifiers(vaultOf(request), request, map))
  if (!found.ok) return found
  const { proofs } = found
  if (proofs.length === 0) return refuse('no-address-on-file')
  if (proofs.length > MOST_ADDRESSES) return refuse('too-many-addresses', { addresses: proofs.length })
  if (!(await mayAskAll(proofs.map(({ mailbox }) => mailbox)))) return refuse('too-many-mails')
  return commit(actor, request.id, async (tx, say) => {
    const { count } = await tx.subjectRequest.updateMany({
      where: { id: request.id, version: request.version },
      data: { identity: 'waiting', identityReason: 'asked-on-file', version: { increment: 1 } },
    })
    if (count !== 1) throw new Conflict()
    say(evidence('identity.decided', { decision: 'ask-on-file', method: null, reason: request.identityReason }))
    for (const proof of proofs) await ask(tx, say, request, map, proof)
    return {}
  })
}

async function proofsOnFile(
  map: DataMap,
  claims: Identifier[],
): Promise<{ ok: true; proofs: OnFileProof[] } | Refusal> {
  const email = emailOf(map, claims)
  if (!email) return refuse('no-address-on-file')
  const seen = await lookUpPerson(map, claims, claims)
  const whom = whomToAsk({ ...seen, email, claims, datasets: map.datasets })
  if (!whom.ok) return refusalOf(whom)
  try {
    const addresses = await addressesOnFile(map, whom.rows)
    const proofs: OnFileProof[] = []
    for (const mailbox of addresses.slice(0, MOST_ADDRESSES + 1)) {
      proofs.push({ mailbox, identifiers: await provenBy(map, mailbox, whom.identifiers) })
    }
    return { ok: true, proofs }
  } catch (error) {
    if (error instanceof ConnectorUnavailable || error instanceof SystemRefused) return refuse('system-unreachable')
    throw error
  }
}

function refusalOf({ reason }: Extract<WhomToAsk, { ok: false }>): Refusal {
  if (reason === 'several-people') return refuse('several-people')
  if (reason === 'claims-disagree') return refuse('claims-disagree')
  return reason === 'system-unreachable' ? refuse('system-unreachable') : refuse('no-address-on-file')
}

/** The mailbox itself is proven too where it is this one person's alone; a shared one proves only the claims. */
async function provenBy(map: DataMap, mailbox: EmailAddress, claims: Identifier[]): Promise<Identifier[]> {
  const mailboxes = map.identifiers
    .filter(({ normalise }) => normalise === 'email')
    .map(({ key }) => ({ kind: key, value: mailbox.normalised }))
  const all = [...mailboxes, ...claims]
  const [email] = mailboxes
  if (!email) return claims
  const seen = await lookUpPerson(map, all, [email])
  const decision = decideIdentity({ ...seen, mailboxConfirmed: true, email, claims: all, datasets: map.datasets })
  return decision.state === 'proven' ? decision.identifiers : claims
}

async function ask(tx: Transaction, say: Say, request: RequestCase, map: DataMap, proof: OnFileProof): Promise<void> {
  const vault = vaultOf(request)
  const { id, url } = await issueLink(tx, { requestId: request.id, purpose: 'on-file' })
  await tx.subjectLink.update({ where: { id }, data: { provesEnc: sealOnFileProof(vault, id, proof) } })
  const notMe = await issueLink(tx, { requestId: request.id, purpose: 'not-me' })
  const letterId = await writeLetter(tx, vault, {
    requestId: request.id,
    kind: 'on-file-question',
    frame: letterFrame(request, map),
    recipient: proof.mailbox.address,
    facts: {
      url,
      notMeUrl: notMe.url,
      days: linkHours['on-file'] / 24,
      rights: request.rights as Right[],
      askedFrom: maskedEmail(claimedEmail(vault, request)),
    },
  })
  say(evidence('identity.asked', { letterId, addressDigest: evidenceDigest(proof.mailbox.normalised) }))
}
