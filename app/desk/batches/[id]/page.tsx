import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Section } from '@/components/desk/request/section'
import { BatchDecision, BatchFacts, EndBatch } from '@/components/desk/transfers/batch-sheet'
import { DeliveryLine } from '@/components/desk/transfers/delivery-line'
import { TextLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { may } from '@/lib/domain/request/status'
import { type BatchLine, batch } from '@/lib/queries/batches'
import { officeToday } from '@/lib/queries/office'
import { SaidBy } from '../../said-by'
import { decideBatchAction, endBatchAction, retryRunAction } from '../actions'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ said?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transfers.batch'))('title') }
}

export default async function BatchPage({ params, searchParams }: Props) {
  const actor = await requireStaff('seeBatches')
  const [{ id }, { said }] = await Promise.all([params, searchParams])
  const [t, order, { today, timeZone }] = await Promise.all([
    getTranslations('transfers.batch'),
    batch(actor, id),
    officeToday(),
  ])
  if (!order) notFound()
  const hidden = { batchId: order.id, version: order.version }
  return (
    <>
      <PageHeader
        above={<TextLink href="/desk/batches">{t('back')}</TextLink>}
        title={t('head', { controller: order.controller })}
        next={order.status === 'ordered' ? t('waits') : undefined}
      />
      <SaidBy code={said} area="transfers.batch.said" />
      <div className="grid gap-10">
        <BatchFacts batch={order} today={today.toString()} />
        {order.status === 'ordered' && may(actor, 'acceptBatch') && (
          <Section id="answer" title={t('answer')}>
            <BatchDecision action={decideBatchAction} hidden={hidden} people={order.people} />
          </Section>
        )}
        <Runs order={order} timeZone={timeZone} retries={may(actor, 'manageReceivers')} />
        {['ordered', 'accepted', 'running'].includes(order.status) && (
          <EndBatch action={endBatchAction} hidden={hidden} />
        )}
      </div>
    </>
  )
}

async function Runs({ order, timeZone, retries }: { order: BatchLine; timeZone: string; retries: boolean }) {
  const t = await getTranslations('transfers.batch')
  if (order.runs.length === 0) return null
  const receiver = { name: order.receiver, country: order.country }
  return (
    <Section id="runs" title={t('runs')}>
      <ul className="divide-y divide-rule">
        {order.runs.map((run) => (
          <li key={run.id} className="py-row">
            <DeliveryLine
              delivery={run}
              {...{ receiver, timeZone }}
              retry={
                retries
                  ? { action: retryRunAction, hidden: { batchId: order.id, deliveryId: run.id, version: run.version } }
                  : null
              }
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}
