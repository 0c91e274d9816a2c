// Which matched rows are one person's: a contact row that links to an account is that account's, whoever else writes
// from the same address.
import type { MapDataset } from './data-map/types'

type Share = readonly MapDataset[]
/** By dataset, in the catalogue's order. */
type PrimaryKeys = Readonly<Record<string, readonly string[]>>
export type PersonRow = { system: string; dataset: string; key: readonly string[] }
/** Rows known to be one person's, because one links to the other. */
export type PersonGroup = readonly PersonRow[]
/** A matched row with the texts of its primary key and of its links, as a connector reads them. */
export type LinkedRow = { dataset: string; values: Readonly<Record<string, unknown>> }

/** Links to other datasets than its own. */
export const linksAway = (dataset: MapDataset) => (dataset.links ?? []).filter((link) => link.to !== dataset.key)

/** Datasets whose rows are people: nothing above them, and others that link to them. */
export const holdsPeople = (datasets: Share, dataset: MapDataset) =>
  linksAway(dataset).length === 0 && isLinkedTo(datasets, dataset)

const isLinkedTo = (datasets: Share, dataset: MapDataset) =>
  datasets.some((other) => linksAway(other).some((link) => link.to === dataset.key))

/** What to read of the rows that match, so that `personGroups` can tell whose they are: keys only. */
export function linkReads(datasets: Share, primaryKeys: PrimaryKeys): { dataset: string; fields: string[] }[] {
  return datasets
    .filter((dataset) => (dataset.identifiedBy?.length ?? 0) > 0 && linksAway(dataset).length > 0)
    .filter((dataset) => (dataset.contactPoints?.length ?? 0) > 0 || isLinkedTo(datasets, dataset))
    .map((dataset) => {
      const fields = new Set([
        ...(primaryKeys[dataset.key] ?? []),
        ...linksAway(dataset).flatMap((link) => link.fields),
      ])
      return { dataset: dataset.key, fields: [...fields].filter((name) => Object.hasOwn(dataset.fields, name)).sort() }
    })
}

/** Links to anything but a primary key tell nothing here. */
export function personGroups(
  system: string,
  datasets: Share,
  primaryKeys: PrimaryKeys,
  rows: readonly LinkedRow[],
): PersonGroup[] {
  return rows.flatMap(({ dataset: name, values }) => {
    const dataset = datasets.find(({ key }) => key === name)
    const key = keyFrom(values, primaryKeys[name] ?? [])
    if (!dataset || !key) return []
    const parents = linksAway(dataset).flatMap((link): PersonRow[] => {
      const columns = (primaryKeys[link.to] ?? []).map((column) => link.fields[link.toFields.indexOf(column)] ?? '')
      const parent = link.fields.length === columns.length ? keyFrom(values, columns) : null
      return parent ? [{ system, dataset: link.to, key: parent }] : []
    })
    return parents.length > 0 ? [[{ system, dataset: name, key }, ...parents]] : []
  })
}

/** Null where a column is unknown or empty: such a link leads nowhere. */
function keyFrom(values: LinkedRow['values'], columns: readonly string[]): string[] | null {
  const key = columns.map((column) => values[column])
  if (key.length === 0 || key.some((value) => value === null || value === undefined)) return null
  return key.map(String)
}
