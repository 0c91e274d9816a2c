// In the commit that decides the item: what the rules keep until when, and by which keys all of it is found again. The
// request's own key may be destroyed long before the last hold ends, so the keys are sealed anew under one of their own.
import { randomUUID } from 'node:crypto'
import type { DataMap } from '../domain/data-map/types'
import { evidence } from '../domain/evidence/events'
import type { ErasurePlan } from '../domain/plan/types'
import type { Right } from '../domain/request/rights'
import { type RetainedLine, retainedLines } from '../domain/retention/retained-lines'
import { markKeyless, standingRows } from '../domain/retention/standing-rows'
import { dateOnly, instantToDate, now, today } from '../platform/clock'
import type { Prisma, Transaction } from '../platform/db/client'
import { newVault } from '../platform/request-vault'
import type { Say } from './commit-item'
import { sealKeys } from './load-memory'
import { personIndex, pinnedKeys } from './person-index'

/** A restored backup is found out within a month of the day on which the last one is overwritten. */
const DAYS_AFTER_BACKUPS = 30

export type ErasedRequest = Pick<
  Prisma.SubjectRequestGetPayload<object>,
  'id' | 'wrappedKey' | 'timeZone' | 'personKeysEnc' | 'emailIndex'
>
type Erased = { id: string; right: string; request: ErasedRequest }

/** `done`: the plans as carried out, each with its executed systems only, oldest first; `map`: of the newest. */
export async function rememberErasure(
  tx: Transaction,
  say: Say,
  item: Erased,
  { done, map, backupDays }: { done: ErasurePlan[]; map: DataMap; backupDays: number },
): Promise<void> {
  const { request } = item
  const systems = done.flatMap((plan) => plan.systems)
  if (systems.length === 0 || request.personKeysEnc === null) return
  const person = pinnedKeys(request)
  const lines = retainedLines(newestShares(systems))
  const id = randomUUID()
  const vault = newVault(id)
  const until = replayUntil(backupDays, request.timeZone)
  // `create` would send all of it back.
  await tx.erasureMemory.createMany({
    data: {
      id,
      requestId: request.id,
      itemId: item.id,
      wrappedKey: vault.wrappedKey,
      keysEnc: sealKeys(vault, { anchors: person.anchors, kinds: person.identifiers.map(({ kind }) => kind) }),
      identifierIndexes: personIndex({ identifiers: person.identifiers, anchors: [] }),
      emailIndex: request.emailIndex,
      rows: markKeyless(standingRows(done), map.datasets, person.anchors) as unknown as Prisma.InputJsonValue,
      timeZone: request.timeZone,
      erasedAt: instantToDate(now()),
      replayUntil: dateOnly(until),
    },
  })
  if (lines.length > 0)
    await tx.retainedLine.createMany({ data: lines.map((line) => ({ memoryId: id, ...lineRow(line) })) })
  const rows = lines.reduce((sum, line) => sum + line.rows, 0)
  const body = { itemId: item.id, right: item.right as Right, memoryId: id }
  say(evidence('erasure.remembered', { ...body, lines: lines.length, rows, replayUntil: until.toString() }))
}

/** A system that was carried out twice: the newer plan met again what the older one left. */
const newestShares = (shares: ErasurePlan['systems']): ErasurePlan['systems'] => [
  ...new Map(shares.map((share) => [share.system, share])).values(),
]

export const replayUntil = (backupDays: number, timeZone: string): Temporal.PlainDate =>
  today(timeZone).add({ days: backupDays + DAYS_AFTER_BACKUPS })

export const lineRow = (line: RetainedLine) => ({
  systemKey: line.system,
  dataset: line.dataset,
  ruleKey: line.rule,
  ruleVersion: line.ruleVersion,
  endsOn: line.endsOn === null ? null : dateOnly(Temporal.PlainDate.from(line.endsOn)),
  rows: line.rows,
})
