import { useTranslations } from 'next-intl'
import { Badge, StatusMark, type StatusTone } from '@/components/ui/status-mark'
import type { Right } from '@/lib/domain/request/rights'
import type { ItemStatus, RequestStatus } from '@/lib/domain/request/status'

const requestTones: Record<RequestStatus, StatusTone> = {
  unconfirmed: 'waiting',
  identifying: 'open',
  discovering: 'working',
  deciding: 'open',
  approving: 'open',
  executing: 'working',
  closed: 'closed',
  refused: 'refused',
  withdrawn: 'closed',
  lapsed: 'closed',
}

/** A request's state in a shape and a word; one that waits for the DPO's word on identity stands out. */
export function RequestStatusMark({ status, identityWaits }: { status: RequestStatus; identityWaits?: boolean }) {
  const t = useTranslations('desk.status')
  if (status === 'identifying' && identityWaits) return <StatusMark tone="attention">{t('identityWaits')}</StatusMark>
  return <StatusMark tone={requestTones[status]}>{t(status)}</StatusMark>
}

const itemTones: Record<ItemStatus, StatusTone> = {
  waiting: 'waiting',
  discovering: 'working',
  planned: 'open',
  prepared: 'open',
  approved: 'working',
  'by-hand': 'open',
  done: 'closed',
  refused: 'refused',
  withdrawn: 'closed',
}

export function ItemStatusMark({ status }: { status: ItemStatus }) {
  const t = useTranslations('desk.itemStatus')
  return <StatusMark tone={itemTones[status]}>{t(status)}</StatusMark>
}

export function RightBadges({ rights }: { rights: Right[] }) {
  const t = useTranslations('desk.right')
  return (
    <span className="flex flex-wrap gap-1">
      {rights.map((right) => (
        <Badge key={right}>{t(right)}</Badge>
      ))}
    </span>
  )
}
