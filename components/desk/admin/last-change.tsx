import { useTranslations } from 'next-intl'
import { DateText } from '@/components/ui/date-text'

/** Who turned a setting last. */
export function LastChange({ changed }: { changed: { at: string; by: string | null } | null }) {
  const t = useTranslations('admin.settings')
  if (!changed) return <p className="text-soft text-sm">{t('never')}</p>
  return (
    <p className="text-soft text-sm">
      {t.rich('changed', { who: changed.by ?? t('somebody'), when: () => <DateText value={changed.at} clock /> })}
    </p>
  )
}
