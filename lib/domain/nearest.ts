/** The candidate that was probably meant; null where none is close. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const written = word.toLowerCase().replaceAll(/[_\s]/g, '-')
  let best: string | null = null
  let least = Math.max(2, Math.floor(word.length / 3)) + 1
  for (const candidate of candidates) {
    const distance = editDistance(written, candidate.toLowerCase().replaceAll(/[_\s]/g, '-'), least)
    if (distance < least) [best, least] = [candidate, distance]
  }
  return best
}

/** Levenshtein's; stops counting at `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const substituted = (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1])
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? limit
}
