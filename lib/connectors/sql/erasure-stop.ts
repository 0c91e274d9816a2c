// Why an erasure ends with nothing done.
import type { ErasureResult } from '../connector'

export type Stopped = Exclude<ErasureResult, { status: 'applied' }>

/** Ends the transaction with a result of ours. */
export class Stop extends Error {
  constructor(readonly result: Stopped) {
    super(result.status)
  }
}

export const refused = (problem: Extract<Stopped, { status: 'refused' }>['problem'], dataset?: string): Stopped =>
  dataset === undefined ? { status: 'refused', problem } : { status: 'refused', problem, dataset }
