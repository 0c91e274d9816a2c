// The matters that stand in the way of an erasure or a correction now. A plan is drawn with them in view; what was
// approved before one of them was placed is not carried out.
import type { MatterKind, MatterTold, PlanMatter } from '../domain/matter'
import { inPlaces } from '../domain/plan/freeze'
import type { RectificationPlan } from '../domain/plan/rectification-plan'
import { touchedDatasets } from '../domain/plan/touched-datasets'
import type { ErasurePlan } from '../domain/plan/types'
import { plainDate } from '../platform/clock'
import type { Prisma, Transaction } from '../platform/db/client'

type Reader = Pick<Transaction, 'matter' | 'matterPerson'>

/** `index`: of the person (person-index), asked for only where a matter is about people. */
export async function activeMatters(from: Reader, index: () => string[]): Promise<PlanMatter[]> {
  const active = await from.matter.findMany({ where: { status: { not: 'lifted' } }, orderBy: { id: 'asc' } })
  const personal = active.filter(({ aboutEverybody }) => !aboutEverybody).map(({ id }) => id)
  const concerned = personal.length > 0 ? await concerning(from, personal, index()) : []
  return active.filter(({ id, aboutEverybody }) => aboutEverybody || concerned.includes(id)).map(planMatter)
}

async function concerning(from: Reader, matters: string[], index: string[]): Promise<string[]> {
  const people = await from.matterPerson.findMany({
    where: { matterId: { in: matters }, personIndex: { hasSome: index } },
    select: { matterId: true },
  })
  return people.map(({ matterId }) => matterId)
}

const isoDay = (date: Date | null) => (date ? plainDate(date).toString() : null)

export const planMatter = (matter: Prisma.MatterGetPayload<object>): PlanMatter => ({
  id: matter.id,
  reference: matter.reference,
  kind: matter.kind as MatterKind,
  told: matter.told as MatterTold,
  systems: matter.systems,
  datasets: matter.datasets,
  from: isoDay(matter.dateFrom),
  to: isoDay(matter.dateTo),
})

/** Whether one of these came after the plan was drawn, in a place where the plan found rows. */
export const unforeseen = (plan: ErasurePlan | RectificationPlan, matters: readonly PlanMatter[]): boolean =>
  matters.some((matter) => !(plan.matters ?? []).includes(matter.id) && touches(plan, matter))

/**
 * An erasure names every place where something was found. A correction names its own alone: rows elsewhere that a matter
 * is about may point at them, so each matter is looked at anew.
 */
const touches = (plan: ErasurePlan | RectificationPlan, matter: PlanMatter): boolean =>
  plan.right === 'rectification' || touchedDatasets(plan).some((dataset) => inPlaces(matter, dataset))
