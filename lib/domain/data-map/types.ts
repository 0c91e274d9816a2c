// Over 250 lines because it is one shape: what a map says, from controller to field.
// The data map (Art. 30 GDPR): one reviewed document that names every place where a person can stand, why, and what
// happens to each field. Imported and exported as YAML; lib/schemas/data-map.ts parses it into exactly this shape.
export type Text = { en: string; fr: string }

export const fieldCategories = [
  'identity', // name, birth date, nationality
  'contact', // e-mail, phone
  'address',
  'financial', // bank details, balances
  'invoicing', // what stands on an invoice
  'behaviour', // clicks, visits, scores
  'technical', // IP, cookie, device
  'preference', // consents, language, newsletter
  'communication', // messages with the company
  'free-text', // may name anybody
  'reference', // keys, numbers and codes of the company's own
  'special', // Art. 9 and 10
] as const
export type FieldCategory = (typeof fieldCategories)[number]

/** What a field means on a document, in the words of Art. 226 VAT Directive; hold rules speak these. */
export const fieldTerms = [
  'legal-name', // 226(5)
  'postal-address', // 226(5)
  'tax-number', // 226(3)(4)
  'document-number', // 226(2)
  'document-date', // 226(1)(7)
  'document-status',
  'line', // nature, quantity 226(6)
  'amount', // 226(8)(9)(10)
  'payment-reference',
  'payment-account', // IBAN in the bank entry
  'country',
  'currency',
] as const
export type FieldTerm = (typeof fieldTerms)[number]

export const legalBases = [
  'consent',
  'contract',
  'legal-obligation',
  'vital-interests',
  'public-task',
  'legitimate-interests',
] as const
export type LegalBasis = (typeof legalBases)[number]

export type MapController = {
  key: string
  name: string
  /** `own`: the organisation or a subsidiary; `client`: the organisation is its processor. */
  relation: 'own' | 'client'
  /** ISO 3166-1 alpha-2, and 3166-2 subdivision without the country. */
  country: string
  region?: string
  timeZone: string
  /** Holiday calendar, e.g. FR, FR-57, DE-BY. */
  calendar: string
  address?: string
  dpo: { email: string; name?: string; address?: string }
  /** Month and day of the close of the financial year, `--12-31` by default. */
  financialYearClose?: string
}

export type IdentifierNormaliser = 'email' | 'phone' | 'exact' | 'upper'
/** A way to recognise a person, asked for on the form where `asked`. */
export type MapIdentifier = {
  key: string
  label: Text
  hint?: Text
  normalise: IdentifierNormaliser
  asked: boolean
  /**
   * `weak`: several people of a household or a firm may share it; found on a record, it is never followed unasked. An
   * e-mail and a phone are weak unless the map says otherwise: they may be a spouse's, an accountant's, a colleague's.
   */
  strength?: 'strong' | 'weak'
}

/** How a column holds an identifier that an older program hid: a digest of the normalised value, in hexadecimal or bytes. */
export type Pseudonym = 'md5' | 'sha1' | 'sha256' | { hmac: string }

export type IdentifyingField = {
  identifier: string
  field: string
  /**
   * Whether what stands here on a person's row leads on, into other systems too. `follow`: the company itself writes this
   * field; `ask`: the person may have written it, the DPO is asked. Absent: it leads nowhere, and is not even read.
   */
  infers?: 'follow' | 'ask'
  /** Absent: the value itself. */
  form?: Pseudonym
}

export type Replacement =
  /** A fixed text; `{id}` becomes a random token so that UNIQUE columns stay unique and identify nobody. */
  { replace: string }
export type FieldErasure = 'clear' | 'keep' | Replacement

/** How a person states what is right about a datum, and what is checked of it (lib/schemas/datum-value.ts). */
export const datumInputs = [
  'text',
  'name',
  'address',
  'postcode',
  'city',
  'country',
  'date',
  'phone',
  'email',
  'iban',
] as const
export type DatumInput = (typeof datumInputs)[number]

/** What a person may have corrected, field by field (Art. 16); fields of any system say that they hold it. */
export type MapDatum = { key: string; label: Text; hint?: Text; input: DatumInput }

/** Whom data is disclosed to, and how they are told of a correction, erasure or restriction (Art. 19). */
export type MapRecipient = {
  key: string
  /** As `recipients` of a dataset names it. A name that is not declared here becomes a task for a colleague. */
  name: string
  /** Written to there; absent: a colleague tells them. */
  email?: string
  language?: 'en' | 'fr'
}

/**
 * Where a value comes from. `provided` by the person and `observed` from what they did are portable (Art. 20(1), WP 242);
 * `assigned` by the company, `inferred` about the person or `obtained` from others are not.
 */
