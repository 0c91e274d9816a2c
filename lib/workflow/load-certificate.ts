// From the rows of a finished request to what its certificate says.
import { type CorrectionVerification, leftToCorrect, leftToDo, type VerificationResult } from '../connectors/connector'
import type { Certificate, CertifiedItem, CertifiedPlan, Signatory } from '../domain/certificate'
import type { DataMap } from '../domain/data-map/types'
import { erasureLines, forwardedLines } from '../domain/letters/answer-lines'
import { certifiedFrozen, correctionLines } from '../domain/letters/correction-lines'
import type { LetterLocale } from '../domain/letters/letter'
import { type Outcome, refuse } from '../domain/outcome'
import type { PlanDocument } from '../domain/plan/plan-document'
import type { RectificationPlan } from '../domain/plan/rectification-plan'
import type { RefusalGround } from '../domain/request/refusal-ground'
import { type Right, rights } from '../domain/request/rights'
import type { ItemOutcome } from '../domain/request/status'
import { plainDate } from '../platform/clock'
import { db, type Prisma } from '../platform/db/client'
import { certifiedByHand } from './by-hand-lines'
import { beside, correctedPlans } from './close-correction'
import { carriedOut } from './close-item'
import { currentMap, mapVersion } from './current-map'
import { controllerOf } from './letter-frame'
import { vaultOf } from './load-case'

const withAll = {
  packages: true,
  items: {
    include: {
      request: true,
      plans: { where: { memoryId: null }, orderBy: { number: 'asc' }, include: { steps: true } },
    },
  },
} as const satisfies Prisma.SubjectRequestInclude
type Case = Prisma.SubjectRequestGetPayload<{ include: typeof withAll }>
type Item = Case['items'][number]
type Names = Map<string, string>

export type LoadedCertificate = {
  certificate: Certificate
  items: { id: string; right: Right }[]
  locale: LetterLocale
}

export async function loadCertificate(
  requestId: string,
  itemId: string | null,
): Promise<Outcome<LoadedCertificate, 'not-found' | 'not-finished' | 'data-destroyed'>> {
  const request = await db.subjectRequest.findUnique({ where: { id: requestId }, include: withAll })
  if (!request) return refuse('not-found')
  // Its plans are emptied: a certificate made of them would say less than the ones that were issued in time.
  if (request.wrappedKey === null) return refuse('data-destroyed')
  const chosen = request.items.filter(({ id }) => itemId === null || id === itemId)
  if (chosen.length === 0) return refuse('not-found')
  const closing = await closingEntry(requestId, itemId)
  if (!closing || chosen.some(({ outcome }) => outcome === null)) return refuse('not-finished')
  const items = chosen.toSorted((a, b) => rights.indexOf(a.right as Right) - rights.indexOf(b.right as Right))
  const names = await signatories(items.flatMap(({ plans }) => plans))
  const certified: CertifiedItem[] = []
  for (const item of items) certified.push(await certify(item, request, names))
  return { ok: true, ...(await certificateOf(request, items, certified, closing)) }
}

type Closing = Pick<Prisma.LedgerEntryGetPayload<object>, 'seq' | 'hash' | 'at'>

export async function certificateOf(
  request: Prisma.SubjectRequestGetPayload<object>,
  items: readonly { id: string; right: string }[],
  certified: CertifiedItem[],
  closing: Closing,
): Promise<LoadedCertificate> {
  const { map } = await currentMap(db)
  const { name, country } = controllerOf(map, request.controllerKey)
  const certificate: Certificate = {
    format: 'habeas-certificate/1',
    reference: request.reference,
    controller: { name, country },
    receivedOn: plainDate(request.receivedOn).toString(),
    dueOn: plainDate(request.dueOn).toString(),
    closedAt: closing.at.toISOString(),
    items: certified,
    ledger: { seq: Number(closing.seq), hash: closing.hash, at: closing.at.toISOString() },
  }
  return {
    certificate,
    items: items.map(({ id, right }) => ({ id, right: right as Right })),
    locale: request.locale === 'fr' ? 'fr' : 'en',
  }
}

