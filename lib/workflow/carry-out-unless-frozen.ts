import type { ErasureResult } from '../connectors/connector'
import type { PersonKeys } from '../domain/findings'
import { whileNoMatterIsPlaced } from './matter-lock'
import { type Claim, storeTransactionId } from './step-lease'
import { MatterPlaced, refuseUnforeseen } from './step-obstacle'

export type Concluded = ErasureResult | { status: 'refused'; problem: 'matter' }

/** The last look at matters comes just before COMMIT, and none is placed until its reply is here. */
export async function carryOutUnlessFrozen(
  claim: Claim,
  person: PersonKeys,
  carryOut: (beforeCommit: (transactionId: string) => Promise<void>) => Promise<ErasureResult>,
): Promise<Concluded> {
  try {
    return await whileNoMatterIsPlaced(refuseUnforeseen(claim.step, person), (enter) =>
      carryOut(async (id) => {
        await enter()
        await storeTransactionId(claim, id)
      }),
    )
  } catch (error) {
    if (error instanceof MatterPlaced) return { status: 'refused', problem: 'matter' }
    throw error
  }
}
