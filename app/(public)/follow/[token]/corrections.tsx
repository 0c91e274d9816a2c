import { getLocale, getTranslations } from 'next-intl/server'
import { EvidencePart, fileSaid, WishList } from '@/components/request/corrections-part'
import { askedData } from '@/components/request/datum-field'
import { Section } from '@/components/request/follow-view'
import { WishFormLater } from '@/components/request/later'
import { RestrictionPart, restrictionSaid } from '@/components/request/restriction-part'
import { countriesIn } from '@/components/transfer/countries'
import { plainDateInWords } from '@/lib/domain/letters/letter-dates'
import type { FollowCorrections, FollowWish } from '@/lib/queries/follow-corrections'
import { askRestrictionAction } from './restriction-action'
import { addWishAction } from './wish-actions'

type Said = string | string[] | undefined
type Props = { token: string; corrections: FollowCorrections; file: Said; restriction: Said }

/** What is to be corrected, what shows that it is right, and one more of either until it is signed. */
export async function Corrections({ token, corrections, file, restriction }: Props) {
  const t = await getTranslations('public.follow.corrections')
  const locale = (await getLocale()) === 'fr' ? 'fr' : 'en'
  const { data, wishes, files, open, decided } = corrections
  return (
    <Section title={t('title')}>
      <WishList
        decided={decided}
        wishes={wishes.map(({ datum, ...wish }) => ({
          ...wish,
          label: datum?.label[locale] ?? null,
          wanted: inWords({ datum, ...wish }, locale),
        }))}
      />
      {open && (
        <WishFormLater
          token={token}
          data={askedData(data, locale)}
          countries={data.some(({ input }) => input === 'country') ? countriesIn(locale) : []}
          count={wishes.length}
          action={addWishAction}
        />
      )}
      <EvidencePart {...{ token, files, open }} said={fileSaid(file)} />
      <RestrictionPart
        token={token}
        status={corrections.restriction}
        open={corrections.restrictable}
        said={restrictionSaid(restriction)}
        action={askRestrictionAction}
      />
    </Section>
  )
}

/** As one reads it, not as it is stored. */
function inWords({ datum, wanted }: Pick<FollowWish, 'datum' | 'wanted'>, locale: 'en' | 'fr'): string {
  if (datum?.input === 'country') return countriesIn(locale).find(({ code }) => code === wanted)?.name ?? wanted
  return datum?.input === 'date' ? plainDateInWords(wanted, locale) : wanted
}
