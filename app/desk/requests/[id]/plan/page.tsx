import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { mapLanguage } from '@/components/desk/admin/map-words'
import { HoldLine } from '@/components/desk/holds/hold-line'
import { AccessSheet } from '@/components/desk/plan/access-sheet'
import { BlockList, WarningList } from '@/components/desk/plan/block-list'
import { ByHandSystems } from '@/components/desk/plan/by-hand-systems'
import { ErasureSheet } from '@/components/desk/plan/erasure-sheet'
import { FieldLedger } from '@/components/desk/plan/field-ledger'
import { Forwarded } from '@/components/desk/plan/forwarded'
import type { PlanWords } from '@/components/desk/plan/plan-words'
import { PortabilitySheet } from '@/components/desk/plan/portability-sheet'
import { RectificationSheet } from '@/components/desk/plan/rectification-sheet'
import { DateText } from '@/components/ui/date-text'
import { DueMark } from '@/components/ui/due-mark'
import { EmptyState } from '@/components/ui/empty-state'
import { TextLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { Tabs } from '@/components/ui/tabs'
import { requireStaff } from '@/lib/auth/staff-session'
import type { StaffActor } from '@/lib/domain/actor'
import type { DataMap } from '@/lib/domain/data-map/types'
import { sumErasure } from '@/lib/domain/plan/explain'
import { explainFields } from '@/lib/domain/plan/explain-fields'
import { readPlaces } from '@/lib/domain/plan/find-in-plan'
import type { PlanDocument } from '@/lib/domain/plan/plan-document'
import type { RectificationPlan } from '@/lib/domain/plan/rectification-plan'
import type { ErasurePlan } from '@/lib/domain/plan/types'
import { may, openStatuses, permits } from '@/lib/domain/request/status'
import type { DeskItem, DeskPlan, DeskRequest } from '@/lib/queries/desk-request'
import { rulesNamed } from '@/lib/queries/desk-rules'
import { holdsNamed, mattersOf } from '@/lib/queries/holds'
import { mapOfVersion } from '@/lib/queries/office'
import { columnsSeen } from '@/lib/queries/plan-columns'
import { mapLabels } from '../map-labels'
import { SaidLine } from '../said-line'
import { shownRequest } from '../shown-request'
import { leaveOutAction, putBackAction } from './actions'
import { DestinationPart } from './destination-part'
import { FindPart } from './find-part'
import { SignPart } from './sign-part'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<{ item?: string | string[]; said?: string | string[]; find?: string | string[] }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const actor = await requireStaff()
  const [t, request] = await Promise.all([getTranslations('desk.plan'), shownRequest(actor, (await params).id)])
  return { title: request ? t('title', { reference: request.reference }) : undefined }
}

