import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Down } from '@/components/request/down'
import { LinkGone } from '@/components/request/link-gone'
import { LinkStep } from '@/components/request/link-step'
import { publicActor } from '@/lib/auth/public-actor'
import { openLink } from '@/lib/workflow/open-follow-page'
import { askAgain, onFileStep } from '../../link-actions'
import { orDown } from '../../or-down'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.link'))('on-file.title') }
}

export default async function OnFilePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const link = await orDown(async () => openLink(await publicActor(), { token, purpose: 'on-file' }))
  if (!link) return <Down />
  const gone = <LinkGone action={askAgain} />
  return <LinkStep purpose="on-file" token={token} action={onFileStep} works={link.value.ok} gone={gone} />
}
