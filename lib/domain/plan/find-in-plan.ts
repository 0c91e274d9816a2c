// “What becomes of …?”: which datasets and fields of a plan are called so, in any of their names.
import type { DatasetFields, FieldName, SystemFields } from './explain-fields'

/** `field` null: the whole dataset is meant. */
export type PlanPlace = { dataset: string; field: string | null }

/** Case, accents and the way a column joins its words do not matter. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_.’'-]+/g, ' ')
    .trim()

const called = (names: readonly (string | undefined)[], wanted: string) =>
  names.some((name) => name !== undefined && plainWords(name).includes(wanted))

const datasetNames = ({ dataset, label, table }: DatasetFields) => [dataset, label.en, label.fr, table]
const fieldNames = ({ field, label }: FieldName) => [field, label?.en, label?.fr]
export const fieldsOf = ({ groups }: DatasetFields): FieldName[] =>
  groups[0]?.parts.flatMap(({ fields }) => fields) ?? []

/** Names of datasets before names of fields: who writes “invoices” wants the dataset. At most 60 places. */
export function findInPlan(systems: readonly SystemFields[], text: string): PlanPlace[] {
  const wanted = plainWords(text)
  if (wanted.length === 0) return []
  const datasets = systems.flatMap((system) => system.datasets)
  const whole = datasets.filter((one) => called(datasetNames(one), wanted))
  if (whole.length > 0) return whole.map(({ dataset }) => ({ dataset, field: null }))
  return datasets
    .flatMap((one) =>
      fieldsOf(one)
        .filter((name) => called(fieldNames(name), wanted))
        .map(({ field }) => ({ dataset: one.dataset, field })),
    )
    .slice(0, 60)
}

/** What an address names: only what stands in the plan is let through. */
export function readPlaces(systems: readonly SystemFields[], texts: readonly string[]): PlanPlace[] {
  const datasets = systems.flatMap((system) => system.datasets)
  return texts.flatMap((text) => {
    const [key, field = null] = text.split('/', 2)
    const dataset = datasets.find((one) => one.dataset === key)
    if (!dataset || (field !== null && !fieldsOf(dataset).some((name) => name.field === field))) return []
    return [{ dataset: dataset.dataset, field }]
  })
}

export const placeText = ({ dataset, field }: PlanPlace): string => (field === null ? dataset : `${dataset}/${field}`)
