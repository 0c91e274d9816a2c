import type { StaffActor } from '../domain/actor'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { MOST_VALUES, readAddress } from '../domain/suppression'
import { inTransaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { officeCountry, putOnList, saidAdded } from './suppression-list'

/** By a colleague, from a list. What cannot be read is counted and not taken. */
export async function addSuppression(
  actor: StaffActor,
  { values }: { values: string[] },
): Promise<Outcome<{ added: number; unreadable: number }>> {
  if (!may(actor, 'suppress')) return refuse('not-permitted')
  if (values.length > MOST_VALUES) return refuse('too-many-values', { most: MOST_VALUES })
  const country = await officeCountry()
  const read = values.map((value) => readAddress(value, country))
  const known = read.filter((one) => one !== null)
  if (known.length > 0)
    await inTransaction(async (tx) => {
      const until = await putOnList(tx, known, 'manual', null)
      await appendEvidence(tx, { actor, event: saidAdded(known.length, 'manual', until) })
    })
  return { ok: true, added: known.length, unreadable: values.length - known.length }
}
