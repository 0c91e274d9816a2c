// Which links the inbox offers from where one is.
import type { Choice } from '@/components/desk/inbox/filter-links'
import type { SortDirection } from '@/components/ui/table'
import { rights } from '@/lib/domain/request/rights'
import { openStatuses } from '@/lib/domain/request/status'
import { type InboxQuery, type InboxSort, inboxHref, inboxViews } from '@/lib/queries/desk-inbox-query'
import { sortOf, viewOf } from '@/lib/queries/desk-inbox-sql'

type Words = (key: string) => string

/** Open, closed, all: leaves search and status, which only some views know. */
export const viewChoices = (query: InboxQuery, t: Words): Choice[] =>
  inboxViews.map((view) => ({
    href: inboxHref(
      { ...query, status: undefined, todo: undefined, due: undefined },
      { view: view === 'open' ? undefined : view },
    ),
    label: t(`view.${view}`),
    current: !query.status && !query.todo && viewOf(query) === view,
  }))

export const statusChoices = (query: InboxQuery, t: Words, word: Words): Choice[] => [
  { href: inboxHref(query, { status: undefined }), label: t('any'), current: !query.status },
  ...openStatuses.map((status) => ({
    href: inboxHref(query, { status, view: undefined }),
    label: word(status),
    current: query.status === status,
  })),
]

export const rightChoices = (query: InboxQuery, t: Words, word: Words): Choice[] => [
  { href: inboxHref(query, { right: undefined }), label: t('any'), current: !query.right },
  ...rights.map((right) => ({ href: inboxHref(query, { right }), label: word(right), current: query.right === right })),
]

export const assigneeChoices = (query: InboxQuery, t: Words): Choice[] =>
  ([undefined, 'me', 'none'] as const).map((assignee) => ({
    href: inboxHref(query, { assignee }),
    label: t(assignee ? `assignee.${assignee}` : 'any'),
    current: query.assignee === assignee,
  }))

export const dueChoices = (query: InboxQuery, t: Words): Choice[] =>
  ([undefined, 'overdue', 'soon', 'week'] as const).map((due) => ({
    href: inboxHref(query, { due }),
    label: t(due ? `dueIn.${due}` : 'any'),
    current: query.due === due,
  }))

export function sorting(query: InboxQuery, column: 'due' | 'received'): { sorted?: SortDirection; href: string } {
  const now = sortOf(query)
  const here = now.endsWith(column)
  const next: InboxSort = now === column ? `-${column}` : column
  const direction: SortDirection = now.startsWith('-') ? 'descending' : 'ascending'
  return { href: inboxHref(query, { sort: next }), ...(here ? { sorted: direction } : {}) }
}
