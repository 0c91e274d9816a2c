// Whether a table that nobody mapped seems to hold a person. Better one question too many than one person overlooked.
import type { CatalogueTable } from '../catalogue'

const words = new Set([
  ...[
    'email',
    'mail',
    'phone',
    'telephone',
    'tel',
    'mobile',
    'cell',
    'fax',
    'name',
    'firstname',
    'lastname',
    'surname',
  ],
  ...[
    'fullname',
    'username',
    'login',
    'iban',
    'bic',
    'ip',
    'address',
    'street',
    'birth',
    'birthday',
    'birthdate',
    'dob',
  ],
  ...['gender', 'passport', 'ssn', 'cookie', 'person', 'nom', 'prenom', 'adresse', 'telefon', 'naam', 'nombre', 'nome'],
])

/** `customerE-Mail`, `"Full Name"`, `ip_address` → their words. */
const wordsOf = (column: string) =>
  column
    .replace(/e[-_ ]?mail/gi, ' email ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)

export const seemsToHoldPerson = (table: CatalogueTable): boolean =>
  table.kind !== 'view' &&
  table.columns.some(
    (column) => /^(inet|cidr)$/.test(column.type) || wordsOf(column.name).some((word) => words.has(word)),
  )
