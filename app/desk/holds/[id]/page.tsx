import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { FrozenList } from '@/components/desk/holds/frozen-list'
import { HoldStatus } from '@/components/desk/holds/holds-table'
import { Section } from '@/components/desk/request/section'
import { Said } from '@/components/desk/said'
import { DateText } from '@/components/ui/date-text'
import { DescriptionList, Fact } from '@/components/ui/description-list'
import { TextLink } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { type Hold, hold } from '@/lib/queries/holds'
import { newestMap, officeToday } from '@/lib/queries/office'
import { mapLabels } from '../../requests/[id]/map-labels'
import { HoldActs } from './hold-acts'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ said?: string | string[] }> }
type Labels = ReturnType<typeof mapLabels>

/** Once a page, for its title and for itself. */
const shownHold = cache(hold)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const actor = await requireStaff()
  return { title: (await shownHold(actor, (await params).id))?.reference }
}

export default async function HoldPage({ params, searchParams }: Props) {
  const actor = await requireStaff()
  const [{ id }, { said }] = await Promise.all([params, searchParams])
  const found = await shownHold(actor, id)
  if (!found) notFound()
  const [t, locale, newest, { today }] = await Promise.all([
    getTranslations('holds'),
    getLocale(),
    newestMap(),
    officeToday(),
  ])
  const labels = mapLabels(newest?.map, locale)
  return (
    <>
      <PageHeader
        above={<TextLink href="/desk/holds">{t('back')}</TextLink>}
        title={found.words?.name ?? found.reference}
        next={t('headline', { kind: t(`kind.${found.kind}`), reference: found.reference })}
        actions={<HoldStatus status={found.status} reviewDue={found.reviewDue} />}
      />
      {typeof said === 'string' && t.has(`said.${said}`) && (
        <Said ok={!['conflict', 'wrong-status'].includes(said)}>{t(`said.${said}`)}</Said>
      )}
      {found.unasked.length > 0 && (
        <Notice kind="warning" title={t('unasked.title')} className="mb-6">
          <p>{t('unasked.text', { systems: found.unasked.map((key) => labels.systems[key] ?? key).join(', ') })}</p>
        </Notice>
      )}
      <div className="grid max-w-[56rem] gap-8">
        <Section id="scope" title={t('page.scope')}>
          <Scope found={found} labels={labels} today={today.toString()} />
        </Section>
        <Section id="frozen" title={t('page.frozen')}>
          <FrozenList {...found} labels={labels} />
        </Section>
        <Section id="acts" title={t('page.acts')}>
          <HoldActs actor={actor} found={found} today={today} />
        </Section>
      </div>
    </>
  )
}

async function Scope({ found, labels, today }: { found: Hold; labels: Labels; today: string }) {
  const t = await getTranslations('holds')
  const named = [
    ...found.systems.map((key) => labels.systems[key] ?? key),
    ...found.datasets.map((key) => labels.datasets[key]?.label ?? key),
  ]
  const { from, to, words } = found
  return (
    <DescriptionList>
      <Fact term={t('page.people')}>
        {found.people === null
          ? t('scope.everybody')
          : found.status === 'lifted'
            ? t('page.forgotten')
            : t('scope.people', { count: found.people })}
      </Fact>
      <Fact term={t('page.places')}>{named.length > 0 ? named.join(', ') : t('scope.everywhere')}</Fact>
      {(from || to) && (
        <Fact term={t('page.dates')}>
          {from && (
            <>
              {t('page.from')} <DateText value={from} />{' '}
            </>
          )}
          {to && (
            <>
              {t('page.to')} <DateText value={to} />
            </>
          )}
        </Fact>
      )}
      {words && (
        <Fact term={t('form.reason')}>
          <p className="max-w-[70ch] whitespace-pre-line wrap-anywhere">{words.reason}</p>
        </Fact>
      )}
      <Course found={found} today={today} />
    </DescriptionList>
  )
}

/** Who did what when, and when it is looked at again. */
async function Course({ found, today }: { found: Hold; today: string }) {
  const t = await getTranslations('holds')
  return (
    <>
      <Fact term={t('form.told')}>{t(`form.tell.${found.told}`)}</Fact>
      <Fact term={t('page.placed')}>
        <By act={found.placed} today={today} />
      </Fact>
      {found.reviewed && (
        <Fact term={t('page.reviewed')}>
          <By act={found.reviewed} today={today} />
        </Fact>
      )}
      {found.liftProposed && (
        <Fact term={t('page.proposed')}>
          <By act={found.liftProposed} today={today} />
        </Fact>
      )}
      {found.lifted ? (
        <Fact term={t('page.lifted')}>
          <By act={found.lifted} today={today} />
        </Fact>
      ) : (
        <Fact term={t('page.review')}>
          <DateText value={found.reviewOn} today={today} />
        </Fact>
      )}
    </>
  )
}

async function By({ act, today }: { act: Hold['placed']; today: string }) {
  const t = await getTranslations('holds')
  if (!act) return null
  return (
    <>
      {act.name ?? t('page.former')}, <DateText value={act.at} today={today} clock />
    </>
  )
}
