// Statements that are asked for in one turn go to the server in one write and come back in one answer: the way there is
// longer than most of the work. They run one after the other; after one that fails none of the others does.
import type pg from 'pg'

export type Statement = { text: string; values: unknown[] }
type Types = pg.CustomTypesConfig

/** `statement` null: more rows of the one before. `most`: so many rows at once; of a last one the others can be asked for. */
export type Part = { statement: Statement | null; types: Types; most?: number }
/** `more`: there are further rows. `count`: how many rows were read or written. */
export type Answer = { rows: Record<string, unknown>[]; more: boolean; count: number }

/** Every type arrives as the server's text: nothing is rounded, shifted or reinterpreted on the way. */
export const asText: Types = { getTypeParser: () => (value: unknown) => value }

const opening = new WeakMap<pg.ClientBase, Statement[]>()

/** What opens a transaction goes along with its first question. */
export const openWith = (client: pg.ClientBase, statements: Statement[]): unknown => opening.set(client, statements)

/** Whether nothing was asked since `openWith`: then there is no transaction to end. */
export const neverOpened = (client: pg.ClientBase): boolean => opening.delete(client)

type Question = { parts: readonly Part[]; settled: PromiseWithResolvers<Answer[]> }
const asked = new WeakMap<pg.ClientBase, Question[]>()

export function ask(client: pg.ClientBase, parts: readonly Part[]): Promise<Answer[]> {
  const settled = Promise.withResolvers<Answer[]>()
  const others = asked.get(client)
  if (others) others.push({ parts, settled })
  else {
    asked.set(client, [{ parts, settled }])
    queueMicrotask(() => send(client))
  }
  return settled.promise
}

function send(client: pg.ClientBase): void {
  const questions = asked.get(client) ?? []
  asked.delete(client)
  const statements = opening.get(client) ?? []
  opening.delete(client)
  const before = { parts: statements.map((statement) => ({ statement, types: asText })), settled: null }
  client.query(new Together([before, ...questions]))
}

const quoted = (item: unknown): string =>
  item === null ? 'NULL' : `"${String(item).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

/** As the server reads it; lists are its array literals. */
const written = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  return Array.isArray(value) ? `{${value.map(quoted).join(',')}}` : String(value)
}

type Read = (value: string) => unknown
type Columns = { names: string[]; reads: Read[]; empty: Record<string, null> }

function columnsOf(fields: readonly pg.FieldDef[], types: Types): Columns {
  const names = fields.map(({ name }) => name)
  const reads = fields.map(({ dataTypeID }) => types.getTypeParser(dataTypeID, 'text') as Read)
  return { names, reads, empty: Object.fromEntries(names.map((name) => [name, null])) }
}

/** Spoken to by the driver: what its own queries do for one statement. */
class Together implements pg.Submittable {
  private readonly parts: Part[]
  private readonly found: Answer[] = []
  private rows: Answer['rows'] = []
  private columns: Columns | null = null

  constructor(private readonly questions: readonly (Question | (Omit<Question, 'settled'> & { settled: null }))[]) {
    this.parts = questions.flatMap(({ parts }) => parts)
  }

  submit(connection: pg.Connection): void {
    connection.stream.cork()
    try {
      for (const part of this.parts) this.send(connection, part)
      connection.sync()
    } finally {
      connection.stream.uncork()
    }
  }

  private send(connection: pg.Connection, { statement, most }: Part): void {
    if (statement) {
      connection.parse({ name: '', text: statement.text, types: [] }, true)
      connection.bind({ values: statement.values.map(written) }, true)
    }
    // The names of the columns are said anew for each portion: it is a query of its own to the driver.
    connection.describe({ type: 'P', name: '' }, true)
    // The driver's types ask for a text where its code writes a number.
    connection.execute(most ? { rows: most as unknown as string } : null, true)
  }

  handleRowDescription({ fields }: { fields: pg.FieldDef[] }): void {
    this.columns = columnsOf(fields, this.parts[this.found.length]?.types ?? asText)
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    if (!this.columns) return
    const { names, reads, empty } = this.columns
    const row: Record<string, unknown> = { ...empty }
    for (const [column, name] of names.entries()) {
      const value = fields[column] ?? null
      if (value !== null) row[name] = reads[column]?.(value)
    }
    this.rows.push(row)
  }

  private next(more: boolean, count: number): void {
    this.found.push({ rows: this.rows, more, count })
    this.rows = []
    this.columns = null
  }

  handlePortalSuspended(): void {
    this.next(true, this.rows.length)
  }

  /** `DELETE 3`, `SELECT 3`, `SET` */
  handleCommandComplete({ text }: { text: string }): void {
    this.next(false, Number(/\d+$/.exec(text)?.[0] ?? 0))
  }

  handleEmptyQuery(): void {
    this.next(false, 0)
  }

  /** What came before the failure was answered. */
  handleError(error: unknown): void {
    this.tell(error)
  }

  handleReadyForQuery(): void {
    this.tell(null)
  }

  private tell(error: unknown): void {
    let from = 0
    for (const { parts, settled } of this.questions) {
      const answers = this.found.slice(from, from + parts.length)
      from += parts.length
      if (answers.length === parts.length) settled?.resolve(answers)
      else settled?.reject(error)
    }
  }
}
