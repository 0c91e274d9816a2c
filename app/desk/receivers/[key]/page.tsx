import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Section } from '@/components/desk/request/section'
import { ReceiverFacts, SentThere } from '@/components/desk/transfers/receiver-sheet'
import { TextLink } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { may } from '@/lib/domain/request/status'
import { officeToday } from '@/lib/queries/office'
import { receiver } from '@/lib/queries/receivers'
import { SaidBy } from '../../said-by'
import { ReceiverActs } from './receiver-acts'

type Props = { params: Promise<{ key: string }>; searchParams: Promise<{ said?: string | string[] }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await receiver(await requireStaff(), (await params).key)
  return { title: found?.name }
}

export default async function ReceiverPage({ params, searchParams }: Props) {
  const actor = await requireStaff()
  const [{ key }, { said }] = await Promise.all([params, searchParams])
  const [t, found, { today, timeZone }] = await Promise.all([
    getTranslations('transfers'),
    receiver(actor, key),
    officeToday(),
  ])
  if (!found) notFound()
  const { failure } = found
  return (
    <>
      <PageHeader
        above={<TextLink href="/desk/receivers">{t('receiver.back')}</TextLink>}
        title={<span className="wrap-anywhere">{found.name}</span>}
      />
      <SaidBy code={said} area="transfers.receiver.said" />
      <div className="grid gap-10">
        {failure && !found.disabledAt && (
          <Notice kind="warning" title={t('receivers.state.failed')}>
            <p>{t.has(`problem.${failure}`) ? t(`problem.${failure}`) : t('problem.other')}</p>
          </Notice>
        )}
        <ReceiverFacts receiver={found} today={today.toString()} timeZone={timeZone} />
        {may(actor, 'manageReceivers') && !found.disabledAt && <ReceiverActs receiver={found} />}
        <Section id="deliveries" title={t('receiver.deliveries')}>
          <SentThere deliveries={found.deliveries} timeZone={timeZone} />
        </Section>
      </div>
    </>
  )
}
