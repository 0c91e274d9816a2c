import type { Probed } from '../delivery/carriers/carrier'
import { probe, type SeenServer } from '../delivery/carriers/probe'
import type { StaffActor } from '../domain/actor'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { probedAddress } from '../schemas/receiver'

/** Who answers there, to be compared before it is pinned. Nobody signs in, no secret is sent, nothing is stored. */
export async function probeReceiver(
  actor: StaffActor,
  input: { address: unknown },
): Promise<Outcome<{ seen: SeenServer }>> {
  if (!may(actor, 'manageReceivers')) return refuse('not-permitted')
  const parsed = probedAddress.safeParse(input.address)
  if (!parsed.success) return refuse('receiver-unfit', { problem: parsed.error.issues[0]?.message ?? '' })
  const seen = await probe(parsed.data as Probed)
  return seen.ok ? { ok: true, seen: seen.seen } : refuse('receiver-unreachable', { problem: seen.problem })
}
