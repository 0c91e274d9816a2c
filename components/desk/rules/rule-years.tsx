import { useTranslations } from 'next-intl'
import { DateText } from '@/components/ui/date-text'
import { Count } from '@/components/ui/figures'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'
import type { KeptYear } from '@/lib/domain/hold-rules/kept-years'

/** Counts by year of the office's own documents, and until when the rule keeps each. */
export function RuleYears({ years, dataset, partly }: { years: KeptYear[]; dataset: string; partly: boolean }) {
  const t = useTranslations('rules.example')
  if (years.length === 0) return <p>{t('nothing')}</p>
  return (
    <div className="grid max-w-[40rem] gap-2">
      <Table caption={t('caption', { dataset })}>
        <thead>
          <tr>
            <Th>{t('year')}</Th>
            <Th numeric>{t('rows')}</Th>
            <Th>{t('until')}</Th>
          </tr>
        </thead>
        <tbody>
          {years.map(({ year, count, until, over }) => (
            <Tr key={year ?? 'none'}>
              <RowHead>{year ?? '–'}</RowHead>
              <Td numeric>
                <Count value={count} />
              </Td>
              <Td>
                {until === null ? t('noDate') : <DateText value={until} />}
                {over && <span className="text-soft"> · {t('over')}</span>}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      {partly && <p className="text-soft">{t('notCovered')}</p>}
    </div>
  )
}
