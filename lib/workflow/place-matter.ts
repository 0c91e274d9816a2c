import { randomUUID } from 'node:crypto'
import type { StaffActor } from '../domain/actor'
import type { DataMap } from '../domain/data-map/types'
import { evidence } from '../domain/evidence/events'
import { type MatterKind, reviewRefusal } from '../domain/matter'
import { type Outcome, type Refusal, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { dateOnly, instantToDate, now, today } from '../platform/clock'
import { db, type Transaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { enqueue } from '../platform/queue'
import { sealForOffice } from '../platform/request-vault'
import type { MatterForm } from '../schemas/matter'
import { currentMap } from './current-map'
import { controllerOf } from './letter-frame'
import { whileNothingCommits } from './matter-lock'
import { askForRecords, type MatterPeople, statedPeople } from './matter-people'
import { personIndex } from './person-index'

/**
 * One person is enough to keep things as they are. Once this has returned, no erasure in the scope commits any more, also
 * of what was approved before (Art. 17(3)(e), 18(1)(c) GDPR).
 */
export async function placeMatter(actor: StaffActor, input: MatterForm): Promise<Outcome<{ matterId: string }>> {
  if (!may(actor, 'placeMatter')) return refuse('not-permitted')
  const { map } = await currentMap(db)
  const refusal = decidePlacing(input, map)
  if (refusal) return refusal
  const stated = await statedPeople(map, input.identifiers, input.requestId)
  if (!stated.ok) return stated
  // Before the lock: nobody's commit waits for a company's system.
  const people = await Promise.all(stated.people.map((keys) => askForRecords(map, keys)))
  return whileNothingCommits(async (tx): Promise<Outcome<{ matterId: string }>> => {
    if (await tx.matter.findUnique({ where: { reference: input.reference } })) return refuse('reference-taken')
    return { ok: true, matterId: await insertMatter(tx, actor, input, people) }
  })
}

function decidePlacing(input: MatterForm, map: DataMap): Refusal | null {
  const { systems, datasets, identifiers, requestId, from, to } = input
  if (!requestId && [systems, datasets, identifiers].every(({ length }) => length === 0) && !from && !to)
    return refuse('scope-missing')
  if (from && to && from > to) return refuse('dates-reversed')
  if (systems.some((key) => !map.systems.some((system) => system.key === key))) return refuse('unknown-place')
  if (datasets.some((key) => !map.datasets.some((dataset) => dataset.key === key))) return refuse('unknown-place')
  const here = today(controllerOf(map, map.organisation.defaultController).timeZone)
  const late = reviewRefusal(Temporal.PlainDate.from(input.reviewOn), here)
  return late ? refuse(late) : null
}

/** What a form says of a matter; a restriction is placed by its own verb. */
export type PlacedMatter = Omit<MatterForm, 'kind'> & { kind: MatterKind }

/** Within `whileNothingCommits`. Also says it, and has plans drawn again. */
export async function insertMatter(
  tx: Transaction,
  actor: StaffActor,
  input: PlacedMatter,
  people: MatterPeople[],
): Promise<string> {
  const matterId = await insert(tx, actor, input, people)
  await appendEvidence(tx, { actor, event: placed(matterId, input, people.length) })
  await enqueue(tx, 'apply-matter', { matterId })
  return matterId
}

async function insert(
  tx: Transaction,
  actor: StaffActor,
  input: PlacedMatter,
  people: MatterPeople[],
): Promise<string> {
  const id = randomUUID()
  const day = (text: string | null) => (text ? dateOnly(Temporal.PlainDate.from(text)) : null)
  await tx.matter.create({
    data: {
      ...{ id, kind: input.kind, reference: input.reference, told: input.told },
      nameEnc: sealForOffice(`matter.name:${id}`, input.name),
      reasonEnc: sealForOffice(`matter.reason:${id}`, input.reason),
      aboutEverybody: people.length === 0,
      ...{ systems: input.systems, datasets: input.datasets, dateFrom: day(input.from), dateTo: day(input.to) },
      reviewOn: dateOnly(Temporal.PlainDate.from(input.reviewOn)),
      placedBy: actor.userId,
      placedAt: instantToDate(now()),
    },
  })
  await tx.matterPerson.createMany({ data: people.map((one) => ({ matterId: id, ...personRow(one) })) })
  return id
}

function personRow({ keys, unasked }: MatterPeople) {
  const id = randomUUID()
  const keysEnc = sealForOffice(`matter_person.keys:${id}`, JSON.stringify(keys))
  return { id, keysEnc, personIndex: personIndex(keys), unasked }
}

const placed = (matterId: string, input: PlacedMatter, people: number) =>
  evidence('matter.placed', {
    ...{ matterId, kind: input.kind, told: input.told, people },
    ...{ systems: input.systems, datasets: input.datasets, dated: input.from !== null || input.to !== null },
    reviewOn: input.reviewOn,
  })
