// What changed between two texts, line by line, as a reviewer reads it.
export type DiffLine = { kind: 'same' | 'gone' | 'new'; text: string }
/** Lines near a change; `skipped` same lines were left out before it. */
export type DiffHunk = { skipped: number; lines: DiffLine[] }

/** Beyond this many cells the middle is shown as replaced whole: true, only longer. */
const MOST_CELLS = 6_000_000

export function diffLines(before: string[], after: string[]): DiffLine[] {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head++
  let tail = 0
  const shorter = Math.min(before.length, after.length) - head
  while (tail < shorter && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const same = (text: string): DiffLine => ({ kind: 'same', text })
  return [
    ...before.slice(0, head).map(same),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(same),
  ]
}

/** By the longest common subsequence. */
function middle(before: string[], after: string[]): DiffLine[] {
  const width = after.length + 1
  if ((before.length + 1) * width > MOST_CELLS) return [...before.map(gone), ...after.map(added)]
  const length = new Uint32Array((before.length + 1) * width)
  const at = (i: number, j: number) => length[i * width + j] ?? 0
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      length[i * width + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < before.length && j < after.length) {
    const [old, fresh] = [before[i] ?? '', after[j] ?? '']
    if (old === fresh) {
      lines.push({ kind: 'same', text: old })
      i++
      j++
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      lines.push(gone(old))
      i++
    } else {
      lines.push(added(fresh))
      j++
    }
  }
  return [...lines, ...before.slice(i).map(gone), ...after.slice(j).map(added)]
}

const gone = (text: string): DiffLine => ({ kind: 'gone', text })
const added = (text: string): DiffLine => ({ kind: 'new', text })

/** Changes with `context` lines around them; a last hunk without lines tells how many same lines end the text. */
export function hunksOf(lines: DiffLine[], context = 3): DiffHunk[] {
  const near = new Set<number>()
  for (const [index, line] of lines.entries())
    if (line.kind !== 'same') for (let i = index - context; i <= index + context; i++) near.add(i)
  const hunks: DiffHunk[] = []
  let skipped = 0
  let open: DiffHunk | null = null
  for (const [index, line] of lines.entries()) {
    if (!near.has(index)) {
      skipped++
      open = null
      continue
    }
    if (!open) {
      open = { skipped, lines: [] }
      hunks.push(open)
      skipped = 0
    }
    open.lines.push(line)
  }
  return skipped > 0 && hunks.length > 0 ? [...hunks, { skipped, lines: [] }] : hunks
}
