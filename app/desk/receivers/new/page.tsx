import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ReceiverForm } from '@/components/desk/transfers/receiver-form'
import { MessagesFor } from '@/components/shell/messages-for'
import { countriesIn } from '@/components/transfer/countries'
import { TextLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { receiverAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transfers.receiver'))('titleNew') }
}

export default async function NewReceiverPage() {
  await requireStaff('manageReceivers')
  const [t, locale] = await Promise.all([getTranslations('transfers.receiver'), getLocale()])
  return (
    <>
      <PageHeader
        above={<TextLink href="/desk/receivers">{t('back')}</TextLink>}
        title={t('titleNew')}
        next={t('leadNew')}
      />
      <MessagesFor areas={['common', 'transfers']}>
        <ReceiverForm action={receiverAction} countries={countriesIn(locale)} />
      </MessagesFor>
    </>
  )
}
