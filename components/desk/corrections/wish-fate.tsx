import { useTranslations } from 'next-intl'
import { TextLink } from '@/components/ui/link-button'
import type { KeptAsItIs } from '@/lib/domain/plan/rectification-plan'

type Fate = { corrected: number; kept: { why: KeptAsItIs['why']; rows: number }[]; shared: number }

/** What the plan does with the rows of one place. */
export function WishFate({ place }: { place: Fate }) {
  const t = useTranslations('corrections.desk.fate')
  return (
    <>
      {place.corrected > 0 && <span className="block">{t('corrected', { rows: place.corrected })}</span>}
      {place.corrected > 0 && place.shared > 0 && (
        <span className="block">{t('shared', { rows: Math.min(place.shared, place.corrected) })}</span>
      )}
      {place.kept.map(({ why, rows }) => (
        <span key={JSON.stringify(why)} className="block text-soft">
          {why.code === 'issued-document' ? t('document', { rows, law: why.law }) : t('matter', { rows })}{' '}
          {why.code === 'matter' && <TextLink href={`/desk/holds/${why.matter}`}>{why.reference}</TextLink>}
        </span>
      ))}
    </>
  )
}
