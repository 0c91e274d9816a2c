// What a transfer amounts to once it is done, and what is told of what was left.
import type { DataMap } from '../data-map/types'
import type { LeftLine, TransferredLine } from '../letters/answer-facts'
import { datasetLabel, fieldLabel } from '../letters/answer-lines'
import type { LeftBehind, NotPortable, PortabilityPlan } from '../plan/portability-plan'

/** Numbers that the company gave to its own rows, and secrets, are not the person's data to take along. */
const nobodys: readonly NotPortable[] = ['assigned', 'withheld']

/** Partly: something that the person may have meant stays, or is another controller's to hand over. */
export const isPartly = ({ left, forwarded }: Pick<PortabilityPlan, 'left' | 'forwarded'>): boolean =>
  forwarded.length > 0 || left.some(({ why }) => !nobodys.includes(why))

export const transferredLines = ({ datasets }: Pick<PortabilityPlan, 'datasets'>, map: DataMap): TransferredLine[] =>
  datasets.map(({ dataset, fields, rows }) => ({
    label: datasetLabel(map, dataset),
    fields: fields.map((field) => fieldLabel(map, dataset, field)),
    rows,
  }))

/** Of one dataset and reason, one line. */
export function leftLines(left: readonly LeftBehind[], map: DataMap): LeftLine[] {
  const groups = Map.groupBy(left, ({ dataset, why, reason }) => JSON.stringify([dataset, why, reason ?? null]))
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const { dataset, why, reason } = first
    const fields = group.flatMap(({ field }) => (field === null ? [] : [fieldLabel(map, dataset, field)]))
    return [{ label: datasetLabel(map, dataset), fields, why, ...(reason !== undefined && { reason }) }]
  })
}
