// What a copy (Art. 15) and a transfer (Art. 20) share while their package is built, and where they part.
import type { WrittenPackage } from '../delivery/package/store-archive'
import type { PersonKeys } from '../domain/findings'
import type { LetterLocale } from '../domain/letters/letter'
import { now } from '../platform/clock'
import type { Transaction } from '../platform/db/client'
import { placeOf, type RequestVault } from '../platform/request-vault'
import type { Say } from './commit-item'
import type { CurrentMap } from './current-map'
import type { ItemCase } from './load-case'
import { openForReading } from './open-system'
import { rowsForCopy } from './rows-for-copy'
import { systemShare } from './system-share'

export type PackageBuild = { id: string; item: ItemCase; map: CurrentMap['map']; vault: RequestVault }

/** `expiresOn`: ISO date until which a collected package waits. */
export type Built = WrittenPackage & { id: string; expiresOn: string }

export type PackageCourse = {
  write: () => Promise<WrittenPackage>
  /** Erased by others since the plan was made: then "nothing" is the answer, and an empty parcel is not. */
  isEmpty: (written: WrittenPackage) => boolean
  /** Within `commit`. Moves the item first: of two builders the slower one leaves there with a conflict. */
  end: (tx: Transaction, say: Say, built: Built) => Promise<{ forReceiver: boolean }>
  endWithNothing: (tx: Transaction, say: Say) => Promise<void>
}

export const localeOf = ({ request }: Pick<ItemCase, 'request'>): LetterLocale =>
  request.locale === 'fr' ? 'fr' : 'en'

/** Where the clear archive is bound to: it opens as this package of this request only. */
export const packagePlace = (requestId: string, packageId: string) =>
  placeOf(requestId, `access_package.file:${packageId}`)

type Wanted = { key: string; system: string; plannedRows: number; fields: readonly { name: string }[] }

/** The rows of the person, one snapshot a system; and under which key the archive is stored. */
export function packageSources<D extends Wanted>({ id, item, map, vault }: PackageBuild, datasets: readonly D[]) {
  const { request } = item
  if (!request.personKeysEnc) throw new Error('a package without the keys of its person')
  const person: PersonKeys = JSON.parse(vault.open('subject_request.person_keys', request.personKeysEnc))
  return {
    inSystem: rowsInSystems(map, person, datasets),
    clock: () => now().toString(),
    key: vault.key,
    place: packagePlace(request.id, id),
  }
}

type Read<D> = (dataset: D) => AsyncIterable<Record<string, unknown>>

export const rowsInSystems =
  <D extends Wanted>(map: CurrentMap['map'], person: PersonKeys, datasets: readonly D[]) =>
  async (system: string, work: (read: Read<D>) => Promise<void>): Promise<void> => {
    const connector = await openForReading(system)
    const share = systemShare(map, system)
    const own = datasets.filter((dataset) => dataset.system === system)
    await connector.inSnapshot(async (reader) => work(await rowsForCopy(reader, share, person, own)))
  }
