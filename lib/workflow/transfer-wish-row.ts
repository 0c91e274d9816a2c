// The person's word on where their data goes, as it stands beside the item.
import { randomUUID } from 'node:crypto'
import type { RequestVault } from '../platform/request-vault'
import type { NamedReceiver, TransferWishForm } from '../schemas/transfer-wish'

const place = (wishId: string) => `transfer_wish.named:${wishId}`

/** Nothing is confirmed yet, save that it goes to the person: that is their word already. */
export function wishColumns(vault: RequestVault, form: TransferWishForm, confirmedAt: Date) {
  const id = randomUUID()
  const { toWhom, formats } = form
  if (toWhom === 'person') return { id, toWhom, formats, namedEnc: null, receiverId: null, confirmedAt }
  const { name, country, contact } = form
  const named: NamedReceiver = { name, country, contact }
  return {
    ...{ id, toWhom, formats, receiverId: null, confirmedAt: null },
    namedEnc: vault.seal(place(id), JSON.stringify(named)),
  }
}

export const namedReceiver = (
  vault: RequestVault,
  { id, namedEnc }: { id: string; namedEnc: string | null },
): NamedReceiver | null => (namedEnc === null ? null : JSON.parse(vault.open(place(id), namedEnc)))
