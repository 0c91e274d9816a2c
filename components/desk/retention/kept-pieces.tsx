import { useTranslations } from 'next-intl'
import { DateText } from '@/components/ui/date-text'
import { Count } from '@/components/ui/figures'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'
import type { KeptPiece } from '@/lib/domain/retention/kept-lines'
import { MATTER, type RetentionLabels } from './labels'
import { ProblemText, RuleName } from './tables'

/** What goes on one day by one rule stands on one line: a person asks when, not in which table. */
const together = (pieces: KeptPiece[]): KeptPiece[][] => [
  ...Map.groupBy(pieces, ({ endsOn, rule, state, problem }) => [endsOn, rule, state, problem].join('\n')).values(),
]

type Props = { pieces: KeptPiece[]; labels: RetentionLabels; today: string }

/** What an erasure left: the days on which it may go, each with its rule and the places. */
export function KeptPieces({ pieces, labels, today }: Props) {
  const t = useTranslations('retention.part')
  return (
    <Table caption={t('caption')} stack>
      <thead>
        <tr>
          <Th>{t('end')}</Th>
          <Th>{t('rule')}</Th>
          <Th>{t('place')}</Th>
          <Th numeric>{t('rows')}</Th>
          <Th>{t('state-column')}</Th>
        </tr>
      </thead>
      <tbody>
        {together(pieces).map((line) => (
          <KeptLine key={line[0]?.id} line={line} labels={labels} today={today} />
        ))}
      </tbody>
    </Table>
  )
}

function KeptLine({ line, labels, today }: { line: KeptPiece[]; labels: RetentionLabels; today: string }) {
  const t = useTranslations('retention.part')
  const [first] = line
  if (!first) return null
  const places = line.map(({ dataset }) => labels.datasets[dataset] ?? dataset)
  return (
    <Tr>
      <RowHead className="whitespace-nowrap">
        {first.endsOn ? <DateText value={first.endsOn} today={today} /> : t('byMatter')}
      </RowHead>
      <Td label={t('rule')} className="min-w-28">
        {!first.rule.startsWith(MATTER) && <RuleName rule={first.rule} labels={labels} />}
      </Td>
      <Td label={t('place')} long>
        {[...new Set(places)].join(', ')}
      </Td>
      <Td label={t('rows')} numeric>
        <Count value={line.reduce((sum, { rows }) => sum + rows, 0)} />
      </Td>
      <Td label={t('state-column')} long={first.problem !== null}>
        {t(`state.${first.state}`)}
        {first.problem && (
          <span className="text-soft">
            {' · '}
            <ProblemText problem={first.problem} />
          </span>
        )}
      </Td>
    </Tr>
  )
}
