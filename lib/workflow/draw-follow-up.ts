// A further plan of one system after an erasure was decided: when a hold ends, or when a backup brought rows back. It runs
// by itself only where it finds no more rows than are remembered; otherwise it waits for the data protection officer.
import type { StaffActor, WorkerActor } from '../domain/actor'
import type { Catalogue } from '../domain/catalogue'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { planHash } from '../domain/plan/plan-hash'
import type { ErasurePlan } from '../domain/plan/types'
import type { Right } from '../domain/request/rights'
import { type FollowUpCause, moreThanRemembered } from '../domain/retention/standing-rows'
import { instantToDate, now } from '../platform/clock'
import { db, type Prisma, type Transaction } from '../platform/db/client'
import { enqueue } from '../platform/queue'
import { Conflict, commit, type Say } from './commit-item'
import { mattersOf } from './draw-plan'
import { followUpBody, systemOf } from './follow-up-body'
import { loadMemory, type MemoryCase, rememberedKeys, standingOf } from './load-memory'
import { type LookedByKeys, lookByKeys } from './look-by-keys'
import { openCopy } from './open-copy'
import { openSystem } from './open-system'
import { endsEarly, settleMemory } from './settle-memory'
import { sayWhyDue, stopFollowUp } from './stop-follow-up'
import { namesNobody, namesSomebodyElse } from './whose-rows'

export type WaitsFor = 'more-rows' | 'before-its-day' | 'came-back' | 'other-person' | 'unnamed' | 'natural-key'

export type DrawFollowUp = {
  memoryId: string
  system: string
  cause: FollowUpCause
  /** After a restore a person asked for it. `backupOf`: ISO instant of the backup, null where nobody said. */
  replay?: { backupOf: string | null }
}
export type Drawn = {
  /** Null where the system stands as it should. */
  planId: string | null
  waitsFor: WaitsFor | null
}

/** Nothing can be said now, and somebody (or the system itself) has to change that first. Tried again by the queue. */
export class FollowUpWaits extends Error {}

type Found = Extract<LookedByKeys, { ok: true }>

/** @throws FollowUpWaits */
export async function drawFollowUp(actor: WorkerActor | StaffActor, input: DrawFollowUp): Promise<Outcome<Drawn>> {
  const { memoryId, system, cause } = input
  const memory = await loadMemory(memoryId)
  if (!memory) return refuse('not-found')
  const [open] = await openFollowUps(memoryId, system)
  if (open && (open.status === 'approved' || !input.replay)) return refuse('follow-up-open')
  if (cause === 'hold-ended' && !isDue(memory, system)) return { ok: true, planId: null, waitsFor: null }
  // What the person asked to have is handed out before more of it is erased.
  if (await copyOpen(memory)) return waits(memory, system, 'access-first')
  const looked = await lookByKeys(memory, system, cause)
  if (!looked.ok) {
    const stopped = await waits(memory, system, looked.problem)
    if (looked.away) throw new FollowUpWaits(looked.problem)
    return stopped
  }
  const waitsFor = looked.leftToDo === 0 ? null : await whoDecides(memory, input, looked)
  return commit(actor, memory.requestId, async (tx, say) => {
    const before = await openFollowUps(memoryId, system, tx)
    // Another worker was faster, and what it drew is on its way.
    if (before.some(({ status }) => status === 'approved')) throw new Conflict()
    for (const draft of before) await stopFollowUp(tx, say, draft, 'newer-plan')
    if (looked.leftToDo === 0) return nothingLeft(tx, say, memory, system, looked.plan)
    return saveFollowUp(tx, say, memory, { ...input, plan: looked.plan, waitsFor })
  })
}

const copyOpen = (memory: MemoryCase): Promise<boolean> =>
  openCopy(db, { id: memory.requestId, emailIndex: memory.emailIndex }, rememberedKeys(memory))

const isDue = (memory: MemoryCase, system: string) =>
  memory.lines.some((line) => line.systemKey === system && line.state === 'due')

async function waits(memory: MemoryCase, system: string, problem: string) {
  await sayWhyDue(db, memory.id, system, problem)
  return refuse(problem)
}

