// What an address of the inbox may say: codes, dates and keyed digests. A person's name or address never stands in it.
import { z } from 'zod'
import { rights } from '../domain/request/rights'
import { requestStatuses } from '../domain/request/status'
import { todoKinds } from './desk-todo'

export const inboxSorts = ['due', '-due', 'received', '-received'] as const
export type InboxSort = (typeof inboxSorts)[number]
export const inboxViews = ['open', 'closed', 'all'] as const
export const PAGE_SIZE = 25
/** Nobody turns more pages than this; whoever looks for one request searches. */
export const LAST_PAGE = 400

const digest = /^[\w.-]{20,120}$/
/** Digests of one term under each index key, joined by commas; terms are ANDed. */
const term = z
  .string()
  .max(600)
  .transform((text) => text.split(',').filter((part) => digest.test(part)))
const list = <T extends z.ZodType>(inner: T) =>
  z.preprocess((given) => (given === undefined || Array.isArray(given) ? given : [given]), z.array(inner).max(12))

const schema = z.object({
  view: z.enum(inboxViews).optional().catch(undefined),
  status: z.enum(requestStatuses).optional().catch(undefined),
  right: z.enum(rights).optional().catch(undefined),
  assignee: z.enum(['me', 'none']).optional().catch(undefined),
  due: z.enum(['overdue', 'soon', 'week']).optional().catch(undefined),
  todo: z.enum(todoKinds).optional().catch(undefined),
  sort: z.enum(inboxSorts).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(LAST_PAGE).optional().catch(undefined),
  /** What the reference begins with. */
  ref: z
    .string()
    .regex(/^HB-\d{4}-\d{0,9}$/)
    .optional()
    .catch(undefined),
  mail: term.optional().catch(undefined),
  word: list(term).optional().catch(undefined),
  number: term.optional().catch(undefined),
  /** Set where the text searched for could be nothing that we index. */
  none: z.literal('1').optional().catch(undefined),
})
export type InboxQuery = z.output<typeof schema>
export type InboxAddress = Record<string, string | string[] | undefined>

/** Never refuses: what it does not understand it leaves out. */
export const readInboxQuery = (address: InboxAddress): InboxQuery => schema.parse(defined(address))

const defined = (address: InboxAddress): InboxAddress =>
  Object.fromEntries(Object.entries(address).filter(([, value]) => value !== undefined && value !== ''))

export const isSearch = (query: InboxQuery): boolean =>
  Boolean(query.ref || query.mail || query.word || query.number || query.none)

/** The same inbox with some of it changed; `undefined` takes a part away. The page begins anew. */
export function inboxHref(query: InboxQuery, change: Partial<InboxQuery> = {}): string {
  const next: InboxQuery = { ...query, page: undefined, ...change }
  const parts = new URLSearchParams()
  for (const [name, value] of Object.entries(next)) {
    if (value === undefined) continue
    if (name === 'word') for (const one of next.word ?? []) parts.append('word', one.join(','))
    else parts.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  const text = parts.toString()
  return `/desk/requests${text ? `?${text}` : ''}`
}
