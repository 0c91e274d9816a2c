import { useTranslations } from 'next-intl'
import { Disclosure } from '@/components/ui/disclosure'
import { Notice } from '@/components/ui/notice'
import { StatusMark } from '@/components/ui/status-mark'
import type { MapFinding } from '@/lib/domain/data-map/check'
import { explainMapFinding } from '@/lib/domain/data-map/check-explained'

/** What map and systems disagree about, by the structure last read: said here and not when a person asks. */
export function MapFindings({ findings }: { findings: MapFinding[] }) {
  const t = useTranslations('admin.map')
  const blocks = findings.filter(({ severity }) => severity === 'blocks')
  const warns = findings.filter(({ severity }) => severity === 'warns')
  if (findings.length === 0) return <StatusMark tone="open">{t('agrees')}</StatusMark>
  return (
    <div className="grid gap-2">
      {blocks.length > 0 && (
        <Notice kind="warning" title={t('blocks', { count: blocks.length })} className="max-w-[70ch]">
          <p>{t('blocksText')}</p>
          <FindingLines findings={blocks} />
        </Notice>
      )}
      {warns.length > 0 && (
        <Disclosure summary={t('warns', { count: warns.length })}>
          <FindingLines findings={warns} />
        </Disclosure>
      )}
    </div>
  )
}

/** The sentences are written once, in English, for the desk and for the command line. */
export function FindingLines({ findings }: { findings: MapFinding[] }) {
  return (
    <ul lang="en" className="grid gap-1">
      {findings.map((finding) => {
        const { message, instead } = explainMapFinding(finding)
        return (
          <li key={`${finding.code} ${finding.dataset} ${finding.table} ${finding.column}`} className="wrap-anywhere">
            {message} <span className="text-soft">{instead}</span>
          </li>
        )
      })}
    </ul>
  )
}
