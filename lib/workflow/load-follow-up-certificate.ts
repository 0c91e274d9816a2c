// The certificate of what followed an answered erasure: a hold that ended, or rows that a backup had brought back. It
// stands although the request's own data may be long gone: of the person it names nothing but the reference.
import type { CertifiedItem } from '../domain/certificate'
import { erasureLines } from '../domain/letters/answer-lines'
import { type Outcome, refuse } from '../domain/outcome'
import type { ErasurePlan } from '../domain/plan/types'
import type { Right } from '../domain/request/rights'
import { db, type Prisma } from '../platform/db/client'
import { mapVersion } from './current-map'
import { followUpBody } from './follow-up-body'
import { certificateOf, type LoadedCertificate, readAgain, signatories, signed } from './load-certificate'

const withRequest = { steps: true, item: { include: { request: true } } } as const satisfies Prisma.PlanInclude
type Followed = Prisma.PlanGetPayload<{ include: typeof withRequest }>

export async function loadFollowUpCertificate(
  requestId: string,
  planId: string,
): Promise<Outcome<LoadedCertificate, 'not-found' | 'not-finished' | 'data-destroyed'>> {
  const plan = await db.plan.findUnique({ where: { id: planId }, include: withRequest })
  if (!plan || plan.memoryId === null || plan.item.requestId !== requestId) return refuse('not-found')
  if (plan.closedAt === null) return refuse('not-finished')
  if ((plan.document as unknown as ErasurePlan).systems.length === 0) return refuse('data-destroyed')
  const closing = await closingEntry(requestId, planId)
  if (!closing) return refuse('not-finished')
  const { item } = plan
  const certified = [await certify(plan, plan.closedAt)]
  return { ok: true, ...(await certificateOf(item.request, [item], certified, closing)) }
}

/** The entry that says it was seen done. */
async function closingEntry(requestId: string, planId: string) {
  const closings = await db.ledgerEntry.findMany({
    where: { requestId, event: { in: ['hold.ended', 'erasure.replayed'] } },
    orderBy: { seq: 'asc' },
  })
  return closings.find(({ body }) => JSON.parse(body).planId === planId)
}

async function certify(plan: Followed, closedAt: Date): Promise<CertifiedItem> {
  const document = plan.document as unknown as ErasurePlan
  const { map } = await mapVersion(db, plan.mapVersion)
  const lines = erasureLines([document], document, map)
  return {
    right: plan.item.right as Right,
    outcome: lines.kept.length > 0 ? 'partly-erased' : 'erased',
    decidedAt: closedAt.toISOString(),
    plan: signed(plan, await signatories([plan])),
    found: document.totals.rows,
    ...lines,
    verified: readAgain([plan], map),
    package: null,
    ground: null,
    followUp: { cause: followUpBody(plan).cause, byItself: plan.approvedBy === null },
  }
}
