import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Down } from '@/components/request/down'
import { LinkGone } from '@/components/request/link-gone'
import { LinkStep } from '@/components/request/link-step'
import { publicActor } from '@/lib/auth/public-actor'
import { openLink } from '@/lib/workflow/open-follow-page'
import { askAgain, notMeStep } from '../../link-actions'
import { orDown } from '../../or-down'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.link'))('not-me.title') }
}

export default async function NotMePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const link = await orDown(async () => openLink(await publicActor(), { token, purpose: 'not-me' }))
  if (!link) return <Down />
  const gone = <LinkGone action={askAgain} />
  return <LinkStep purpose="not-me" token={token} action={notMeStep} works={link.value.ok} gone={gone} />
}
