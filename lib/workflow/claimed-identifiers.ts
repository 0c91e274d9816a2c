// What the person says about itself, in the forms in which the data map compares it.
import { normaliseIdentifier } from '../domain/contact-address'
import type { DataMap } from '../domain/data-map/types'
import type { Identifier } from '../domain/findings'
import type { RequestVault } from '../platform/request-vault'

export const claimedEmail = (vault: RequestVault, request: { emailEnc: string | null }): string => {
  if (request.emailEnc === null) throw new Error('the address of this request was destroyed')
  return vault.open('subject_request.email', request.emailEnc)
}

/** The mailbox under every e-mail identifier of the map, and what else was claimed; unknown kinds are dropped. */
export function claimedIdentifiers(
  vault: RequestVault,
  request: { emailEnc: string | null; identifiersEnc: string | null },
  map: DataMap,
): Identifier[] {
  const email = claimedEmail(vault, request)
  const stated: Identifier[] = request.identifiersEnc
    ? JSON.parse(vault.open('subject_request.identifiers', request.identifiersEnc))
    : []
  const mailbox = map.identifiers
    .filter((identifier) => identifier.normalise === 'email')
    .map((identifier) => ({ kind: identifier.key, value: email }))
  const found = new Map<string, Identifier>()
  for (const { kind, value } of [...mailbox, ...stated]) {
    const identifier = map.identifiers.find(({ key }) => key === kind)
    const normal = identifier && normaliseIdentifier(identifier.normalise, value)
    if (normal?.ok) found.set(`${kind}\0${normal.value}`, { kind, value: normal.value })
  }
  return [...found.values()]
}
