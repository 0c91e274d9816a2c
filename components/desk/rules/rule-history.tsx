import { useTranslations } from 'next-intl'
import { DateText } from '@/components/ui/date-text'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'
import { spellPeriod } from '@/lib/domain/hold-rules/explain'
import type { ShownRule } from '@/lib/domain/hold-rules/shown-rule'
import type { MapLanguage } from '../admin/map-words'

/** Every version that ever stood: who wrote it and why, and what became of it. */
export function RuleHistory({ versions, language }: { versions: ShownRule[]; language: MapLanguage }) {
  const t = useTranslations('rules')
  return (
    <Table caption={t('versionsCaption')} stack>
      <thead>
        <tr>
          <Th>{t('fact.version')}</Th>
          <Th>{t('fact.since')}</Th>
          <Th>{t('fact.period')}</Th>
          <Th>{t('history.by')}</Th>
          <Th>{t('history.reason')}</Th>
        </tr>
      </thead>
      <tbody>
        {versions.map((line) => (
          <Tr key={line.rule.version}>
            <RowHead>
              {line.rule.version} · {t(`state.${line.state}`)}
            </RowHead>
            <Td label={t('fact.since')}>
              <DateText value={line.effectiveAt} />
            </Td>
            <Td label={t('fact.period')}>
              {spellPeriod(line.rule.period, language)} {t(`from.${line.rule.start}`)}
            </Td>
            <Td label={t('history.by')}>{line.by ?? t('history.product')}</Td>
            <Td label={t('history.reason')}>
              {line.reason ?? '–'}
              <Ending line={line} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

function Ending({ line }: { line: ShownRule }) {
  const t = useTranslations('rules.history')
  if (line.cancelledAt)
    return (
      <p className="text-soft">
        {t('cancelled', { by: line.cancelledBy ?? '?' })} <DateText value={line.cancelledAt} />
      </p>
    )
  if (!line.retiredAt) return null
  return (
    <p className="text-soft">
      {t('retiring', { by: line.retiredBy ?? '?' })} <DateText value={line.retiredAt} />
      {line.retireReason && `: ${line.retireReason}`}
    </p>
  )
}
