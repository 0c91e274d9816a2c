import { useTranslations } from 'next-intl'
import { CountryName } from '@/components/ui/country-name'
import { DateText } from '@/components/ui/date-text'
import { ADEQUACY_READ_ON, type AdequacyDecision, adequacyOf, decisionFor } from '@/lib/domain/adequacy'

type Said = { country: string; on: string; listedOn: string | null }

/** A country with what the Commission has decided about it, on which day, and by which state of our table. */
export function CountrySaid({ country, on, listedOn, brief }: Said & { brief?: boolean }) {
  const t = useTranslations('transfers.country')
  return (
    <>
      <span className="font-medium">
        <CountryName code={country} />
      </span>
      <span className="text-soft">
        {' – '}
        <Decision {...{ country, on, listedOn }} />
        {!brief && <> {t.rich('readOn', { date: () => <DateText value={ADEQUACY_READ_ON} /> })}</>}
      </span>
    </>
  )
}

function Decision({ country, on, listedOn }: Said) {
  const t = useTranslations('transfers.country')
  const adequacy = adequacyOf({ country, on, listedOn })
  const decision = decisionFor(country, on)
  if (adequacy === 'eea' || !decision) return t(adequacy === 'eea' ? 'eea' : 'other')
  return t.rich(wordsFor(decision, listedOn !== null && listedOn <= on), {
    decision: decision.decision,
    date: () => <DateText value={decision.from} />,
    until: () => (decision.until ? <DateText value={decision.until} /> : null),
    listed: () => (listedOn ? <DateText value={listedOn} /> : null),
  })
}

function wordsFor({ condition, until }: AdequacyDecision, listed: boolean): string {
  if (condition === 'dpf') return listed ? 'dpf' : 'dpfMissing'
  return condition ?? (until ? 'adequateUntil' : 'adequate')
}
