// Which documents a rule covers, as a colleague writes it: a line a condition, `amount >= 120` or
// `document-status = issued, paid`; `column kind = consumer` names a column of the one dataset instead of a meaning.
import { type FieldTerm, fieldTerms } from '../domain/data-map/types'
import type { Predicate } from '../domain/hold-rule'

export type ConditionsRead = { ok: true; where: Predicate[] } | { ok: false; line: number }

const line = /^(?<column>column\s+)?(?<name>\S+)\s*(?<sign>>=|=)\s*(?<value>.+)$/
const isTerm = (name: string): name is FieldTerm => (fieldTerms as readonly string[]).includes(name)

/** Empty lines are nothing; the first line that is no condition is named. */
export function readConditions(text: string): ConditionsRead {
  const where: Predicate[] = []
  for (const [index, written] of text.split(/\r?\n/).entries()) {
    if (written.trim() === '') continue
    const predicate = readCondition(written.trim())
    if (!predicate) return { ok: false, line: index + 1 }
    where.push(predicate)
  }
  return { ok: true, where }
}

function readCondition(written: string): Predicate | null {
  const { column, name = '', sign, value = '' } = line.exec(written)?.groups ?? {}
  if (name === '' || (!column && !isTerm(name))) return null
  const subject = column ? { field: name } : { term: name as FieldTerm }
  if (sign === '>=') {
    return /^-?\d{1,12}(\.\d{1,4})?$/.test(value) ? { ...subject, atLeast: Number(value) } : null
  }
  const values = value.split(',').map((one) => one.trim())
  return values.every((one) => one !== '' && one.length <= 200) ? { ...subject, in: values } : null
}

/** Reads back to the same conditions. */
export const writeConditions = (where: readonly Predicate[] = []): string =>
  where
    .map((predicate) => {
      const subject = 'term' in predicate ? predicate.term : `column ${predicate.field}`
      return 'in' in predicate ? `${subject} = ${predicate.in.join(', ')}` : `${subject} >= ${predicate.atLeast}`
    })
    .join('\n')
