import type { MapFinding, MapFindingCode } from './check'

type Say = (finding: MapFinding) => string
const column = ({ column, table }: MapFinding) => `${column} of ${table}`

const sentences: Record<MapFindingCode, { message: Say; instead: string }> = {
  'system-missing': {
    message: ({ system }) => `The system ${system} was never inspected.`,
    instead: 'Connect it, or remove it from the map.',
  },
  'table-missing': {
    message: ({ table }) => `The table ${table} does not exist.`,
    instead: 'Correct its name, or remove the dataset.',
  },
  'column-missing': {
    message: (f) => `There is no column ${column(f)}.`,
    instead: 'Correct its name, or remove the field.',
  },
  'table-unmapped': {
    message: ({ table }) => `The table ${table} seems to hold people and is not in the map.`,
    instead: 'Map it, or list it under exempt with the reason.',
  },
  'column-unmapped': {
    message: (f) => `Nobody classified ${column(f)}.`,
    instead: 'Add it to the fields with its category.',
  },
  'no-primary-key': {
    message: ({ table }) => `The table ${table} has no primary key: its rows cannot be told apart.`,
    instead: 'Add a primary key in the database.',
  },
  'link-type': {
    message: (f) => `The link by ${column(f)} joins columns of different types.`,
    instead: 'Link columns of the same type.',
  },
  'date-type': {
    message: (f) => `The document’s date, ${column(f)}, is no date.`,
    instead: 'Name a column of type date or timestamp.',
  },
  'check-constraint': {
    message: (f) => `A check constraint speaks of ${column(f)}.`,
    instead: 'Make sure that it allows what onErasure writes.',
  },
  'not-nullable': { message: (f) => `${column(f)} cannot be empty.`, instead: "Write onErasure: { replace: '…' }." },
  'not-writable': {
    message: (f) => `${column(f)} cannot be changed like this.`,
    instead: 'Write onErasure: keep, or a value that fits its type.',
  },
  'unique-replacement': { message: (f) => `${column(f)} is unique.`, instead: 'Put {id} into the replacement.' },
  'path-not-writable': {
    message: (f) => `${column(f)} is no JSON column, and paths are named in it.`,
    instead: 'Name no paths there, or change the column to json (PostgreSQL: jsonb).',
  },
  'replacement-too-long': {
    message: (f) => `The replacement is longer than ${column(f)}.`,
    instead: 'Shorten it; {id} needs eight characters.',
  },
}

export function explainMapFinding(finding: MapFinding): { message: string; instead: string } {
  const { message, instead } = sentences[finding.code]
  return { message: message(finding), instead }
}
