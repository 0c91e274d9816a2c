import type { StaffActor } from '../domain/actor'
import { leftOutPlace } from '../domain/plan/left-out'
import { may } from '../domain/request/status'
import { openVault } from '../platform/request-vault'

export type OpenReason = (reason: string) => string

/** A colleague's text about a person: for who may read personal data, as long as the request's key stands. */
export function openReason(
  actor: StaffActor,
  request: { id: string; wrappedKey: string | null },
  itemId: string,
): OpenReason {
  if (!may(actor, 'readPersonalData') || request.wrappedKey === null) return () => '…'
  return (reason) => openVault(request).open(leftOutPlace(itemId), reason)
}
