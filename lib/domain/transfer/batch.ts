// A partner's order: the packages of many of its own customers at once.
import { normaliseIdentifier } from '../contact-address'
import type { DataMap, MapIdentifier } from '../data-map/types'
import type { Identifier } from '../findings'

export const batchSchedules = ['once', 'daily', 'weekly', 'monthly'] as const
export type BatchSchedule = (typeof batchSchedules)[number]

export const MOST_PEOPLE = 10_000

/** `row`: the line of the text on which they stand first; by it alone the partner knows whose package is whose. */
export type OrderedPerson = Identifier & { row: number }

export type ReadPeople =
  | { ok: true; people: OrderedPerson[] }
  | { ok: false; reason: 'people-missing' | 'too-many-people' | 'person-unreadable'; line: number }

/** One identifier a line, or the first column of a CSV; a heading that names the identifier is passed over. */
export function readPeople(text: string, { key, normalise }: MapIdentifier): ReadPeople {
  const found = new Map<string, OrderedPerson>()
  const lines = text.split(/\r\n|\r|\n/)
  if (lines.length > MOST_PEOPLE + 2) return { ok: false, reason: 'too-many-people', line: MOST_PEOPLE }
  for (const [index, line] of lines.entries()) {
    const typed = firstColumn(line)
    if (typed === '' || (index === 0 && typed.toLowerCase() === key)) continue
    const normal = normaliseIdentifier(normalise, typed)
    if (!normal.ok) return { ok: false, reason: 'person-unreadable', line: index + 1 }
    if (!found.has(normal.value)) found.set(normal.value, { kind: key, value: normal.value, row: index + 1 })
  }
  const people = [...found.values()]
  if (people.length === 0) return { ok: false, reason: 'people-missing', line: 0 }
  return people.length > MOST_PEOPLE
    ? { ok: false, reason: 'too-many-people', line: MOST_PEOPLE }
    : { ok: true, people }
}

const firstColumn = (line: string): string => {
  const quoted = /^\s*"((?:[^"]|"")*)"/.exec(line)
  return (quoted?.[1]?.replaceAll('""', '"') ?? line.split(/[,;\t]/, 1)[0] ?? '').trim()
}

/**
 * The map as far as it is this client's: its own datasets, and of these only those whose way to a person leads through its
 * own. All other tables are none of its business.
 */
export function clientsMap(map: DataMap, controller: string): DataMap {
  let datasets = map.datasets.filter((dataset) => dataset.role === 'processor' && dataset.controller === controller)
  for (let before = -1; before !== datasets.length; ) {
    before = datasets.length
    const keys = new Set(datasets.map(({ key }) => key))
    datasets = datasets.filter(({ links }) => (links ?? []).every(({ to }) => keys.has(to)))
  }
  const own = new Set(datasets.map(({ key }) => key))
  const systems = map.systems.filter(({ key }) => datasets.some(({ system }) => system === key))
  const others = map.datasets
    .filter(({ key }) => !own.has(key))
    .map(({ system, table }) => ({ system, table, reason: 'another controller’s' }))
  return { ...map, systems, datasets, exempt: [...map.exempt, ...others] }
}

/** The day of the next run; null after the only one. */
export function nextRun(schedule: BatchSchedule, today: Temporal.PlainDate): Temporal.PlainDate | null {
  if (schedule === 'once') return null
  if (schedule === 'daily') return today.add({ days: 1 })
  return schedule === 'weekly' ? today.add({ weeks: 1 }) : today.add({ months: 1 })
}
