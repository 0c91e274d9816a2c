import { mapLanguage } from '@/components/desk/admin/map-words'
import type { Labels } from '@/components/desk/request/labels'
import type { DataMap } from '@/lib/domain/data-map/types'

/** What the data map calls systems, datasets and fields, in the reader's language. */
export function mapLabels(map: DataMap | null | undefined, locale: string): Labels {
  const language = mapLanguage(locale)
  const systems = (map?.systems ?? []).map(({ key, name }) => [key, name] as const)
  const datasets = (map?.datasets ?? []).map((dataset) => {
    const fields = Object.entries(dataset.fields).map(
      ([name, field]) => [name, field.label?.[language] ?? words(name)] as const,
    )
    return [dataset.key, { label: dataset.label[language], fields: Object.fromEntries(fields) }] as const
  })
  return { systems: Object.fromEntries(systems), datasets: Object.fromEntries(datasets) }
}

/** `billing_email` → billing email: better than nothing where the map gives a column no name. */
const words = (column: string): string => column.replaceAll('_', ' ')

export const identifierLabels = (map: DataMap | null | undefined, locale: string): Record<string, string> =>
  Object.fromEntries((map?.identifiers ?? []).map(({ key, label }) => [key, label[mapLanguage(locale)]]))
