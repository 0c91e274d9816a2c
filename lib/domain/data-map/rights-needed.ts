import type { Catalogue, CatalogueTable } from '../catalogue'
import type { MapDataset } from './types'

export const tableRights = ['select', 'update', 'delete'] as const
export type TableRight = (typeof tableRights)[number]

/** Whether rows of a dataset can have others pointing at them: by a link of the map or by a foreign key. */
export const isReferenced = (dataset: MapDataset, datasets: MapDataset[], catalogue: Catalogue): boolean =>
  datasets.some((other) => other.links?.some((link) => link.to === dataset.key)) ||
  catalogue.tables.some((other) => other.foreignKeys.some((key) => key.references === dataset.table))

/** DELETE for rows that go, UPDATE for rows that can stay: held, or pointed at by others. */
export function rightsNeeded(
  dataset: MapDataset,
  table: CatalogueTable,
  referenced: boolean,
): Record<TableRight, boolean> {
  if (dataset.role === 'processor') return { select: true, update: false, delete: false }
  const clears = dataset.erasure === 'clear' || dataset.document !== undefined || referenced
  return { select: true, update: clears && table.kind !== 'view', delete: dataset.erasure === 'delete' }
}
