import { useTranslations } from 'next-intl'
import { StatusMark, type StatusTone } from '@/components/ui/status-mark'
import type { TableMark } from '@/lib/domain/data-map/table-marks'

const stateTones = { unknown: 'waiting', reachable: 'open', unreachable: 'attention' } as const

export function SystemStateMark({ state }: { state: keyof typeof stateTones }) {
  const t = useTranslations('admin.systems.state')
  return <StatusMark tone={stateTones[state]}>{t(state)}</StatusMark>
}

const markTones: Record<Exclude<TableMark, 'nobody'>, StatusTone> = {
  mapped: 'open',
  exempt: 'closed',
  overlooked: 'attention',
}

export function TableMarkWord({ mark }: { mark: TableMark }) {
  const t = useTranslations('admin.system.mark')
  if (mark === 'nobody') return <span className="text-soft">{t(mark)}</span>
  return (
    <StatusMark tone={markTones[mark]} className="whitespace-normal">
      {t(mark)}
    </StatusMark>
  )
}
