import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { MACHINE_TOKEN_PREFIX, type MachineScope, machineScopes } from '../domain/machine-token'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { createLinkToken } from '../platform/crypto/tokens'
import { inTransaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'

const isScope = (text: string): text is MachineScope => (machineScopes as readonly string[]).includes(text)

/** The token is answered once and stored nowhere. */
export async function addMachineToken(
  actor: StaffActor,
  input: { name: string; scope: string },
): Promise<Outcome<{ tokenId: string; token: string }>> {
  if (!may(actor, 'manageTokens')) return refuse('not-permitted')
  const name = input.name.trim()
  if (name === '' || name.length > 100) return refuse('name-missing')
  const { scope } = input
  if (!isScope(scope)) return refuse('bad-value')
  const { token, tokenHash } = createLinkToken()
  const tokenId = await inTransaction(async (tx) => {
    const made = await tx.machineToken.create({ data: { name, scope, tokenHash, createdBy: actor.userId } })
    await appendEvidence(tx, { actor, event: evidence('machine-token.added', { tokenId: made.id, scope }) })
    return made.id
  })
  return { ok: true, tokenId, token: `${MACHINE_TOKEN_PREFIX}${token}` }
}
