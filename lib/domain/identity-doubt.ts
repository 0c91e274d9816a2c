// What a search may bring to light after identity was decided: more people than the decision spoke of. Then nothing is
// planned, and the decision is asked for again.
import type { MapDataset } from './data-map/types'
import type { PersonKeys } from './findings'
import { holdsPeople } from './person-groups'

export type IdentityDoubt = 'several-people' | 'records-added'

export function identityDoubt(facts: {
  datasets: readonly MapDataset[]
  /** What the searches since the decision have pinned; null where this is the first of them. */
  before: PersonKeys | null
  after: PersonKeys
  /** The DPO said of everything that the identifiers lead to: one person. */
  onePerson: boolean
  /** The mailbox is on file in each system as the contact of one record: one a system is one person. */
  oneASystem: boolean
  /** Systems that were away in every search so far: what they bring now was part of the decision. */
  answerNow: readonly string[]
}): IdentityDoubt | null {
  const { datasets, before, after, onePerson, oneASystem, answerNow } = facts
  const roots = datasets.filter((dataset) => holdsPeople(datasets, dataset))
  const places = oneASystem ? [...Map.groupBy(roots, ({ system }) => system).values()] : [roots]
  if (!onePerson && places.some((own) => peopleIn(after, own).length > 1)) return 'several-people'
  if (before === null) return null
  const expected = new Set(peopleIn(before, roots))
  const asked = roots.filter(({ system }) => !answerNow.includes(system))
  return peopleIn(after, asked).some((row) => !expected.has(row)) ? 'records-added' : null
}

function peopleIn({ anchors }: PersonKeys, roots: readonly MapDataset[]): string[] {
  const names = new Set(roots.map(({ key }) => key))
  const rows = anchors
    .filter(({ dataset }) => names.has(dataset))
    .flatMap(({ dataset, keys }) => keys.map((key) => JSON.stringify([dataset, ...key])))
  return [...new Set(rows)]
}
