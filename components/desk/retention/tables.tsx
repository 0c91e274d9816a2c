import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DateText, useLocaleTag } from '@/components/ui/date-text'
import { Count } from '@/components/ui/figures'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'
import type { EndedFollowUp, EndingLine, LateLine, WaitingFollowUp } from '@/lib/domain/retention/kept-lines'
import { MATTER, type RetentionLabels, spokenPeriod } from './labels'

/** Beside the drawing: the same numbers, by place and rule. */
export function EndingTable({ when, lines, labels }: { when: string; lines: EndingLine[]; labels: RetentionLabels }) {
  const t = useTranslations('retention.list')
  const locale = useLocaleTag()
  return (
    <Table caption={t('caption', { when })} stack>
      <thead>
        <tr>
          <Th>{t('month')}</Th>
          <Th>{t('place')}</Th>
          <Th>{t('rule')}</Th>
          <Th numeric>{t('rows')}</Th>
          <Th numeric>{t('requests')}</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Tr key={`${line.month} ${line.dataset} ${line.rule}`}>
            <RowHead>{spokenPeriod(line.month, locale)}</RowHead>
            <Td label={t('place')} long>
              {labels.datasets[line.dataset] ?? line.dataset}
            </Td>
            <Td label={t('rule')} long>
              <RuleName rule={line.rule} labels={labels} />
            </Td>
            <Td label={t('rows')} numeric>
              <Count value={line.rows} />
            </Td>
            <Td label={t('requests')} numeric>
              <Count value={line.requests} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

export function RuleName({ rule, labels }: { rule: string; labels: RetentionLabels }) {
  const t = useTranslations('retention.overdue')
  if (rule.startsWith(MATTER)) return t('matter')
  return (
    <Link href={`/desk/rules/${rule}`} className="prose-link">
      {labels.rules[rule] ?? rule}
    </Link>
  )
}

/** Why something is still there, in a sentence. */
export function ProblemText({ problem }: { problem: string }) {
  const t = useTranslations('retention.problem')
  return t.has(problem) ? t(problem) : t('other', { problem })
}

export function LateTable({ lines, labels, today }: { lines: LateLine[]; labels: RetentionLabels; today: string }) {
  const t = useTranslations('retention.overdue')
  return (
    <Table caption={t('caption')} stack>
      <thead>
        <tr>
          <Th>{t('request')}</Th>
          <Th>{t('place')}</Th>
          <Th>{t('rule')}</Th>
          <Th>{t('ended')}</Th>
          <Th numeric>{t('rows')}</Th>
          <Th>{t('why')}</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Tr key={`${line.requestId} ${line.system} ${line.dataset} ${line.rule} ${line.endedOn}`}>
            <RowHead>
              <RequestLink {...line} />
            </RowHead>
            <Td label={t('place')} long>
              {labels.datasets[line.dataset] ?? line.dataset}
              <span className="text-soft"> · {labels.systems[line.system] ?? line.system}</span>
            </Td>
            <Td label={t('rule')} long>
              <RuleName rule={line.rule} labels={labels} />
            </Td>
            <Td label={t('ended')}>{line.endedOn && <DateText value={line.endedOn} today={today} />}</Td>
            <Td label={t('rows')} numeric>
              <Count value={line.rows} />
            </Td>
            <Td label={t('why')} long>
              {line.problem ? <ProblemText problem={line.problem} /> : <span className="text-soft">{t('today')}</span>}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

const RequestLink = ({ requestId, reference }: { requestId: string; reference: string }) => (
  <Link href={`/desk/requests/${requestId}#kept`} className="prose-link whitespace-nowrap">
    {reference}
  </Link>
)

export function WaitingTable({ lines, labels }: { lines: WaitingFollowUp[]; labels: RetentionLabels }) {
  const [t, counts] = [useTranslations('retention.waiting'), useTranslations('retention.followUp')]
  return (
    <Table caption={t('caption')} stack>
      <thead>
        <tr>
          <Th>{t('request')}</Th>
          <Th>{t('system')}</Th>
          <Th>{t('why')}</Th>
          <Th>{t('rows')}</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Tr key={line.planId}>
            <RowHead>
              <RequestLink {...line} />
            </RowHead>
            <Td label={t('system')} long>
              {labels.systems[line.system] ?? line.system}
            </Td>
            <Td label={t('why')} long>
              <ProblemText problem={line.waitsFor ?? 'came-back'} />
            </Td>
            <Td label={t('rows')}>{counts('counts', { deleted: line.deleted, cleared: line.cleared })}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

export function EndedTable({
  lines,
  labels,
  timeZone,
}: {
  lines: EndedFollowUp[]
  labels: RetentionLabels
  timeZone: string
}) {
  const [t, counts] = [useTranslations('retention.ended'), useTranslations('retention.followUp')]
  return (
    <Table caption={t('caption')} stack>
      <thead>
        <tr>
          <Th>{t('request')}</Th>
          <Th>{t('system')}</Th>
          <Th>{t('why')}</Th>
          <Th>{t('when')}</Th>
          <Th>{t('rows')}</Th>
          <Th>{t('proof')}</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Tr key={line.planId}>
            <RowHead>
              <RequestLink {...line} />
            </RowHead>
            <Td label={t('system')} long>
              {labels.systems[line.system] ?? line.system}
            </Td>
            <Td label={t('why')} long>
              {t(`cause.${line.cause}`)}
            </Td>
            <Td label={t('when')}>
              <DateText value={line.closedAt} timeZone={timeZone} />
            </Td>
            <Td label={t('rows')}>{counts('counts', { deleted: line.deleted, cleared: line.cleared })}</Td>
            <Td label={t('proof')}>
              {/* A file, not a page: the router must not fetch it. */}
              <a className="prose-link" href={`/desk/requests/${line.requestId}/certificate?follow-up=${line.planId}`}>
                PDF
              </a>{' '}
              <a
                className="prose-link"
                href={`/desk/requests/${line.requestId}/certificate?follow-up=${line.planId}&format=json`}
              >
                JSON
              </a>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}
