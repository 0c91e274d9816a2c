// What an erasure and a correction share while their steps run, and where they part: what is ordered, and what is read again.
import {
  type Connector,
  type CorrectionVerification,
  type ErasureOrder,
  type ErasureResult,
  leftToCorrect,
  leftToDo,
  type VerificationResult,
} from '../connectors/connector'
import type { PersonKeys } from '../domain/findings'
import { mostAtOnce } from '../domain/plan/parts'
import type { RowCounts } from '../domain/plan/row-counts'
import type { ErasurePlan } from '../domain/plan/types'
import type { CorrectedCounts } from './correction-order'
import { correctedCounts, correctedPlaces, correctionOrder } from './correction-order'
import { approvedCounts, erasureOrder, type StepCase } from './load-step'

export type Seen = { complete: boolean; left: number; verification: VerificationResult | CorrectionVerification }
/** `erased`: what the plan says is what was done. `corrected`: beside it, for a correction. */
export type Applied = {
  erased: RowCounts[]
  corrected: { places: ReturnType<typeof correctedPlaces>; counts: CorrectedCounts[] } | null
}

export type StepCourse = {
  person: PersonKeys
  /** Where the plan says that the system's share is not atomic: what is divided, into parts of at most so many rows. */
  inParts: { order: ErasureOrder; most: number } | null
  carryOut: (connector: Connector, beforeCommit: (transactionId: string) => Promise<void>) => Promise<ErasureResult>
  look: (connector: Connector) => Promise<Seen>
  /** `rows`: as the server reported them, where it did. */
  applied: (rows?: { dataset: string; deleted: number; changed: number }[]) => Applied
}

export const stepCourse = (step: StepCase): Promise<StepCourse> =>
  step.plan.item.right === 'rectification' ? correction(step) : erasure(step)

async function erasure(step: StepCase): Promise<StepCourse> {
  const order = await erasureOrder(step)
  const most = mostAtOnce(step.plan.document as unknown as ErasurePlan, step.systemKey)
  return {
    person: order.person,
    inParts: most === null ? null : { order, most },
    carryOut: (connector, beforeCommit) => connector.erase(order, beforeCommit),
    look: async (connector) => {
      const verification = await connector.verify(order)
      return { complete: verification.complete, left: leftToDo(verification), verification }
    },
    applied: (rows) => ({
      erased:
        rows?.map(({ dataset, deleted, changed }) => ({ dataset, deleted, cleared: changed })) ?? approvedCounts(step),
      corrected: null,
    }),
  }
}

async function correction(step: StepCase): Promise<StepCourse> {
  const order = await correctionOrder(step)
  return {
    person: order.person,
    inParts: null,
    carryOut: (connector, beforeCommit) => connector.correct(order, beforeCommit),
    look: async (connector) => {
      const verification = await connector.verifyCorrection(order)
      return { complete: verification.complete, left: leftToCorrect(verification), verification }
    },
    // Cleared never means corrected: nothing was erased.
    applied: () => ({ erased: [], corrected: { places: correctedPlaces(step), counts: correctedCounts(step) } }),
  }
}
