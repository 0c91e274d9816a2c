import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { HoldLine } from '@/components/desk/holds/hold-line'
import { AccessSheet } from '@/components/desk/plan/access-sheet'
import { BlockList, WarningList } from '@/components/desk/plan/block-list'
import { ByHandSystems } from '@/components/desk/plan/by-hand-systems'
import { ErasureSheet } from '@/components/desk/plan/erasure-sheet'
import { Forwarded } from '@/components/desk/plan/forwarded'
import type { PlanWords } from '@/components/desk/plan/plan-words'
import { DateText } from '@/components/ui/date-text'
import { DueMark } from '@/components/ui/due-mark'
import { EmptyState } from '@/components/ui/empty-state'
import { TextLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { Tabs } from '@/components/ui/tabs'
import { requireStaff } from '@/lib/auth/staff-session'
import type { StaffActor } from '@/lib/domain/actor'
import { sumErasure } from '@/lib/domain/plan/explain'
import type { PlanDocument } from '@/lib/domain/plan/types'
import { may, openStatuses, permits } from '@/lib/domain/request/status'
import { type DeskItem, type DeskPlan, type DeskRequest, deskRequest } from '@/lib/queries/desk-request'
import { rulesNamed } from '@/lib/queries/desk-rules'
import { holdsNamed, mattersOf } from '@/lib/queries/holds'
import { mapOfVersion } from '@/lib/queries/office'
import { mapLabels } from '../map-labels'
import { SaidLine } from '../said-line'
import { leaveOutAction, putBackAction } from './actions'
import { SignPart } from './sign-part'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<{ item?: string | string[]; said?: string | string[] }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const actor = await requireStaff()
  const [t, request] = await Promise.all([getTranslations('desk.plan'), deskRequest(actor, (await params).id)])
  return { title: request ? t('title', { reference: request.reference }) : undefined }
}

export default async function PlanScreen({ params, searchParams }: Props) {
  const actor = await requireStaff()
  const [{ id }, { item: chosen, said }] = await Promise.all([params, searchParams])
  const request = await deskRequest(actor, id)
  if (!request) notFound()
  const planned = request.items.filter(({ plan }) => plan)
  const item = planned.find((one) => one.id === chosen) ?? planned[0]
  const [t, right] = await Promise.all([getTranslations('desk.plan'), getTranslations('desk.right')])
  return (
    <>
      <PageHeader
        above={<TextLink href={`/desk/requests/${id}`}>{request.reference}</TextLink>}
        title={item ? t(`head.${item.right === 'access' ? 'access' : 'erasure'}`) : t('head.none')}
        next={item?.plan && <Made request={request} plan={item.plan} />}
        actions={openStatuses.includes(request.status) && <DueMark daysLeft={request.daysLeft} dueOn={request.dueOn} />}
      />
      <SaidLine code={said} actor={actor} request={request} />
      {planned.length > 1 && (
        <div className="mb-6">
          <Tabs
            label={t('plans')}
            items={planned.map((one) => ({
              href: `/desk/requests/${id}/plan?item=${one.id}`,
              label: right(one.right),
              current: one === item,
            }))}
          />
        </div>
      )}
      {item?.plan ? (
        <Sheet {...{ actor, request, item }} plan={item.plan} />
      ) : (
        <EmptyState title={t('empty.title')}>
          <p>{t('empty.text')}</p>
        </EmptyState>
      )}
    </>
  )
}

async function Made({ request, plan }: { request: DeskRequest; plan: DeskPlan }) {
  const t = await getTranslations('desk.plan')
  return (
    <span className="text-soft">
      {t('made', { number: plan.number, version: plan.mapVersion })}{' '}
      <DateText value={plan.createdAt} timeZone={request.timeZone} clock />
    </span>
  )
}

async function Sheet({
  actor,
  request,
  item,
  plan,
}: {
  actor: StaffActor
  request: DeskRequest
  item: DeskItem
  plan: DeskPlan
}) {
  const [words, map, holds] = await Promise.all([
    planWords(plan.document, plan.mapVersion),
    mapOfVersion(plan.mapVersion),
    holdsNamed(mattersOf(plan.document)),
  ])
  const hidden = { requestId: request.id, itemId: item.id, version: item.version, hash: plan.hash }
  const adjustable = permits('preparePlan', item.status) && may(actor, 'preparePlan') && plan.status === 'draft'
  const { document } = plan
  return (
    <>
      <BlockList blocks={document.blocks} labels={words} />
      <HoldLine holds={holds} />
      <div className="border border-rule bg-sheet px-4 py-6 sm:px-8 sm:py-8">
        {document.right === 'erasure' ? (
          map && <ErasureSheet plan={document} sums={sumErasure(document, map)} words={words} />
        ) : (
          <AccessSheet
            plan={document}
            words={words}
            acts={adjustable ? { hidden, leaveOut: leaveOutAction, putBack: putBackAction } : null}
          />
        )}
        <ByHandSystems
          right={document.right}
          systems={(document.byHand ?? []).map((key) => words.systems[key] ?? key)}
        />
        <Forwarded
          lines={document.forwarded}
          words={words}
          controllers={Object.fromEntries((map?.controllers ?? []).map(({ key, name }) => [key, name]))}
        />
        <WarningList warnings={document.warnings} labels={words} />
        <SignPart {...{ actor, request, item, plan, hidden }} />
      </div>
    </>
  )
}

async function planWords(document: PlanDocument, version: number): Promise<PlanWords> {
  const language = (await getLocale()) === 'fr' ? 'fr' : 'en'
  const [map, rules] = await Promise.all([
    mapOfVersion(version),
    rulesNamed(document.right === 'erasure' ? document.rules : []),
  ])
  const named = rules.map(
    (rule) => [`${rule.key}@${rule.version}`, { name: rule.name[language], url: rule.law.url }] as const,
  )
  return { locale: language, ...mapLabels(map, language), rules: Object.fromEntries(named) }
}