export default async function PlanScreen({ params, searchParams }: Props) {
  const actor = await requireStaff()
  const [{ id }, { item: chosen, said, find }] = await Promise.all([params, searchParams])
  const request = await shownRequest(actor, id)
  if (!request) notFound()
  const planned = request.items.filter(({ plan }) => plan)
  const item = planned.find((one) => one.id === chosen) ?? planned[0]
  const [t, right, sheet] = await Promise.all([
    getTranslations('desk.plan'),
    getTranslations('desk.right'),
    getTranslations('transfers.sheet'),
  ])
  const head =
    item?.right === 'portability'
      ? sheet('head')
      : t(`head.${item?.right === 'access' || item?.right === 'rectification' ? item.right : 'erasure'}`)
  return (
    <>
      <PageHeader
        above={<TextLink href={`/desk/requests/${id}`}>{request.reference}</TextLink>}
        title={item ? head : t('head.none')}
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
        <Sheet {...{ actor, request, item }} plan={item.plan} find={[find ?? []].flat()} />
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

type SheetProps = { actor: StaffActor; request: DeskRequest; item: DeskItem; plan: DeskPlan; find: string[] }

async function Sheet({ actor, request, item, plan, find }: SheetProps) {
  const map = await mapOfVersion(plan.mapVersion)
  const [words, holds] = await Promise.all([planWords(plan.document, map), holdsNamed(mattersOf(plan.document))])
  const hidden = { requestId: request.id, itemId: item.id, version: item.version, hash: plan.hash }
  const adjustable = permits('preparePlan', item.status) && may(actor, 'preparePlan') && plan.status === 'draft'
  const { document } = plan
  return (
    <>
      <BlockList blocks={document.blocks} labels={words} requestHref={`/desk/requests/${request.id}`} />
      <HoldLine holds={holds} />
      <div className="border border-rule bg-sheet px-4 py-6 sm:px-8 sm:py-8">
        {document.right === 'erasure' ? (
          map && <Erasure {...{ actor, request, item, map, words, find }} plan={document} />
        ) : document.right === 'access' ? (
          <AccessSheet
            plan={document}
            words={words}
            acts={adjustable ? { hidden, leaveOut: leaveOutAction, putBack: putBackAction } : null}
          />
        ) : document.right === 'portability' ? (
          <DestinationPart {...{ actor, request, item }} plan={document}>
            <PortabilitySheet
              plan={document}
              words={words}
              acts={adjustable ? { hidden, leaveOut: leaveOutAction, putBack: putBackAction } : null}
            />
          </DestinationPart>
        ) : (
          <RectificationSheet
            plan={document}
            words={words}
            wishesHref={`/desk/requests/${request.id}/corrections`}
            recipients={recipientsOf(document, map)}
          />
        )}
        {document.right !== 'rectification' && (
          <ByHandSystems
            right={document.right === 'erasure' ? 'erasure' : 'access'}
            systems={(document.byHand ?? []).map((key) => words.systems[key] ?? key)}
          />
        )}
        <Forwarded
          lines={document.forwarded}
          words={words}
          controllers={Object.fromEntries((map?.controllers ?? []).map(({ key, name }) => [key, name]))}
        />
        <WarningList warnings={document.warnings} labels={words} requestHref={`/desk/requests/${request.id}`} />
        <SignPart {...{ actor, request, item, plan, hidden }} />
      </div>
    </>
  )
}

type ErasureProps = Omit<SheetProps, 'plan'> & { plan: ErasurePlan; map: DataMap; words: PlanWords }

async function Erasure({ actor, request, item, plan, map, words, find }: ErasureProps) {
  const systems = explainFields(plan, map, await columnsSeen(actor, map))
  const places = readPlaces(systems, find)
  const page = `/desk/requests/${request.id}/plan?item=${item.id}`
  return (
    <ErasureSheet
      {...{ plan, words }}
      sums={sumErasure(plan, map)}
      hrefOf={(dataset) => `${page}&find=${dataset}#fields`}
    >
      <FindPart {...{ actor, systems, places, words, page }} ids={{ requestId: request.id, itemId: item.id }} />
      <FieldLedger {...{ systems, words, plan }} found={places} />
    </ErasureSheet>
  )
}

/** Of the datasets that change. */
function recipientsOf({ systems }: RectificationPlan, map: DataMap | null): string[] {
  const changed = new Set(systems.flatMap(({ corrections }) => corrections.map(({ dataset }) => dataset)))
  const datasets = (map?.datasets ?? []).filter(({ key }) => changed.has(key))
  return [...new Set(datasets.flatMap(({ recipients }) => recipients))]
}

async function planWords(document: PlanDocument, map: DataMap | null): Promise<PlanWords> {
  const language = mapLanguage(await getLocale())
  const rules = await rulesNamed('rules' in document ? document.rules : [])
  const named = rules.map(
    (rule) => [`${rule.key}@${rule.version}`, { name: rule.name[language], url: rule.law.url }] as const,
  )
  return { locale: language, ...mapLabels(map, language), rules: Object.fromEntries(named) }
}
