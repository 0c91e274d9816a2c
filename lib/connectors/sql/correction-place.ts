// Where a corrected value stands, and whether this connector writes there at all.
import { sql } from 'kysely'
import type { CatalogueColumn, CatalogueTable } from '../../domain/catalogue'
import type { MapDataset } from '../../domain/data-map/types'
import { isPointedAt } from '../../domain/plan/field-fate'
import { holdsDocuments } from '../../domain/plan/path-fate'
import type { Correction } from '../connector'
import type { Sql } from './statement'
import { NotInCatalogue, type Rows, type Structure } from './structure'

export type CorrectionPlace = {
  correction: Correction
  dataset: MapDataset
  table: CatalogueTable
  column: CatalogueColumn
}

/** @throws NotInCatalogue */
export function placeOf(structure: Structure, correction: Correction): CorrectionPlace {
  const { dataset: key, field } = correction
  const dataset = structure.dataset(key)
  if (dataset.role === 'processor')
    throw new Error(`a correction order names ${key}, which is held as processor (Art. 28(3))`)
  if (!Object.hasOwn(dataset.fields, field) && dataset.restriction?.field !== field)
    throw new NotInCatalogue(`field ${field} of ${key} is not mapped`)
  const table = structure.table(dataset.table)
  return { correction, dataset, table, column: structure.definition(table, field) }
}

/**
 * Not where the server computes the value, keys of other tables hold on to it or an older program hid it; nor within a
 * document, of which the map does not say which part is meant.
 */
export function canBeCorrected(structure: Structure, { dataset, table, column }: CorrectionPlace): boolean {
  const { catalogue, dialect } = structure
  if (table.kind === 'view' || table.primaryKey.length === 0) return false
  if (column.generated || isPointedAt(catalogue, table, column.name)) return false
  if (dataset.fields[column.name]?.paths || holdsDocuments(catalogue.engine, table, column)) return false
  if (dataset.identifiedBy?.some(({ field, form }) => field === column.name && form)) return false
  return dialect.takesValue(column)
}

/** Whether the row holds exactly this value there. Never null. */
export function holds(structure: Structure, { column }: CorrectionPlace, rows: Rows, value: string | null): Sql {
  if (value === null) return sql`${structure.column(rows, column.name)} is null`
  return structure.dialect.holdsValue(structure, rows, column.name, value)
}
