// Art. 19: an erasure, a correction or a restriction was seen done, so whoever received the data is told. Part of the same
// commit; it never holds up the answer to the person. Told once, however often the closing runs.
import { randomUUID } from 'node:crypto'
import { parseEmail } from '../domain/contact-address'
import type { DataMap } from '../domain/data-map/types'
import { evidence } from '../domain/evidence/events'
import {
  knownKinds,
  type NoticeAct,
  type NoticeBody,
  type NoticeLine,
  type NoticePerson,
  type PlannedNotice,
  plannedNotices,
} from '../domain/recipients/notice'
import { instantToDate, now } from '../platform/clock'
import type { Prisma, Transaction } from '../platform/db/client'
import type { RequestVault } from '../platform/request-vault'
import type { Say } from './commit-item'
import { currentMap } from './current-map'
import { controllerOf } from './letter-frame'
import { vaultOf } from './load-case'
import { writeNoticeLetter } from './notice-letter'
import { provenIdentifiers } from './proven-identifiers'

type Request = Prisma.SubjectRequestGetPayload<object>
type Item = { id: string; requestId: string }
/** `map`: in which the touched datasets stand. `lines`: what changed, by dataset. `occasion`: where an act can come again. */
export type Change = { act: NoticeAct; map: DataMap; lines: NoticeLine[]; occasion?: string }

/** Where a notice's body stands; it opens nowhere else. */
export const bodyPlace = (noticeId: string): string => `recipient_notice.body:${noticeId}`

/** Within `commit`. */
export async function tellRecipients(tx: Transaction, say: Say, item: Item, change: Change): Promise<void> {
  const datasets = change.lines.map(({ dataset }) => dataset)
  const { map } = await currentMap(tx)
  const told = await tx.recipientNotice.findMany({
    where: { itemId: item.id, act: change.act, occasion: change.occasion ?? '' },
    select: { recipient: true },
  })
  const planned = plannedNotices(change.map, datasets, map.recipients).filter(
    ({ recipient }) => !told.some((one) => one.recipient === recipient),
  )
  if (planned.length === 0) return
  const request = await tx.subjectRequest.findUniqueOrThrow({ where: { id: item.requestId } })
  for (const one of planned) await tell(tx, say, { request, item, change }, one)
}

type About = { request: Request; item: Item; change: Change }

async function tell(tx: Transaction, say: Say, { request, item, change }: About, planned: PlannedNotice) {
  const { act, map, lines, occasion = '' } = change
  const { recipient, datasets } = planned
  const id = randomUUID()
  const vault = vaultOf(request)
  const body: NoticeBody = {
    person: personFor(map, vault, request, datasets),
    lines: lines.filter(({ dataset }) => datasets.includes(dataset)),
  }
  const locale = planned.language ?? (controllerOf(map, request.controllerKey).country === 'FR' ? 'fr' : 'en')
  const address = planned.email === null ? null : parseEmail(planned.email)
  const email = address?.ok ? address.value.address : null
  const link = email === null ? null : await writeNoticeLetter(tx, request, { itemId: item.id, email, locale })
  await tx.recipientNotice.createMany({
    data: [
      {
        ...{ id, requestId: request.id, itemId: item.id, recipient, email, locale, datasets },
        ...{ act, occasion },
        status: link ? 'queued' : 'by-hand',
        bodyEnc: vault.seal(bodyPlace(id), JSON.stringify(body)),
        ...link,
        createdAt: instantToDate(now()),
      },
    ],
  })
  if (link) say(evidence('letter.written', { letterId: link.letterId, kind: 'recipient-notice' }))
  const told = { itemId: item.id, noticeId: id, act, datasets, letterId: link?.letterId ?? null }
  say(evidence('recipient.notified', told))
}

/** No more than the recipient's own copy can know: the name, and the identifiers of the datasets that it received. */
function personFor(map: DataMap, vault: RequestVault, request: Request, datasets: string[]): NoticePerson {
  const name = request.nameEnc === null ? null : vault.open('subject_request.name', request.nameEnc)
  // Where it is doubted again who asks, nothing is proven at present; what was carried out is told by the name alone.
  const proven = request.provenIdentifiersEnc === null ? [] : provenIdentifiers(vault, request, map)
  const known = proven.filter(({ kind }) => knownKinds(map, datasets).includes(kind))
  const shown = known.length > 0 || name !== null ? known : proven
  return {
    name,
    identifiers: shown.map(({ kind, value }) => ({
      label: map.identifiers.find(({ key }) => key === kind)?.label ?? { en: kind, fr: kind },
      value,
    })),
  }
}
