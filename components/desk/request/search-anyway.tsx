import { useTranslations } from 'next-intl'
import { ActionForm, type DeskAction } from '@/components/desk/action-form'
import { SubmitButton } from '@/components/ui/submit-button'
import type { SlowLookup } from '@/lib/domain/findings'
import type { Labels } from './labels'

/** Offered as what it is: slow, with the number of rows that would be read. */
export function SearchAnyway({
  lookups,
  labels,
  action,
  hidden,
}: {
  /** Empty while nobody knows whose the mailbox is. */
  lookups: SlowLookup[]
  labels: Labels
  /** Null for who may not decide it. */
  action: DeskAction | null
  hidden: { requestId: string; version: number }
}) {
  const t = useTranslations('desk.slow')
  return (
    <div className="grid max-w-[70ch] gap-3">
      <p>{t('text')}</p>
      <ul className="grid gap-1">
        {lookups.map(({ dataset, column, rows }) => (
          <li key={`${dataset} ${column}`}>
            {t('line', { dataset: labels.datasets[dataset]?.label ?? dataset, column, rows })}
          </li>
        ))}
      </ul>
      <p className="text-soft">{t('index')}</p>
      {action ? (
        <ActionForm action={action} hidden={hidden}>
          <SubmitButton variant="quiet" pendingLabel={t('pending')}>
            {t('anyway')}
          </SubmitButton>
        </ActionForm>
      ) : (
        <p className="text-soft">{t('onlyDpo')}</p>
      )}
    </div>
  )
}
