import { getLocale, getTranslations } from 'next-intl/server'
import { mapLanguage, wordsOf } from '@/components/desk/admin/map-words'
import { DateText } from '@/components/ui/date-text'
import { TextLink } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import type { PendingChange } from '@/lib/queries/rules'

/** What would protect less from tomorrow on: seen by everybody at the desk, since each may take it back. */
export async function ChangesWaiting({ pending, className }: { pending: PendingChange[]; className?: string }) {
  const [t, locale] = await Promise.all([getTranslations('rules'), getLocale()])
  if (pending.length === 0) return null
  return (
    <Notice kind="warning" title={t('list.pending', { count: pending.length })} className={className}>
      <ul>
        {pending.map(({ shown: { rule }, at, change }) => (
          <li key={rule.key}>
            <TextLink href={`/desk/rules/${rule.key}`}>{wordsOf(rule.name, mapLanguage(locale))}</TextLink>:{' '}
            {t(`pending.${change}`, { version: rule.version })} <DateText value={at} clock />
          </li>
        ))}
      </ul>
    </Notice>
  )
}
