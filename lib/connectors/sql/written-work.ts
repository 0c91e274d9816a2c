// What is written within one transaction of a system: an approved erasure or a correction. The engines begin, freeze and
// commit it alike.
import type { ErasureOrder, ErasureResult } from '../connector'
import type { Conversation } from './conversation'
import type { Stopped } from './erasure-stop'
import type { Structure } from './structure'

/** What the server answers instead, as a result of ours; null: a fault of our own. `dataset`: whose rows were written. */
export type StoppedBy = (error: unknown, dataset?: string) => Stopped | null

export type Work = {
  order: Pick<ErasureOrder, 'map' | 'catalogueHash' | 'person'>
  /** Whose rows are written. */
  datasets: string[]
  /**
   * All but COMMIT; throws Stop. `beforeLasting` is awaited before the first write that a ROLLBACK would not take back.
   */
  apply: (
    conversation: Conversation,
    structure: Structure,
    stoppedBy: StoppedBy,
    beforeLasting?: () => Promise<void>,
  ) => Promise<void>
  /** What was done once it is committed. */
  rows: Extract<ErasureResult, { status: 'applied' }>['rows']
}

export type BeforeCommit = (transactionId: string) => Promise<void>
