// Who is asking. The brand cannot be written down outside lib/auth (the only room that casts to it), so a query or
// verb that takes an Actor cannot be reached by code that forgot to ask who is there (maxim 7).
import type { MachineScope } from './machine-token'

declare const minted: unique symbol
type Minted = { readonly [minted]: true }

export const staffRoles = ['dpo', 'agent', 'auditor', 'administrator', 'colleague', 'controller'] as const
/**
 * A `colleague` looks after a system that no connector reaches: sees and answers their own tasks, and nothing else. A
 * `controller` answers for one controller of the data map: decides whether its data leaves, and sees nothing else.
 */
export type StaffRole = (typeof staffRoles)[number]

/** Someone signed in at the desk or at the command line. */
export type StaffActor = Minted & { kind: 'staff'; userId: string; name: string; role: StaffRole }
/** A data subject who opened a link; `level` 'link' may only see that the link is valid, 'code' has given a one-time code. */
export type SubjectActor = Minted & { kind: 'subject'; requestId: string; linkId: string; level: 'link' | 'code' }
/** Anybody on the public site; `network` is a keyed digest of the network address. */
export type PublicActor = Minted & { kind: 'public'; network: string }
/** The worker process. */
export type WorkerActor = Minted & { kind: 'worker'; name: string }

/** Nobody's id: evidence says `staff:00000000-…` for what was done before there was anybody. */
export const INSTALLATION = '00000000-0000-0000-0000-000000000000'

/** Another program with a token. */
export type MachineActor = Minted & { kind: 'machine'; tokenId: string; scope: MachineScope }

export type Actor = StaffActor | SubjectActor | PublicActor | WorkerActor | MachineActor

/** The actor's name in the evidence; never a person's name. */
export function actorReference(actor: Actor): string {
  if (actor.kind === 'staff') return `staff:${actor.userId}`
  if (actor.kind === 'subject') return `subject:${actor.requestId}`
  if (actor.kind === 'machine') return `machine:${actor.tokenId}`
  return actor.kind
}
