// The form's answers laid over a dataset's fields. Only category and fate; all else is edited in the text.
import { type DataMap, type FieldCategory, type FieldErasure, fieldCategories, type MapField } from './types'

/** As a form gives them: `''` leaves the fate to the category. */
export type FieldAnswer = { category: string; fate: string; replacement: string }

const isCategory = (text: string): text is FieldCategory => (fieldCategories as readonly string[]).includes(text)

/** Fields whose replacement was chosen and not written. */
export function missingReplacements(answers: Record<string, FieldAnswer>): string[] {
  return Object.entries(answers)
    .filter(([, { fate, replacement }]) => fate === 'replace' && replacement === '')
    .map(([field]) => field)
}

/** A field without an answer stays as it is. */
export function changeFields(map: DataMap, dataset: string, answers: Record<string, FieldAnswer>): DataMap {
  const datasets = map.datasets.map((one) => {
    if (one.key !== dataset) return one
    const fields = Object.entries(one.fields).map(([name, field]) => {
      const answer = Object.hasOwn(answers, name) ? answers[name] : undefined
      return [name, answer ? changed(field, answer) : field] as const
    })
    return { ...one, fields: Object.fromEntries(fields) }
  })
  return { ...map, datasets }
}

function changed({ onErasure: before, ...field }: MapField, answer: FieldAnswer): MapField {
  const category = isCategory(answer.category) ? answer.category : field.category
  const onErasure = fateOf(answer, before)
  return { ...field, category, ...(onErasure === undefined ? {} : { onErasure }) }
}

function fateOf({ fate, replacement }: FieldAnswer, before: FieldErasure | undefined): FieldErasure | undefined {
  if (fate === '') return undefined
  if (fate === 'clear' || fate === 'keep') return fate
  return fate === 'replace' && replacement !== '' ? { replace: replacement } : before
}
