import type { FieldProblem } from '@/components/ui/error-summary'

/** What stands in a form: as it was at first, or as it was sent; and what is wrong with it. */
export type Given<Field extends string = string> = {
  typed: (field: Field) => string | undefined
  chosen: (field: Field, value: string) => boolean
  error: (field: Field) => string | undefined
}

/** @param typed every field as it stands, also for the page without scripts */
export const givenOf = <Field extends string>(
  typed: Partial<Record<Field, string[]>>,
  problems: FieldProblem[],
): Given<Field> => ({
  typed: (field) => typed[field]?.[0],
  chosen: (field, value) => typed[field]?.includes(value) ?? false,
  error: (field) => problems.find(({ fieldId }) => fieldId === field)?.message,
})

/** A line of text with what was typed and what is wrong with it. */
export function line<Field extends string>(given: Given<Field>, name: Field) {
  return { name, defaultValue: given.typed(name), error: given.error(name), autoComplete: 'off', maxLength: 500 }
}
