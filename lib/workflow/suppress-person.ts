import type { DataMap } from '../domain/data-map/types'
import type { Identifier } from '../domain/findings'
import { readAddress } from '../domain/suppression'
import type { Prisma, Transaction } from '../platform/db/client'
import { claimedEmail } from './claimed-identifiers'
import type { Say } from './commit-item'
import { vaultOf } from './load-case'
import { provenIdentifiers } from './proven-identifiers'
import { putOnList, saidAdded } from './suppression-list'

export type SuppressedRequest = Pick<
  Prisma.SubjectRequestGetPayload<object>,
  'id' | 'wrappedKey' | 'controllerKey' | 'emailEnc' | 'provenIdentifiersEnc'
>

/** In the commit that ends an erasure: every mailbox and number of the person that was proven, and the one that wrote. */
export async function suppressPerson(
  tx: Transaction,
  say: Say,
  request: SuppressedRequest,
  map: DataMap,
): Promise<void> {
  const country = map.controllers.find(({ key }) => key === request.controllerKey)?.country ?? 'FR'
  const vault = vaultOf(request)
  const proven = request.provenIdentifiersEnc === null ? [] : provenIdentifiers(vault, request, map)
  const texts = [claimedEmail(vault, request), ...proven.filter((one) => isAddress(map, one)).map(({ value }) => value)]
  const read = texts.map((text) => readAddress(text, country)).filter((one) => one !== null)
  if (read.length === 0) return
  const until = await putOnList(tx, read, 'erasure', request.id)
  say(saidAdded(new Set(read.map(({ normalised }) => normalised)).size, 'erasure', until))
}

const isAddress = (map: DataMap, { kind }: Identifier): boolean =>
  map.identifiers.some(({ key, normalise }) => key === kind && (normalise === 'email' || normalise === 'phone'))
