// What a controller is asked: whether its data may leave. Datasets, fields and counts; no value and nobody's name.
import type { StaffActor } from '../domain/actor'
import type { DataMap, Text } from '../domain/data-map/types'
import type { PortabilityPlan } from '../domain/plan/portability-plan'
import { may } from '../domain/request/status'
import { plainDate, today } from '../platform/clock'
import { db, type Prisma } from '../platform/db/client'
import { mapOfVersion, newestMap } from './office'

export type AcceptanceStatus = 'pending' | 'accepted' | 'refused' | 'ended'
export type AskedDataset = { key: string; label: Text; rows: number; fields: { name: string; label: Text | null }[] }
export type AcceptanceLine = {
  id: string
  reference: string
  why: 'outside-eea' | 'client'
  status: AcceptanceStatus
  askedAt: string
  decidedAt: string | null
  rows: number
  receiver: { name: string; country: string } | null
}
export type AcceptanceSheet = AcceptanceLine & {
  version: number
  controller: string
  /** The day on which the plan was drawn: what was adequate then. */
  on: string
  listedOn: string | null
  datasets: AskedDataset[]
}

const shape = {
  item: { select: { request: { select: { reference: true, timeZone: true } } } },
} satisfies Prisma.TransferAcceptanceInclude
type Row = Prisma.TransferAcceptanceGetPayload<{ include: typeof shape }>

const MOST_DECIDED = 50

/** Whose data the reader answers for; null for everybody else. Its name is the data map's. */
export async function ownController(actor: StaffActor): Promise<{ key: string; name: string } | null> {
  if (actor.role !== 'controller') return null
  const [user, newest] = await Promise.all([
    db.staffUser.findUnique({ where: { id: actor.userId }, select: { controllerKey: true, disabledAt: true } }),
    newestMap(),
  ])
  if (!user?.controllerKey || user.disabledAt) return null
  const key = user.controllerKey
  return { key, name: newest?.map.controllers.find((one) => one.key === key)?.name ?? key }
}

/** `open` oldest first, `decided` newest first. */
export async function acceptances(actor: StaffActor): Promise<{ open: AcceptanceLine[]; decided: AcceptanceLine[] }> {
  const own = may(actor, 'decideAcceptance') ? await ownController(actor) : null
  if (!own) return { open: [], decided: [] }
  const [open, decided] = await Promise.all([
    db.transferAcceptance.findMany({
      where: { controllerKey: own.key, status: 'pending' },
      include: shape,
      orderBy: { askedAt: 'asc' },
    }),
    db.transferAcceptance.findMany({
      where: { controllerKey: own.key, status: { not: 'pending' } },
      include: shape,
      orderBy: { decidedAt: 'desc' },
      take: MOST_DECIDED,
    }),
  ])
  const plans = await plansOf([...open, ...decided])
  const receivers = await receiversOf([...plans.values()].map(({ plan }) => plan))
  const line = (row: Row) => lineOf(row, plans.get(row.planId)?.plan, receivers)
  return { open: open.map(line), decided: decided.map(line) }
}

/** Null where it is not of the reader's own controller. */
export async function acceptance(actor: StaffActor, id: string): Promise<AcceptanceSheet | null> {
  const own = may(actor, 'decideAcceptance') ? await ownController(actor) : null
  if (!own || !/^[0-9a-f-]{36}$/i.test(id)) return null
  const row = await db.transferAcceptance.findFirst({ where: { id, controllerKey: own.key }, include: shape })
  if (!row) return null
  const { plan, mapVersion } = (await plansOf([row])).get(row.planId) ?? {}
  const receivers = await receiversOf(plan ? [plan] : [])
  const listedOn = plan && receivers.get(receiverKey(plan) ?? '')?.listedOn
  return {
    ...lineOf(row, plan, receivers),
    version: row.version,
    controller: own.name,
    on: plan?.today ?? today(row.item.request.timeZone).toString(),
    listedOn: listedOn ? plainDate(listedOn).toString() : null,
    datasets: askedOf(row, plan, mapVersion ? await mapOfVersion(mapVersion) : null),
  }
}

async function plansOf(rows: Row[]) {
  const plans = await db.plan.findMany({
    where: { id: { in: [...new Set(rows.map(({ planId }) => planId))] } },
    select: { id: true, document: true, mapVersion: true },
  })
  return new Map(
    plans.map(({ id, document, mapVersion }) => [id, { plan: document as unknown as PortabilityPlan, mapVersion }]),
  )
}

const receiverKey = ({ destination }: PortabilityPlan): string | null =>
  destination.to === 'receiver' ? destination.receiver : null

type Receivers = Map<string, { name: string; country: string; listedOn: Date | null }>
async function receiversOf(plans: PortabilityPlan[]): Promise<Receivers> {
  const keys = plans.map(receiverKey).filter((key) => key !== null)
  const rows = await db.transferReceiver.findMany({
    where: { key: { in: keys } },
    select: { key: true, name: true, country: true, listedOn: true },
  })
  return new Map(rows.map(({ key, ...row }) => [key, row]))
}

function lineOf(row: Row, plan: PortabilityPlan | undefined, receivers: Receivers): AcceptanceLine {
  const named = plan && receivers.get(receiverKey(plan) ?? '')
  const country = plan?.destination.to === 'receiver' ? plan.destination.country : (named?.country ?? '')
  return {
    id: row.id,
    reference: row.item.request.reference,
    why: row.why as AcceptanceLine['why'],
    status: row.status as AcceptanceStatus,
    askedAt: row.askedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    rows: (plan?.datasets ?? [])
      .filter(({ dataset }) => row.datasets.includes(dataset))
      .reduce((sum, { rows }) => sum + rows, 0),
    receiver: named ? { name: named.name, country } : null,
  }
}

function askedOf(row: Row, plan: PortabilityPlan | undefined, map: DataMap | null): AskedDataset[] {
  const asked = (plan?.datasets ?? []).filter(({ dataset }) => row.datasets.includes(dataset))
  return asked.map(({ dataset, rows, fields }) => {
    const known = map?.datasets.find(({ key }) => key === dataset)
    return {
      key: dataset,
      label: known?.label ?? { en: dataset, fr: dataset },
      rows,
      fields: fields.map((name) => ({ name, label: known?.fields[name]?.label ?? null })),
    }
  })
}
