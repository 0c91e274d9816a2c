// Identifiers that stand on the person's own records: an e-mail in one system gives a customer number that gives rows in
// another. Followed unasked only where nothing speaks for a second person.
import type { Identifier, PersonKeys } from '../findings'

/** Where a key was read, and by which kinds of identifiers that row had been found. */
export type KeySource = { system: string; dataset: string; field: string; by: string[] }

export const keyDoubts = [
  /** The map says that the person may have written the field: anybody's number can stand there. */
  'self-declared',
  /** A kind that a household or a firm may share. */
  'shared-kind',
  /** It leads to records of somebody beside the person. */
  'second-person',
  /** In a system where the person was not found yet it leads to several people's records. */
  'several-people',
  /** The rows it leads to name themselves by another e-mail address. */
  'names-other',
  /** More rows or values than can be looked through. */
  'too-many',
  /** Found over more stations than are followed. */
  'too-far',
] as const
export type KeyDoubt = (typeof keyDoubts)[number]

export type KeyDecision = {
  accepted: boolean
  by: string
  /** ISO instant. */
  at: string
  reason: string
  /** What was known when it was decided: anything more calls for another decision. */
  doubts: KeyDoubt[]
  people: number
}

export type InferredKey = Identifier & {
  from: KeySource[]
  /** What it leads to, rows that were the person's already included. */
  reach: { system: string; dataset: string; rows: number }[]
  doubts: KeyDoubt[]
  /** Records of people that it leads to. */
  people: number
  decision: KeyDecision | null
}

export type KeyStrength = 'strong' | 'weak' | 'ambiguous'

/** Sealed under the request's key. `proven`: what the proven identifiers alone resolved to. */
export type Inference = { proven: PersonKeys; keys: InferredKey[] }

const merelyWeak: readonly KeyDoubt[] = ['self-declared', 'shared-kind']

export function strengthOf({ doubts }: Pick<InferredKey, 'doubts'>): KeyStrength {
  if (doubts.length === 0) return 'strong'
  return doubts.every((doubt) => merelyWeak.includes(doubt)) ? 'weak' : 'ambiguous'
}

/** A decision speaks of what was known then: a doubt that came since, or one person more, is not decided. */
function decided({ decision, doubts, people }: InferredKey): KeyDecision | null {
  if (!decision) return null
  // What was refused stays refused; only a consent can be outrun.
  if (!decision.accepted) return decision
  return doubts.every((doubt) => decision.doubts.includes(doubt)) && people <= decision.people ? decision : null
}

export const isFollowed = (key: InferredKey): boolean => decided(key)?.accepted ?? strengthOf(key) === 'strong'

export const waitsForDecision = (key: InferredKey): boolean => decided(key) === null && strengthOf(key) !== 'strong'

export const identifierName = ({ kind, value }: Identifier): string => JSON.stringify([kind, value])
