import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CodeGate } from '@/components/request/code-gate'
import { Down } from '@/components/request/down'
import { downloadProblems } from '@/components/request/download-problem'
import { FollowItems, FollowLetters, FollowSummary, Section } from '@/components/request/follow-view'
import { LinkGone } from '@/components/request/link-gone'
import { PackageBox } from '@/components/request/package-box'
import { WithdrawForm } from '@/components/request/withdraw-form'
import { SubmitButton } from '@/components/ui/submit-button'
import { publicActor } from '@/lib/auth/public-actor'
import { subjectActor } from '@/lib/auth/subject-session'
import { followCorrections } from '@/lib/queries/follow-corrections'
import { followPage } from '@/lib/queries/follow-page'
import { followRecipients } from '@/lib/queries/follow-recipients'
import { followTransfer } from '@/lib/queries/follow-transfer'
import { openFollowPage } from '@/lib/workflow/open-follow-page'
import { askAgain } from '../../link-actions'
import { orDown } from '../../or-down'
import { closePage, mailPackageCode, passGate, withdraw } from './actions'
import { Corrections } from './corrections'
import { Recipients } from './recipients'
import { Transfer } from './transfer'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.follow'))('title') }
}

type FollowPageProps = {
  params: Promise<{ token: string }>
  searchParams: Promise<{
    download?: string | string[]
    of?: string | string[]
    file?: string | string[]
    restriction?: string | string[]
  }>
}

/** Null: the link does not work. `page` null: it does, and no code was given yet. */
async function look(token: string) {
  const link = await openFollowPage(await publicActor(), { token })
  if (!link.ok) return null
  const actor = await subjectActor(link)
  const [page, corrections, transfer, recipients] = await Promise.all([
    followPage(actor),
    followCorrections(actor),
    followTransfer(actor),
    followRecipients(actor),
  ])
  return { page, corrections, transfer, recipients }
}

/** The link alone shows a door; the code opens it. */
export default async function PersonPage({ params, searchParams }: FollowPageProps) {
  const { token } = await params
  const found = await orDown(() => look(token))
  if (!found) return <Down />
  if (!found.value) return <LinkGone action={askAgain} />
  const { page, corrections, transfer, recipients } = found.value
  if (!page) return <CodeGate token={token} action={passGate} />
  const { download, of, file, restriction } = await searchParams
  const problem = downloadProblems.find((code) => code === download)
  const problemOf = ({ right }: { right: string }) => (right === of || page.packages.length === 1 ? problem : undefined)
  const withdrawable = page.items.filter((item) => item.withdrawable).map((item) => item.right)
  const t = await getTranslations('public.follow')
  return (
    <>
      <FollowSummary page={page} />
      <FollowItems items={page.items} />
      {corrections && <Corrections {...{ token, corrections, file, restriction }} />}
      {transfer && <Transfer {...{ token, transfer }} timeZone={page.timeZone} />}
      {page.packages.map((found) => (
        <Section key={found.right} title={t(`package.title.${found.right}`)}>
          <PackageBox found={found} token={token} action={mailPackageCode} problem={problemOf(found)} />
        </Section>
      ))}
      <Recipients recipients={recipients} timeZone={page.timeZone} />
      <FollowLetters letters={page.letters} />
      <WithdrawForm token={token} rights={withdrawable} action={withdraw} />
      <form action={closePage} className="mt-12 flex flex-wrap items-center gap-x-4 gap-y-1">
        <input type="hidden" name="token" value={token} />
        <SubmitButton variant="quiet">{t('close')}</SubmitButton>
        <span className="text-soft">{t('closeHint')}</span>
      </form>
    </>
  )
}
