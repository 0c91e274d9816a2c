// What a person wants corrected, from the form or the follow page into sealed rows of the item.
import { randomUUID } from 'node:crypto'
import type { DataMap, MapController } from '../domain/data-map/types'
import { type Refusal, refuse } from '../domain/outcome'
import { today } from '../platform/clock'
import type { RequestVault } from '../platform/request-vault'
import { type DatumPlace, readStated, type StatedDatum } from '../schemas/datum-value'

/** One datum with what is right, or something in the person's own words. */
export type StatedWish = { datum: string; wanted: string; present?: string | undefined } | { words: string }

export type WishRow = {
  id: string
  number: number
  datum: string | null
  presentEnc: string | null
  wantedEnc: string | null
  wordsEnc: string | null
}

export const placeOfDatum = ({ timeZone, country }: MapController): DatumPlace => ({
  today: today(timeZone).toString(),
  country,
})

/** `detail`: the problem of each datum, by its key. */
export function readWishes(
  map: DataMap,
  controller: MapController,
  stated: readonly StatedDatum[],
): { ok: true; values: StatedDatum[] } | Refusal<'corrections-unfit'> {
  const { values, problems } = readStated(map.data ?? [], stated, placeOfDatum(controller))
  if (Object.keys(problems).length > 0) return refuse('corrections-unfit', problems)
  return { ok: true, values }
}

/** A map that lets nothing be corrected leaves the message to the colleague who does it by hand, as it is. */
export function wishesOf(map: DataMap, values: readonly StatedDatum[], message: string): StatedWish[] {
  if ((map.data ?? []).length === 0) return []
  return [...values, ...(message === '' ? [] : [{ words: message }])]
}

/** Numbered from `first`. */
export const wishRows = (vault: RequestVault, wishes: readonly StatedWish[], first = 1): WishRow[] =>
  wishes.map((wish, at) => {
    const id = randomUUID()
    const seal = (column: string, text: string | undefined) =>
      text === undefined ? null : vault.seal(`correction_wish.${column}:${id}`, text)
    if ('words' in wish)
      return {
        id,
        number: first + at,
        datum: null,
        presentEnc: null,
        wantedEnc: null,
        wordsEnc: seal('words', wish.words),
      }
    const { datum, wanted, present } = wish
    const sealed = { presentEnc: seal('present', present), wantedEnc: seal('wanted', wanted) }
    return { id, number: first + at, datum, ...sealed, wordsEnc: null }
  })

/** For evidence: of what, never which value. */
export const namedWishes = (wishes: readonly StatedWish[]): { data: string[]; inWords: number } => ({
  data: wishes.flatMap((wish) => ('words' in wish ? [] : [wish.datum])),
  inWords: wishes.filter((wish) => 'words' in wish).length,
})
