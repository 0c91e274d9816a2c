import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { InboxTable } from '@/components/desk/inbox/inbox-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton, TextLink } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import type { StaffActor } from '@/lib/domain/actor'
import type { InboxRow } from '@/lib/domain/request/inbox-row'
import { may } from '@/lib/domain/request/status'
import { inboxPage } from '@/lib/queries/desk-inbox'
import { inboxHref, readInboxQuery } from '@/lib/queries/desk-inbox-query'
import { pressingTasks } from '@/lib/queries/desk-tasks'
import { COUNTS_TO, type SystemDown, systemsDown, type TodayKind, todayCounts } from '@/lib/queries/desk-today'
import { holdsWaiting } from '@/lib/queries/holds'
import { officeToday } from '@/lib/queries/office'
import { changesWaiting } from '@/lib/queries/rules'
import { HoldsToday } from './holds-waiting'
import { ChangesWaiting } from './rules/changes-waiting'

const FIRST_ROWS = 6
/** In the order in which they press. */
const kinds: TodayKind[] = [
  'overdue',
  'soon',
  'alarm',
  'signature',
  'identity',
  'follow-up',
  'stuck',
  'hold-overdue',
  'undeliverable',
  'by-hand',
  'recipients',
  'prepare',
]

const queryOf = (kind: TodayKind) =>
  readInboxQuery(kind === 'overdue' || kind === 'soon' ? { due: kind } : { todo: kind })

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk.today'))('title') }
}

export default async function TodayPage() {
  const actor = await requireStaff('enterDesk')
  // A colleague for one system has tasks, a controller's person acceptances, and nothing else here.
  if (!may(actor, 'see')) redirect(may(actor, 'seeTasks') ? '/desk/tasks' : '/desk/acceptances')
  const [t, counts, down, pressing, office, holds, ruleChanges] = await Promise.all([
    getTranslations('desk.today'),
    todayCounts(actor),
    systemsDown(),
    pressingTasks(actor),
    officeToday(),
    holdsWaiting(actor),
    changesWaiting(actor),
  ])
  const waiting = kinds.filter((kind) => counts[kind] > 0)
  const lists = await Promise.all(
    waiting.map(async (kind) => ({ kind, rows: (await inboxPage(actor, queryOf(kind), FIRST_ROWS)).rows })),
  )
  const shown = onceEach(lists)
  const first = waiting.length + holds.review.length + holds.lift.length > 0
  return (
    <>
      <PageHeader title={t('title')} next={first ? t('lead') : undefined} />
      <Down systems={down} />
      <PressingTasks count={pressing} />
      <ChangesWaiting pending={ruleChanges} className="mb-6" />
      {!first && pressing === 0 && <NothingPresses />}
      <div className="grid gap-10">
        {shown.map((list) => (
          <Waiting key={list.kind} {...list} count={counts[list.kind]} today={office.today.toString()} actor={actor} />
        ))}
        <HoldsToday waiting={holds} today={office.today.toString()} />
      </div>
    </>
  )
}

type List = { kind: TodayKind; rows: InboxRow[] }

/** A request that waits for two things is met once, where it presses most; below it is counted, and said to be above. */
function onceEach(lists: List[]): (List & { above: number })[] {
  const met = new Set<string>()
  return lists.map(({ kind, rows }) => {
    const fresh = rows.filter(({ id }) => !met.has(id))
    for (const { id } of fresh) met.add(id)
    return { kind, rows: fresh, above: rows.length - fresh.length }
  })
}

async function Down({ systems }: { systems: SystemDown[] }) {
  const t = await getTranslations('desk.today')
  if (systems.length === 0) return null
  const names = systems.map(({ name }) => name).join(', ')
  return (
    <Notice kind="warning" title={t('down', { count: systems.length, names })} className="mb-6">
      <p>
        {t('downText')} <TextLink href="/desk/systems">{t('downLink')}</TextLink>
      </p>
    </Notice>
  )
}

async function PressingTasks({ count }: { count: number }) {
  const t = await getTranslations('tasks')
  if (count === 0) return null
  return (
    <Notice kind="warning" title={t('pressing', { count })} className="mb-6">
      <p>
        {t('pressingText')} <TextLink href="/desk/tasks">{t('pressingLink')}</TextLink>
      </p>
    </Notice>
  )
}

async function NothingPresses() {
  const t = await getTranslations('desk.today.empty')
  return (
    <EmptyState
      title={t('title')}
      action={
        <LinkButton href="/desk/requests" variant="quiet">
          {t('all')}
        </LinkButton>
      }
    >
      <p>{t('text')}</p>
    </EmptyState>
  )
}

type WaitingProps = List & { above: number; count: number; today: string; actor: StaffActor }

/** One reason to act: its number is a link to what it counts. */
async function Waiting({ kind, rows, above, count, today, actor }: WaitingProps) {
  const t = await getTranslations('desk.today')
  const href = inboxHref(queryOf(kind))
  return (
    <section aria-labelledby={`today-${kind}`}>
      <h2 id={`today-${kind}`} className="text-lg">
        <Link href={href} className="group inline-flex items-baseline gap-2.5 rounded-sm">
          <span className="min-w-8 text-2xl text-action tabular-nums group-hover:underline">
            {count > COUNTS_TO ? `${COUNTS_TO}+` : count}
          </span>
          <span className="group-hover:underline">{t(`kind.${kind}`, { count })}</span>
        </Link>
      </h2>
      <p className="mb-2 max-w-[70ch] text-soft">{t(`why.${kind}`)}</p>
      {rows.length > 0 && (
        <InboxTable
          rows={rows}
          today={today}
          showPerson={may(actor, 'readPersonalData')}
          short
          caption={t(`kind.${kind}`, { count })}
        />
      )}
      {above > 0 && (
        <p className="mt-2 text-soft">
          {rows.length > 0 ? t('othersAbove', { count: above }) : t('above', { count: above })}
        </p>
      )}
      {count > rows.length + above && (
        <p className="mt-2">
          <TextLink href={href}>{t('more', { count: Math.min(count, COUNTS_TO) })}</TextLink>
        </p>
      )}
    </section>
  )
}
