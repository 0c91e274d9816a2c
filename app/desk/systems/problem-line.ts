import type { FindingProblem } from '@/lib/domain/findings'

/** What the system and the data map disagree about, in one sentence. */
export function problemLine(
  t: (key: string, values?: Record<string, string | number>) => string,
  problem: FindingProblem,
): string {
  const { code, ...facts } = problem
  const said = 'right' in facts ? { ...facts, right: facts.right.toUpperCase() } : facts
  return t(`problem.${code}`, said)
}
