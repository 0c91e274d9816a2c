import type { CatalogueTable } from '../../domain/catalogue'
import type { Structure } from './structure'

/** Whether writing to this table runs code of the company's own: triggers, or keys that change other tables. */
export const runsTheirCode = (structure: Structure, table: CatalogueTable) =>
  table.triggers.length > 0 ||
  structure.catalogue.tables.some((other) =>
    other.foreignKeys.some(
      (k) => k.references === table.name && k.onDelete !== 'no action' && k.onDelete !== 'restrict',
    ),
  )
