import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Count } from '@/components/ui/figures'
import { Table, Td, Th, Tr } from '@/components/ui/table'
import type { WishValues } from './wish-values'

export type PlaceRow = {
  id: string
  system: string
  dataset: string
  field: string
  rows: number
  has: 'wished' | 'empty' | 'other'
  /** Equal where the same value stands. */
  value: number
  /** Left as it is only if somebody says so; where nothing stands while the datum stands elsewhere, completed only then. */
  choice: 'leave' | 'complete'
  chosen: boolean
  /** By the plan: what becomes of its rows. */
  fate: ReactNode
  /** None of its rows changes: a law or a hold keeps all of them. */
  stays: boolean
  forwarded: boolean
}
type Shown = WishValues | null

/** Side by side what stands there and what would; places that do not agree are told apart before anybody reads a value. */
export function PlaceTable({
  number,
  places,
  values,
  leaves,
}: {
  number: number
  places: PlaceRow[]
  values: Shown
  leaves: boolean
}) {
  const t = useTranslations('corrections.desk')
  if (places.length === 0) return <p className="text-soft">{t('noPlace')}</p>
  return (
    <Table caption={t('caption', { number })} stack>
      <thead>
        <tr>
          <Th>{t('column.place')}</Th>
          <Th numeric>{t('column.rows')}</Th>
          <Th>{t('column.now')}</Th>
          <Th>{t('column.then')}</Th>
          {leaves && <Th>{t('column.leave')}</Th>}
        </tr>
      </thead>
      <tbody>
        {places.map((place) => (
          <Tr key={place.id}>
            <Td label={t('column.place')}>
              <span className="font-medium">{place.field}</span>
              <span className="block text-soft">
                {place.system} · {place.dataset}
              </span>
            </Td>
            <Td numeric label={t('column.rows')}>
              <Count value={place.rows} />
            </Td>
            <Td label={t('column.now')} long>
              <Now {...{ place, values }} />
            </Td>
            <Td label={t('column.then')} long>
              <Then {...{ place, values }} />
            </Td>
            {leaves && (
              <Td label={t('column.leave')}>
                <Leave place={place} />
              </Td>
            )}
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

/** Hidden, a value is a letter: the same letter stands for the same value. */
function Now({ place, values }: { place: PlaceRow; values: Shown }) {
  const t = useTranslations('corrections.desk')
  if (place.has === 'empty') return <span className="text-soft">{t('empty')}</span>
  if (!values) return <span>{t('value', { letter: letter(place.value) })}</span>
  return <bdi>{values.places[place.id] ?? t('empty')}</bdi>
}

function Then({ place, values }: { place: PlaceRow; values: Shown }) {
  const t = useTranslations('corrections.desk')
  if (place.forwarded) return <span className="text-soft">{t('forwarded')}</span>
  if (place.has === 'wished') return <span className="text-soft">{t('wished')}</span>
  return (
    <>
      {values && !place.stays && (place.choice === 'complete') === place.chosen && (
        <bdi className="block font-medium">{values.wanted}</bdi>
      )}
      {place.fate}
    </>
  )
}

/** 1 → A … 27 → AA. */
const letter = (value: number): string =>
  value > 26 ? letter(Math.floor((value - 1) / 26)) + letter(((value - 1) % 26) + 1) : String.fromCharCode(64 + value)

function Leave({ place }: { place: PlaceRow }) {
  const t = useTranslations('corrections.desk')
  if (place.forwarded || place.has === 'wished') return null
  return (
    <label className="inline-flex min-h-8 items-center gap-2 whitespace-nowrap">
      <input
        type="checkbox"
        name={`${place.choice}.${place.id}`}
        value="yes"
        defaultChecked={place.chosen}
        className="size-4 accent-action"
      />
      <span>
        {t(place.choice)}
        <span className="sr-only">
          : {place.system}, {place.dataset}, {place.field}
        </span>
      </span>
    </label>
  )
}
