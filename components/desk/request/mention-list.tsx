import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Count } from '@/components/ui/figures'
import type { Labels } from './labels'

type MentionRow = { system: string; dataset: string; field: string; count: number }

/** Where other people's records name the person; the texts only on demand. */
export function MentionList({
  rows,
  labels,
  reader,
}: {
  rows: MentionRow[]
  labels: Labels
  /** Where the colleague may read personal data. */
  reader?: (system: string, dataset: string, field: string) => ReactNode
}) {
  const t = useTranslations('desk.mentions')
  return (
    <>
      <p className="max-w-[70ch] text-soft">{t('text')}</p>
      <ul className="mt-3 divide-y divide-rule border-rule border-y">
        {rows.map(({ system, dataset, field, count }) => (
          <li key={`${system} ${dataset} ${field}`} className="py-row">
            <p>
              <span className="font-semibold">{labels.datasets[dataset]?.label ?? dataset}</span>,{' '}
              {labels.datasets[dataset]?.fields[field] ?? field}{' '}
              <span className="text-soft">({labels.systems[system] ?? system})</span>: <Count value={count} />{' '}
              {t('rows', { count })}
            </p>
            {reader?.(system, dataset, field)}
          </li>
        ))}
      </ul>
    </>
  )
}
