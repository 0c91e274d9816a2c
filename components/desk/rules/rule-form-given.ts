import type { RuleField } from '@/lib/schemas/rule-form'

/** What stands in the form: as the rule was, or as it was sent; and what is wrong with it. */
export type Given = {
  typed: (field: RuleField) => string | undefined
  chosen: (field: RuleField, value: string) => boolean
  error: (field: RuleField) => string | undefined
}

/** A line of text with what was typed and what is wrong with it. */
export function line(given: Given, name: RuleField) {
  return { name, defaultValue: given.typed(name), error: given.error(name), autoComplete: 'off', maxLength: 500 }
}
