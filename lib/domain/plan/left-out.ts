// Why a part of the copy is left out is a colleague's own text about a person: sealed wherever the plan is stored, so
// that it ends with the request's key.
import type { PlanDocument } from './plan-document'

/** Where such a reason is sealed: it opens for this right of this request only. */
export const leftOutPlace = (itemId: string): string => `plan.excluded:${itemId}`

/** The same plan with each reason sealed or opened. */
export function withReasons<D extends PlanDocument>(document: D, change: (reason: string) => string): D {
  const changed = <T extends { reason?: string }>(one: T): T =>
    one.reason === undefined ? one : { ...one, reason: change(one.reason) }
  if (document.right === 'access') return { ...document, excluded: document.excluded.map(changed) }
  return document.right === 'portability' ? { ...document, left: document.left.map(changed) } : document
}

/** What is left of a plan when the time of its request is over: that it stood, and how many rows. No date of a document. */
export function emptiedPlan(document: PlanDocument): PlanDocument {
  const rest = { blocks: [], warnings: [], forwarded: [] }
  switch (document.right) {
    case 'access':
      return { ...document, ...rest, datasets: [], excluded: [] }
    case 'portability':
      return { ...document, ...rest, datasets: [], left: [], acceptances: [] }
    case 'rectification':
      return { ...document, ...rest, systems: [], rules: [], kept: [], refused: [], left: [], asWished: [] }
    case 'erasure':
      return { ...document, ...rest, systems: [], rules: [] }
  }
}
