// Art. 19: whoever was given the data is told that it was corrected, erased or restricted, unless that is impossible or a
// disproportionate effort. What each of them is told stands here; nothing of it is in a mail.
import type { DataMap, MapRecipient, Text } from '../data-map/types'

export const noticeActs = ['erasure', 'rectification', 'restriction', 'restriction-lifted'] as const
export type NoticeAct = (typeof noticeActs)[number]

/**
 * by-hand: a colleague tells them. queued → sent → acknowledged, or declined: they cannot, and say why. told-by-hand and
 * impossible: a colleague's word.
 */
export const noticeStatuses = [
  'by-hand',
  'queued',
  'sent',
  'acknowledged',
  'declined',
  'told-by-hand',
  'impossible',
] as const
export type NoticeStatus = (typeof noticeStatuses)[number]

/** A recipient may answer by the link, and a colleague may record that they were told otherwise. */
export const isOpen = (status: string): boolean => ['by-hand', 'queued', 'sent'].includes(status)
export const isAnswered = (status: string): boolean => status === 'acknowledged' || status === 'declined'

/** What changed in one dataset or holding. With `field`: a correction, from one value to the other. */
export type NoticeLine = {
  dataset: string
  label: Text
  field?: Text
  before?: string | null
  after?: string | null
  /** Erased but for what a law or a matter keeps. */
  partly?: boolean
}
/** By what they recognise the person. */
export type NoticePerson = { name: string | null; identifiers: { label: Text; value: string }[] }
/** Sealed under the request's key. */
export type NoticeBody = { person: NoticePerson; lines: NoticeLine[] }

/** As a recipient sees it. */
export type ReadNotice = NoticeBody & {
  recipient: string
  /** Who tells. */
  from: string
  reference: string
  act: NoticeAct
  /** `settled`: a colleague recorded that they were told otherwise. */
  state: 'open' | 'answered' | 'settled'
}

export type PlannedNotice = {
  recipient: string
  /** Null: a colleague tells them. */
  email: string | null
  language: 'en' | 'fr' | null
  datasets: string[]
}

/** One for each recipient of what was touched. `datasets`: keys of datasets and of holdings. */
export function plannedNotices(
  map: DataMap,
  datasets: readonly string[],
  /** Whom to write to may have changed since the plan was drawn. */
  declared: readonly MapRecipient[] = map.recipients ?? [],
): PlannedNotice[] {
  const touched = placesOf(map).filter(({ key }) => datasets.includes(key))
  const names = [...new Set(touched.flatMap(({ recipients }) => recipients))].sort()
  return names.map((recipient) => {
    const known = declared.find(({ name }) => name === recipient)
    const theirs = touched.filter(({ recipients }) => recipients.includes(recipient)).map(({ key }) => key)
    return {
      ...{ recipient, email: known?.email ?? null, language: known?.language ?? null },
      datasets: [...new Set(theirs)].sort(),
    }
  })
}

type Place = { key: string; recipients: string[]; label: Text }

const placesOf = (map: DataMap): Place[] => [
  ...map.datasets,
  ...map.systems.flatMap((system) => (system.kind === 'task' ? system.holdings : [])),
]

export const linesFor = (map: DataMap, datasets: readonly string[]): NoticeLine[] =>
  placesOf(map)
    .filter(({ key }) => datasets.includes(key))
    .map(({ key, label }) => ({ dataset: key, label }))

/** Which kinds of identifiers stand in these datasets, or in those that they hang on: no others are told. */
export function knownKinds(map: DataMap, datasets: readonly string[]): string[] {
  const reached = new Set(datasets)
  for (const key of reached)
    for (const { to } of map.datasets.find((dataset) => dataset.key === key)?.links ?? []) reached.add(to)
  const found = map.datasets.filter(({ key }) => reached.has(key))
  return [...new Set(found.flatMap(({ identifiedBy }) => (identifiedBy ?? []).map(({ identifier }) => identifier)))]
}

/** Characters of a recipient's or a colleague's reason. */
export const MOST_REASON = 4000

const CHASER_DAYS = 7
export const CHASERS_BEFORE_DPO = 2
/** After these a mail changes nothing any more: a colleague tells them. */
const MOST_CHASERS = 4
/** A link holds until well after the reminder that replaces it. */
export const NOTICE_LINK_DAYS = 30

export type ChaserDue = { chaser: number; escalated: boolean; givenUp: boolean }

/** ISO dates. Every seven days after the first mail; the officer hears of it after two. */
export function noticeChaserDue(sent: { on: string; chasers: number }, today: string): ChaserDue | null {
  const days = CHASER_DAYS * (sent.chasers + 1)
  if (Temporal.PlainDate.from(sent.on).add({ days }).toString() > today) return null
  const chaser = sent.chasers + 1
  return { chaser, escalated: chaser === CHASERS_BEFORE_DPO, givenUp: sent.chasers >= MOST_CHASERS }
}