export async function openFollowUps(memoryId: string, system: string, from: Pick<Transaction, 'plan'> = db) {
  const plans = await from.plan.findMany({
    where: { memoryId, closedAt: null, status: { in: ['draft', 'approved'] } },
    include: { item: true },
  })
  return plans.filter((plan) => systemOf(plan) === system)
}

async function whoDecides(memory: MemoryCase, input: DrawFollowUp, found: Found): Promise<WaitsFor | null> {
  const standing = standingOf(memory)
  if (moreThanRemembered(found.plan, standing, input.cause).length > 0) return 'more-rows'
  if (endsEarly(memory.lines, input.system, found.plan)) return 'before-its-day'
  const { share, person, catalogue } = found
  const connector = await openSystem(input.system)
  const known = { kinds: rememberedKeys(memory).kinds, index: memory.identifierIndexes }
  if (await connector.inSnapshot((reader) => namesSomebodyElse(reader, share, person, known))) return 'other-person'
  if (input.cause === 'hold-ended') return null
  if (!input.replay) return 'came-back'
  const left = (key: string) => standing.find(({ dataset }) => dataset === key)?.left ?? 0
  if (await connector.inSnapshot((reader) => namesNobody(reader, share, person, known, left))) return 'unnamed'
  const { backupOf } = input.replay
  // Erased after the backup was made: what it brought back is what was erased, whatever its key.
  if (backupOf !== null && Temporal.Instant.compare(backupOf, memory.erasedAt.toISOString()) < 0) return null
  return naturalKeys(found, catalogue) ? 'natural-key' : null
}

/** A row whose primary key is an address or a name: the same key may be a new registration. */
const naturalKeys = ({ plan, share }: Found, catalogue: Catalogue): boolean =>
  plan.systems
    .flatMap(({ groups }) => groups)
    .some(({ dataset: key }) => {
      const dataset = share.datasets.find((one) => one.key === key)
      const table = catalogue.tables.find(({ name }) => name === dataset?.table)
      return (dataset?.identifiedBy ?? []).some(({ field }) => table?.primaryKey.includes(field))
    })

/** Erased by others meanwhile, or held on by a rule that was lengthened: the lines say so. */
async function nothingLeft(tx: Transaction, say: Say, memory: MemoryCase, system: string, plan: ErasurePlan) {
  const lines = await settleMemory(tx, memory.id, system, plan)
  const item = await tx.requestItem.findUniqueOrThrow({ where: { id: memory.itemId } })
  const body = { itemId: item.id, right: item.right as Right, memoryId: memory.id, planId: null, system }
  if (lines > 0) say(evidence('hold.ended', { ...body, lines, counts: [] }))
  return { planId: null, waitsFor: null }
}

type Saved = DrawFollowUp & { plan: ErasurePlan; waitsFor: WaitsFor | null }

async function saveFollowUp(tx: Transaction, say: Say, memory: MemoryCase, drawn: Saved): Promise<Drawn> {
  const { plan, waitsFor, cause, system } = drawn
  const newest = await tx.plan.findFirst({ where: { itemId: memory.itemId }, orderBy: { number: 'desc' } })
  const saved = await tx.plan.create({
    data: {
      itemId: memory.itemId,
      number: (newest?.number ?? 0) + 1,
      document: plan as unknown as Prisma.InputJsonValue,
      hash: planHash(plan),
      mapVersion: plan.mapVersion,
      matters: mattersOf(plan),
      followUp: cause,
      memoryId: memory.id,
      waitsFor,
      ...(waitsFor === null && { status: 'approved', approvedAt: instantToDate(now()) }),
    },
    include: { item: true },
  })
  const body = followUpBody(saved)
  if (cause === 'restored') {
    const { itemId, right, memoryId } = body
    say(evidence('erasure.returned', { itemId, right, memoryId, system, rows: plan.totals.rows }))
  }
  say(evidence('follow-up.opened', { ...body, rows: plan.totals.rows, waitsFor, mapVersion: plan.mapVersion }))
  if (waitsFor === null) await startFollowUp(tx, saved.id, system)
  else await sayWhyDue(tx, memory.id, system, waitsFor)
  return { planId: saved.id, waitsFor }
}

export async function startFollowUp(tx: Transaction, planId: string, systemKey: string): Promise<void> {
  const { id } = await tx.step.create({ data: { planId, systemKey }, select: { id: true } })
  await enqueue(tx, 'run-step', { stepId: id })
}
