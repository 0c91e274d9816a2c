import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { mapLanguage } from '@/components/desk/admin/map-words'
import { type BoardWish, WishBoard } from '@/components/desk/corrections/wish-board'
import { WishFate } from '@/components/desk/corrections/wish-fate'
import { WishHead } from '@/components/desk/corrections/wish-head'
import { BlockList } from '@/components/desk/plan/block-list'
import type { Labels } from '@/components/desk/request/labels'
import { Section } from '@/components/desk/request/section'
import { askedData } from '@/components/request/datum-field'
import { MessagesFor } from '@/components/shell/messages-for'
import { countriesIn } from '@/components/transfer/countries'
import { DateText } from '@/components/ui/date-text'
import { DueMark } from '@/components/ui/due-mark'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton, TextLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import type { StaffActor } from '@/lib/domain/actor'
import { may, openStatuses, permits } from '@/lib/domain/request/status'
import { type DeskCorrections, type DeskPlace, type DeskWish, deskCorrections } from '@/lib/queries/desk-corrections'
import type { DeskRequest } from '@/lib/queries/desk-request'
import { newestMap } from '@/lib/queries/office'
import { mapLabels } from '../map-labels'
import { SaidLine } from '../said-line'
import { shownRequest } from '../shown-request'
import { decideAction, readAction } from './actions'
import { RestrictionPart } from './restriction-part'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ said?: string | string[] }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const actor = await requireStaff()
  const [t, request] = await Promise.all([getTranslations('corrections.desk'), shownRequest(actor, (await params).id)])
  return { title: request ? `${t('title')} ${request.reference}` : undefined }
}

/** Wish by wish: what stands where, what would, and what the officer decides. */
export default async function CorrectionsScreen({ params, searchParams }: Props) {
  const actor = await requireStaff()
  const [{ id }, { said }] = await Promise.all([params, searchParams])
  const [request, corrections] = await Promise.all([shownRequest(actor, id), deskCorrections(actor, id)])
  if (!request || !corrections) notFound()
  const t = await getTranslations('corrections.desk')
  const asked = corrections.wishes.filter(({ datum, status }) => datum && status !== 'replaced')
  const open = asked.filter(({ status }) => status === 'open').length
  return (
    <>
      <PageHeader
        above={<TextLink href={`/desk/requests/${id}`}>{request.reference}</TextLink>}
        title={t('title')}
        next={asked.length > 0 && <span className="text-soft">{t('next', { open, all: asked.length })}</span>}
        actions={openStatuses.includes(request.status) && <DueMark daysLeft={request.daysLeft} dueOn={request.dueOn} />}
      />
      <SaidLine code={said} actor={actor} request={request} />
      {corrections.wishes.length === 0 ? (
        <EmptyState title={t('none.title')}>
          <p>{t('none.text')}</p>
        </EmptyState>
      ) : (
        <Wishes {...{ actor, request, corrections }} />
      )}
      {open === 0 && asked.length > 0 && request.items.some(({ id, plan }) => id === corrections.itemId && plan) && (
        <p className="mt-8">
          <LinkButton href={`/desk/requests/${id}/plan?item=${corrections.itemId}`}>{t('toPlan')}</LinkButton>
        </p>
      )}
      <Evidence {...{ actor, request, corrections }} />
      {corrections.restriction && (
        <RestrictionPart
          {...{ actor, requestId: id, restriction: corrections.restriction, timeZone: request.timeZone }}
        />
      )}
    </>
  )
}

type Shown = { actor: StaffActor; request: DeskRequest; corrections: DeskCorrections }

async function Wishes({ actor, request, corrections }: Shown) {
  const [t, newest, locale] = await Promise.all([getTranslations('corrections.desk'), newestMap(), getLocale()])
  const language = mapLanguage(locale)
  const { status, wishes, itemId, names } = corrections
  const labels = mapLabels(newest?.map, locale)
  // What nobody decided yet stands below, wish by wish.
  const plan = request.items.find(({ id }) => id === itemId)?.plan
  const inTheWay = (plan?.document.blocks ?? []).filter(({ code }) => code !== 'wish-undecided')
  const searched = !['waiting', 'discovering'].includes(status)
  const decides = permits('decideWish', status) && may(actor, 'decideWish')
  const board = wishes.map(
    (wish): BoardWish => ({
      id: wish.id,
      number: wish.number,
      datum: wish.datum && (askedData([wish.datum], language)[0] ?? null),
      hidden: { requestId: request.id, wishId: wish.id, version: wish.version },
      places: wish.places.map((place) => rowOf(place, wish, labels)),
      decided: decisionOf[wish.status] ?? null,
      decidable: decides && wish.status !== 'replaced',
      head: (
        <WishHead
          {...{ wish, searched }}
          label={wish.datum?.label[language] ?? null}
          by={wish.decidedBy ? names[wish.decidedBy] : undefined}
          timeZone={request.timeZone}
        />
      ),
    }),
  )
  return (
    <MessagesFor areas={['common', 'desk', 'reasons', 'corrections']}>
      <BlockList blocks={inTheWay} labels={labels} requestHref={`/desk/requests/${request.id}`} />
      {!searched && <p className="mb-6 text-soft">{t('searching')}</p>}
      <WishBoard
        itemId={itemId}
        wishes={board}
        countries={wishes.some(({ datum }) => datum?.input === 'country') ? countriesIn(locale) : []}
        {...(may(actor, 'readPersonalData') && { read: readAction })}
        {...(decides && { decide: decideAction })}
      />
    </MessagesFor>
  )
}

const decisionOf = { accepted: 'accept', adapted: 'adapt', refused: 'refuse', open: null, replaced: null } as const

function rowOf(place: DeskPlace, wish: DeskWish, labels: Labels) {
  const { id, rows, has, value, forwarded } = place
  const completes = has === 'empty' && wish.places.some((other) => other.has !== 'empty')
  return {
    ...{ id, rows, has, value, forwarded },
    system: labels.systems[place.system] ?? place.system,
    dataset: labels.datasets[place.dataset]?.label ?? place.dataset,
    field: labels.datasets[place.dataset]?.fields[place.field] ?? place.field,
    choice: completes ? ('complete' as const) : ('leave' as const),
    chosen: place.decision === (completes ? 'apply' : 'leave'),
    fate: <WishFate place={place} />,
    stays: place.kept.length > 0 && place.corrected === 0,
  }
}

async function Evidence({ actor, request, corrections: { files } }: Shown) {
  const t = await getTranslations('corrections.desk')
  return (
    <div className="mt-10">
      <Section id="evidence-files" title={t('evidence')}>
        {files.length === 0 ? (
          <p className="text-soft">{t('noEvidence')}</p>
        ) : (
          <>
            <ul>
              {files.map(({ id, kind, bytes, receivedAt }) => {
                const name = t('file', { kind: kind.toUpperCase(), kilobytes: Math.max(1, Math.round(bytes / 1000)) })
                return (
                  <li key={id} className="py-1">
                    {may(actor, 'readPersonalData') ? (
                      // A file, not a page: the router must not fetch it.
                      <a className="prose-link" href={`/desk/requests/${request.id}/corrections/file?id=${id}`}>
                        {name}
                      </a>
                    ) : (
                      name
                    )}{' '}
                    <DateText value={receivedAt} timeZone={request.timeZone} clock className="text-soft" />
                  </li>
                )
              })}
            </ul>
            <p className="mt-1 text-soft">{t('fileOpens')}</p>
          </>
        )}
      </Section>
    </div>
  )
}