/** The entry that ended the request, or the one right: later entries do not change a certificate. */
async function closingEntry(requestId: string, itemId: string | null) {
  const newest = { orderBy: { seq: 'desc' } } as const
  if (itemId !== null) {
    const decided = await db.ledgerEntry.findMany({ where: { requestId, event: 'item.decided' }, ...newest })
    const found = decided.find(({ body }) => JSON.parse(body).itemId === itemId)
    if (found) return found
  }
  return db.ledgerEntry.findFirst({ where: { requestId, event: 'request.closed' }, ...newest })
}

type Signed = { preparedBy: string | null; approvedBy: string | null }

export async function signatories(plans: Signed[]): Promise<Names> {
  const ids = plans.flatMap(({ preparedBy, approvedBy }) => [preparedBy, approvedBy])
  const users = await db.staffUser.findMany({ where: { id: { in: ids.filter((id) => id !== null) } } })
  return new Map(users.map(({ id, name }) => [id, name]))
}

async function certify(item: Item, request: Case, names: Names): Promise<CertifiedItem> {
  const plan = item.plans.filter(({ status }) => status === 'approved').at(-1)
  const outcome = item.outcome as ItemOutcome
  const base: CertifiedItem = {
    right: item.right as Right,
    outcome,
    decidedAt: (item.decidedAt ?? request.closedAt ?? request.receivedAt).toISOString(),
    plan: null,
    found: null,
    erased: [],
    kept: [],
    verified: [],
    forwarded: [],
    recipients: [],
    package: null,
    ground: item.ground as RefusalGround | null,
  }
  if (!plan || outcome === 'refused' || outcome === 'withdrawn') return base
  const document = plan.document as unknown as PlanDocument
  const { map } = await mapVersion(db, plan.mapVersion)
  const byHand = await certifiedByHand(db, item, map)
  const planned = {
    ...{ ...base, plan: signed(plan, names), found: document.totals.rows },
    ...(byHand.length > 0 && { byHand }),
  }
  if (document.right === 'rectification')
    return { ...planned, ...(await certifiedCorrection(item, document, map)), verified: readAgain(item.plans, map) }
  if (document.right !== 'erasure')
    return { ...planned, forwarded: forwardedLines(document, map), package: packageOf(item, request) }
  return { ...planned, ...erasureLines(carriedOut(item), document, map), verified: readAgain(item.plans, map) }
}

async function certifiedCorrection(item: Item, document: RectificationPlan, map: DataMap) {
  const told = await beside(item.id, document, vaultOf(item.request))
  const { corrected, kept, forwarded, recipients } = correctionLines(correctedPlans(item.plans), document, map, told)
  const frozen = certifiedFrozen(document, map, told.matters)
  return { corrected, unchanged: kept, forwarded, recipients, ...(frozen.length > 0 && { frozen }) }
}

export function signed(plan: Prisma.PlanGetPayload<object>, names: Names): CertifiedPlan {
  const by = (id: string | null, at: Date | null): Signatory | null =>
    id && at ? { name: names.get(id) ?? id, at: at.toISOString() } : null
  const { number, hash, preparedBy, preparedAt, approvedBy, approvedAt } = plan
  const alone = preparedBy !== null && preparedBy === approvedBy
  return { number, hash, preparedBy: by(preparedBy, preparedAt), approvedBy: by(approvedBy, approvedAt), alone }
}

function packageOf(item: Item, { packages }: Case): CertifiedItem['package'] {
  const found = packages.find(({ itemId }) => itemId === item.id)
  if (!found) return null
  const { rows, bytes, sha256, builtAt } = found
  return { rows, bytes: Number(bytes), sha256, builtAt: builtAt.toISOString() }
}

const leftOf = (seen: VerificationResult | CorrectionVerification): number =>
  'places' in seen ? leftToCorrect(seen) : leftToDo(seen)

/** The closing needs every step verified: what remains is none, and the certificate says so by number. */
export const readAgain = (
  plans: Prisma.PlanGetPayload<{ include: { steps: true } }>[],
  map: DataMap,
): CertifiedItem['verified'] =>
  plans
    .flatMap(({ steps }) => steps)
    .filter((step) => step.status === 'verified')
    .map(({ systemKey, verifiedAt, verification }) => ({
      system: map.systems.find(({ key }) => key === systemKey)?.name ?? systemKey,
      at: (verifiedAt ?? new Date(0)).toISOString(),
      remaining: leftOf(verification as VerificationResult | CorrectionVerification),
    }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
