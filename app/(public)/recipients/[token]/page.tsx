import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NoticePage } from '@/components/recipients/notice-page'
import { MessagesFor } from '@/components/shell/messages-for'
import { noticeStep } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('recipients.page'))('title') }
}

export default async function RecipientPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  return (
    <MessagesFor areas={['common', 'recipients']}>
      <NoticePage token={token} action={noticeStep} />
    </MessagesFor>
  )
}
