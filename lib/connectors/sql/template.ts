// A fixed text that stands in for a value; `{id}` in it becomes a token of its own for every row.

export const placeholder = '{id}'

const longestToken = 32

/** Of each token, so that the whole fits the column. `parts`: the text between them; `limit` null: there is none. */
export function tokenLength(parts: readonly string[], limit: number | null): number {
  const room = ((limit ?? Number.MAX_SAFE_INTEGER) - parts.join('').length) / (parts.length - 1)
  return Math.max(0, Math.min(longestToken, Math.floor(room)))
}
