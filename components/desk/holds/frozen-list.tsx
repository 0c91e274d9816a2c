import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { RequestStatusMark } from '@/components/desk/request-marks'
import { Count } from '@/components/ui/figures'
import type { RequestStatus } from '@/lib/domain/request/status'

type FrozenListProps = {
  plans: number
  requests: { id: string; reference: string; status: RequestStatus }[]
  frozen: { dataset: string; rows: number }[]
  labels: { datasets: Record<string, { label: string }> }
}

/** Which requests a matter holds back, and how many records of which kind. */
export function FrozenList({ plans, requests, frozen, labels }: FrozenListProps) {
  const t = useTranslations('holds.frozen')
  if (plans === 0) return <p className="max-w-measure text-soft">{t('nothing')}</p>
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      <div>
        <h3 className="font-semibold">{t('requests', { count: plans })}</h3>
        <ul>
          {requests.map(({ id, reference, status }) => (
            <li key={id} className="flex justify-between gap-4 border-rule border-b py-row">
              <Link href={`/desk/requests/${id}`} className="prose-link">
                {reference}
              </Link>
              <RequestStatusMark status={status} />
            </li>
          ))}
        </ul>
        {plans > requests.length && <p className="mt-1 text-soft">{t('more', { count: plans - requests.length })}</p>}
      </div>
      <div>
        <h3 className="font-semibold">{t('records')}</h3>
        <ul>
          {frozen.map(({ dataset, rows }) => (
            <li key={dataset} className="flex justify-between gap-4 border-rule border-b py-row">
              <span>{labels.datasets[dataset]?.label ?? dataset}</span>
              <Count value={rows} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
