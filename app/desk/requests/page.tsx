import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { FilterLinks } from '@/components/desk/inbox/filter-links'
import { InboxKeys } from '@/components/desk/inbox/inbox-keys'
import { InboxSearch } from '@/components/desk/inbox/inbox-search'
import { InboxTable } from '@/components/desk/inbox/inbox-table'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton, TextLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { Tabs } from '@/components/ui/tabs'
import { requireStaff } from '@/lib/auth/staff-session'
import { may } from '@/lib/domain/request/status'
import { type InboxPage, inboxPage } from '@/lib/queries/desk-inbox'
import {
  type InboxAddress,
  type InboxQuery,
  inboxHref,
  isSearch,
  LAST_PAGE,
  PAGE_SIZE,
  readInboxQuery,
} from '@/lib/queries/desk-inbox-query'
import { officeToday } from '@/lib/queries/office'
import { assigneeChoices, dueChoices, rightChoices, sorting, statusChoices, viewChoices } from './inbox-view'
import { searchAction } from './search-action'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk.inbox'))('title') }
}

export default async function InboxScreen({ searchParams }: { searchParams: Promise<InboxAddress> }) {
  const actor = await requireStaff()
  const query = readInboxQuery(await searchParams)
  const [t, page, { today }] = await Promise.all([
    getTranslations('desk.inbox'),
    inboxPage(actor, query),
    officeToday(),
  ])
  const names = may(actor, 'readPersonalData')
  return (
    <>
      <InboxKeys />
      <PageHeader
        title={query.todo ? t(`todo.${query.todo}`) : t('title')}
        next={count(t, page)}
        actions={
          may(actor, 'submitForPerson') && (
            <LinkButton href="/desk/requests/new" variant="quiet">
              {t('new')}
            </LinkButton>
          )
        }
      />
      <div className="grid gap-3">
        <InboxSearch action={searchAction} kept={inboxHref(query).split('?')[1] ?? ''} names={names} />
        <Tabs label={t('views')} items={viewChoices(query, t)} />
        <Filters query={query} />
      </div>
      <div className="mt-4">
        {page.rows.length === 0 ? (
          <Nothing query={query} />
        ) : (
          <InboxTable
            rows={page.rows}
            today={today.toString()}
            showPerson={names}
            sorting={{ due: sorting(query, 'due'), received: sorting(query, 'received') }}
          />
        )}
        <Pages query={query} page={page} />
      </div>
    </>
  )
}

type Words = Awaited<ReturnType<typeof getTranslations<'desk.inbox'>>>

const count = (t: Words, page: InboxPage): string =>
  page.more ? t('countMore', { count: page.total }) : t('count', { count: page.total })

async function Filters({ query }: { query: InboxQuery }) {
  const [t, status, right] = await Promise.all([
    getTranslations('desk.inbox'),
    getTranslations('desk.status'),
    getTranslations('desk.right'),
  ])
  const chosen = [query.status && status(query.status), query.right && right(query.right)]
  if (query.assignee) chosen.push(t(`assignee.${query.assignee}`))
  if (query.due) chosen.push(t(`dueIn.${query.due}`))
  if (isSearch(query)) chosen.push(query.ref ?? t('search.set'))
  const said = chosen.filter(Boolean)
  return (
    <div className="flex items-start justify-between gap-4">
      <Disclosure
        className="min-w-0 flex-1"
        open={said.length > 0}
        summary={said.length > 0 ? t('filtered', { by: said.join(' · ') }) : t('filter')}
      >
        <div className="grid gap-1">
          <FilterLinks label={t('column.status')} choices={statusChoices(query, t, status)} />
          <FilterLinks label={t('column.rights')} choices={rightChoices(query, t, right)} />
          <FilterLinks label={t('column.assignee')} choices={assigneeChoices(query, t)} />
          <FilterLinks label={t('column.due')} choices={dueChoices(query, t)} />
        </div>
      </Disclosure>
      {said.length > 0 && (
        <TextLink href="/desk/requests" className="py-row">
          {t('clear')}
        </TextLink>
      )}
    </div>
  )
}

async function Nothing({ query }: { query: InboxQuery }) {
  const t = await getTranslations('desk.inbox.empty')
  const filtered = inboxHref(query) !== '/desk/requests'
  const kind = isSearch(query) ? 'search' : filtered ? 'filter' : 'inbox'
  return (
    <EmptyState
      title={t(`${kind}.title`)}
      action={
        filtered && (
          <LinkButton href="/desk/requests" variant="quiet">
            {t('all')}
          </LinkButton>
        )
      }
    >
      <p>{t(`${kind}.text`)}</p>
    </EmptyState>
  )
}

async function Pages({ query, page }: { query: InboxQuery; page: InboxPage }) {
  const number = query.page ?? 1
  const from = (number - 1) * PAGE_SIZE + 1
  const to = from + page.rows.length - 1
  if (page.rows.length === 0 || (number === 1 && page.total <= PAGE_SIZE)) return null
  const further = (page.more || to < page.total) && page.rows.length === PAGE_SIZE
  const last = number >= LAST_PAGE
  const t = await getTranslations('desk.inbox')
  return (
    <>
      <Pagination
        from={from}
        to={to}
        total={page.more ? undefined : page.total}
        previousHref={number > 1 ? inboxHref(query, { page: number - 1 || undefined }) : undefined}
        nextHref={further && !last ? inboxHref(query, { page: number + 1 }) : undefined}
      />
      {further && last && <p className="text-soft">{t('lastPage')}</p>}
    </>
  )
}
