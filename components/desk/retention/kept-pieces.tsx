import { useTranslations } from 'next-intl'
import { DateText } from '@/components/ui/date-text'
import { Count } from '@/components/ui/figures'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'
import { MATTER, type RetentionLabels } from './labels'
import { ProblemText, RuleName } from './tables'

type Piece = {
  id: string
  system: string
  dataset: string
  rule: string
  endsOn: string | null
  rows: number
  state: string
  problem: string | null
}

/** What an erasure left: each line with its rule and the day on which it may go. */
export function KeptPieces({ pieces, labels, today }: { pieces: Piece[]; labels: RetentionLabels; today: string }) {
  const t = useTranslations('retention.part')
  return (
    <Table caption={t('caption')} stack>
      <thead>
        <tr>
          <Th>{t('place')}</Th>
          <Th>{t('rule')}</Th>
          <Th>{t('end')}</Th>
          <Th numeric>{t('rows')}</Th>
          <Th>{t('state-column')}</Th>
        </tr>
      </thead>
      <tbody>
        {pieces.map((piece) => (
          <Tr key={piece.id}>
            <RowHead>{labels.datasets[piece.dataset] ?? piece.dataset}</RowHead>
            <Td label={t('rule')} long>
              {!piece.rule.startsWith(MATTER) && <RuleName rule={piece.rule} labels={labels} />}
            </Td>
            <Td label={t('end')}>{piece.endsOn ? <DateText value={piece.endsOn} today={today} /> : t('byMatter')}</Td>
            <Td label={t('rows')} numeric>
              <Count value={piece.rows} />
            </Td>
            <Td label={t('state-column')} long>
              {t(`state.${piece.state}`)}
              {piece.problem && (
                <span className="text-soft">
                  {' · '}
                  <ProblemText problem={piece.problem} />
                </span>
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}