export const fieldOrigins = ['provided', 'observed', 'assigned', 'inferred', 'obtained'] as const
export type FieldOrigin = (typeof fieldOrigins)[number]

/** How a system marks a row whose processing is restricted (Art. 18). */
export type MapRestriction = { field: string; restricted: string; free: string | null }

/** A named part of a JSON document (field-path.ts). */
export type MapPath = {
  /** Absent: the column's. */
  category?: FieldCategory
  term?: FieldTerm
  label?: Text
  /** Default by category, as for a field. A replacement is a fixed text. */
  onErasure?: FieldErasure
}

export type MapField = {
  category: FieldCategory
  term?: FieldTerm
  label?: Text
  /**
   * Parts of a JSON document with a fate of their own. What no path names follows the field: it stays with a field that
   * stays; of one that is cleared, a new document is left with the paths that stay.
   */
  paths?: Record<string, MapPath>
  /** What becomes of the field when its row stays (held, or referenced): default by category, see plan. */
  onErasure?: FieldErasure
  /** Left out of packages for a stated reason (secrets such as password hashes). */
  withheld?: Text
  /** Key of the datum that stands here, where a person may have it corrected. */
  datum?: string
  origin?: FieldOrigin
  /** Where it is not the dataset's. */
  legalBasis?: LegalBasis
  /** Says something about other people too (Art. 20(4)). */
  namesOthers?: boolean
  /** Its name in a common vocabulary, such as `schema:Person.givenName`. */
  vocabulary?: string
}

/** How rows of this dataset belong to a person: through rows of `to`. Column lists are ANDed (R1). */
export type MapLink = { to: string; fields: string[]; toFields: string[] }

export type MapDocument =
  | {
      type: string // 'invoice' …
      jurisdiction: { country: string } | { field: string; values?: Record<string, string> }
      /** Declared business date, never a technical timestamp (R9). */
      date: string
      /** Rows that are documents in the law's sense, e.g. only issued invoices. Absent: all. */
      issued?: { field: string; in: string[] }
    }
  /**
   * Follows the hold of the document it belongs to (lines, payments); must be linked to it. `date` of an `event`: rules
   * that count from the last entry or payment take the latest such date of the document.
   */
  | { partOf: string; date?: string; event?: 'entry' | 'payment' }

export type MapDataset = {
  key: string
  system: string
  /** `schema.table` */
  table: string
  label: Text
  controller: string
  role: 'controller' | 'processor'
  purposes: Text[]
  legalBasis: LegalBasis
  recipients: string[]
  retention: Text
  source?: Text
  /** Fields that hold an identifier: rows that match a claimed one are the person's. */
  identifiedBy?: IdentifyingField[]
  links?: MapLink[]
  /** Fields at which the person can be written to; proof of address (§5 Identity). */
  contactPoints?: string[]
  document?: MapDocument
  /** `delete`: the row goes unless held; `clear`: the row stays and its fields are cleared. */
  erasure: 'delete' | 'clear'
  /** Absent: restricting its rows is a task for a colleague. */
  restriction?: MapRestriction
  fields: Record<string, MapField>
}

/** `mariadb`: MySQL too. */
export const databaseKinds = ['postgresql', 'mariadb'] as const
export type DatabaseKind = (typeof databaseKinds)[number]

export type MapDatabase = { key: string; name: string; kind: DatabaseKind }

/** What stands in a place that is no database: paper, a mailbox, another company's tool without an interface. */
export type MapHolding = {
  key: string
  label: Text
  /** One of the organisation's own: a client answers for what is its own. */
  controller: string
  purposes: Text[]
  legalBasis: LegalBasis
  recipients: string[]
  retention: Text
  source?: Text
  categories: FieldCategory[]
}

/** Nobody connects to it: its owner is asked to look, and to erase, and records what was done. */
export type MapTaskSystem = {
  key: string
  name: string
  kind: 'task'
  /** E-mail address of the colleague who looks. */
  owner: string
  /** Calendar days until the owner has to have answered. */
  dueDays: number
  /** In which language the owner is written to; English where it is not said. */
  language?: 'en' | 'fr'
  /** How to look there, and what to leave alone. */
  instructions?: Text
  holdings: MapHolding[]
}

export type MapSystem = MapDatabase | MapTaskSystem

export type DataMap = {
  format: 'habeas-data-map/1'
  organisation: { name: string; defaultController: string }
  controllers: MapController[]
  identifiers: MapIdentifier[]
  data?: MapDatum[]
  recipients?: MapRecipient[]
  systems: MapSystem[]
  datasets: MapDataset[]
  /** Tables that hold nobody, with the reason. */
  exempt: { system: string; table: string; reason: string }[]
}
