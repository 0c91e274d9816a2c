// Rows in each of the forms that were asked for, written the moment they are read.
import { isFormula, isPlain } from '../package/cell'
import type { PortableField, PortableForm } from './portable-facts'
import type { PortableType } from './portable-type'
import { JsonText, type Portable, portableJson, portableReading, Unfit } from './portable-value'
import { xmlRecord } from './xml'

export type FormTexts = Record<PortableForm, string>

const numbers = ['integer', 'long', 'decimal', 'float']

/** What is read as a number by its type is no program, whatever sign it begins with. */
const neverFormula = ({ kind, list }: PortableType): boolean => !list && numbers.includes(kind)

/** Begins with a digit or a letter, and holds nothing to escape. */
const signsOnly = ['date', 'time', 'local-date-time', 'date-time', 'uuid']

const isQuotable = (text: string) => isPlain(text) && !text.startsWith("'")

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

/**
 * Quoted always; none at all is empty without quotes. A cell that a spreadsheet could take for a formula, or that begins
 * with an apostrophe itself, begins with one more: a program takes it away and has the value again.
 */
export function portableCsv(value: Portable, type: PortableType): string {
  if (value === null) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return `"${value}"`
  const text = value instanceof JsonText || value instanceof Unfit ? value.text : value
  const harmless = typeof value === 'string' && neverFormula(type)
  return quoted(!harmless && (text.startsWith("'") || isFormula(text)) ? `'${text}` : text)
}

/** The names of the fields, treated as any text. */
export const csvHead = (fields: readonly PortableField[]): string =>
  `${fields.map(({ name }) => portableCsv(name, { kind: 'text' })).join(',')}\r\n`

const none: FormTexts = { json: '', csv: '', xml: '' }

/** `add` says how much text waits to be taken. In one pass, and no row is kept: most values need no escaping and are quoted alike in JSON and CSV. */
export function portableForms(
  fields: readonly PortableField[],
  asked: readonly PortableForm[],
): { add: (row: Record<string, unknown>) => number; take: () => FormTexts } {
  const columns = fields.map(({ name, type }, index) => ({
    ...{ name, type, read: portableReading(type), safe: !type.list && signsOnly.includes(type.kind) },
    head: `${index > 0 ? ',' : '{'}${JSON.stringify(name)}:`,
  }))
  const [json, csv, xml] = [asked.includes('json'), asked.includes('csv'), asked.includes('xml')]
  let texts: FormTexts = { ...none }
  const add = (row: Record<string, unknown>) => {
    let [object, line] = [columns.length > 0 ? '' : '{', '']
    const values: Portable[] | null = xml ? [] : null
    for (let index = 0; index < columns.length; index += 1) {
      const column = columns[index] as (typeof columns)[number]
      const value = column.read(row[column.name])
      const plain = typeof value === 'string' && (column.safe || isQuotable(value)) ? `"${value}"` : null
      if (json) object += column.head + (plain ?? portableJson(value))
      if (csv) line += (index > 0 ? ',' : '') + (plain ?? portableCsv(value, column.type))
      values?.push(value)
    }
    if (json) texts.json += `${texts.json === '' ? '' : ',\n'}${object}}`
    if (csv) texts.csv += `${line}\r\n`
    if (values) texts.xml += xmlRecord(fields, values)
    return texts.json.length + texts.csv.length + texts.xml.length
  }
  const take = () => {
    const taken = texts
    texts = { ...none }
    return taken
  }
  return { add, take }
}
