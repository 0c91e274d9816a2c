// A statement that is asked again and again is parsed and planned once a connection, not every time: the server does half
// of its work for a small statement before it runs it. Each kept one costs memory of the server on every connection.
const MOST_KEPT = 200
/** Of texts with lists of changing length there is no end: only a text that comes back is kept. */
const MOST_SEEN = 2_000

const names = new Map<string, string>()
const seen = new Set<string>()

/** Undefined: not kept. One text, one name, in the whole process. */
export function statementName({ sql, args }: { sql: string; args: unknown[] }): string | undefined {
  const known = names.get(sql)
  if (known !== undefined) return known
  // BEGIN, COMMIT and their like: there is nothing to plan.
  if (args.length === 0 || names.size >= MOST_KEPT) return undefined
  if (!seen.delete(sql)) {
    if (seen.size >= MOST_SEEN) seen.clear()
    seen.add(sql)
    return undefined
  }
  const name = `habeas-${names.size + 1}`
  names.set(sql, name)
  return name
}
