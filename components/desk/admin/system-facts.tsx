import { useTranslations } from 'next-intl'
import { DateText } from '@/components/ui/date-text'
import { DescriptionList, Fact } from '@/components/ui/description-list'
import type { DatabaseKind } from '@/lib/domain/data-map/types'
import { SystemStateMark } from './system-marks'

type Facts = {
  key: string
  kind: DatabaseKind
  address: { host: string; port: number; database: string; user: string; tls: string; replica?: string }
  state: 'unknown' | 'reachable' | 'unreachable'
  checkedAt: string | null
  inspectedAt: string | null
  serverVersion: string | null
  inMap: boolean
}

function serverName(kind: DatabaseKind, version: string): string {
  if (kind === 'postgresql') return `PostgreSQL ${version}`
  return /mariadb/i.test(version) ? `MariaDB ${version.replace(/-MariaDB.*/i, '')}` : `MySQL ${version}`
}

export function SystemFacts({ system, today }: { system: Facts; today: string }) {
  const t = useTranslations('admin')
  const { address } = system
  return (
    <DescriptionList>
      <Fact term={t('system.facts.state')}>
        <SystemStateMark state={system.state} />
        {system.checkedAt && (
          <span className="text-soft">
            {' · '}
            <DateText value={system.checkedAt} today={today} clock />
          </span>
        )}
      </Fact>
      <Fact term={t('system.facts.address')}>
        <span className="wrap-anywhere">
          {address.host}:{address.port}/{address.database}
        </span>
      </Fact>
      {address.replica && (
        <Fact term={t('connect.replica')}>
          <span className="wrap-anywhere">{address.replica}</span>
        </Fact>
      )}
      <Fact term={t('system.facts.user')}>{address.user}</Fact>
      <Fact term={t('system.facts.tls')}>{t(`connect.tlsMode.${address.tls}`)}</Fact>
      {system.serverVersion && (
        <Fact term={t('system.facts.server')}>{serverName(system.kind, system.serverVersion)}</Fact>
      )}
      <Fact term={t('system.facts.inspected')}>
        {system.inspectedAt ? <DateText value={system.inspectedAt} today={today} clock /> : t('systems.never')}
      </Fact>
      <Fact term={t('system.facts.key')}>
        {system.inMap ? <code>{system.key}</code> : t('system.facts.notInMap', { key: system.key })}
      </Fact>
    </DescriptionList>
  )
}
