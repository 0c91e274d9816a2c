// The copy of one person, through the verbs: searched, planned, approved, package built; beside eleven statements that write
// the same rows as CSV and JSON.
import { db } from '@/lib/platform/db/client'
import { buildPackage } from '@/lib/workflow/build-package'
import { discoverData } from '@/lib/workflow/discover-data'
import { verifyIdentity } from '@/lib/workflow/verify-identity'
import { addCustomers, settle } from './company'
import { copyByHand } from './hand-written-access'
import { inTurns, median, report, timed } from './measure'
import { highestMemory } from './memory'
import { approve, confirmedRequest, must, openOffice } from './office'

export type AccessClaim = {
  name: string
  visits: number
  rounds: number
  warmUp: number
  limit: number
  /** The time that somebody else's program takes. */
  rivalMs?: number
  /** Megabytes that the process may hold while it builds the package. */
  mostMemory?: number
}

const firstPerson = 1001

export async function claimAccess(claim: AccessClaim): Promise<void> {
  const { name, visits, rounds, warmUp, limit, rivalMs, mostMemory } = claim
  const office = await openOffice()
  const people = rounds + warmUp
  await addCustomers(office.shop, [1, 500], 20)
  await addCustomers(office.shop, [firstPerson, firstPerson - 1 + people], visits)
  await settle(office.shop)
  const rows: number[] = []
  let [highest, growth] = [0, 0]

  const ours = async (round: number): Promise<number> => {
    const requestId = await confirmedRequest(firstPerson + round, ['access'])
    must(await verifyIdentity(office.worker, { requestId }))
    const memory = highestMemory()
    const took = await timed(async () => {
      must(await discoverData(office.worker, { requestId }))
      must(await buildPackage(office.worker, { itemId: await approve(office, requestId) }))
    })
    const held = memory.stop()
    highest = Math.max(highest, held.highest)
    growth = Math.max(growth, held.growth)
    const built = await db.accessPackage.findFirstOrThrow({ where: { requestId } })
    rows[round] = built.rows
    return took
  }
  /** Written by hand all rows stand in memory: each side's process would have its own, so ours is looked at alone. */
  const theirs = async (round: number): Promise<number> => {
    let byHand = 0
    const took = await timed(async () => {
      byHand = await copyByHand(office.shop, firstPerson + round)
    })
    if (rows[round] !== undefined && rows[round] !== byHand)
      throw new Error(`the package holds ${rows[round]} rows, by hand ${byHand}`)
    return took
  }

  const turns = await inTurns({ ours, theirs }, rounds, warmUp)
  const tooMuch = mostMemory !== undefined && highest > mostMemory
  if (tooMuch) process.exitCode = 1
  report({
    name,
    claim: `access with ${visits.toLocaleString('en')} child rows`,
    turns,
    limit,
    notes: [
      ...(rivalMs
        ? [`${(rivalMs / median(turns.ours)).toFixed(1)} times better than the ${rivalMs / 1000} s to beat`]
        : []),
      ...(mostMemory
        ? [
            `memory of the process at its highest ${highest} MB (limit ${mostMemory}) ${tooMuch ? 'MISSED' : 'ok'}, grown by ${growth} MB`,
          ]
        : []),
    ],
  })
  await office.end()
}
