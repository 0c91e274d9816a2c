// What a recipient sees behind its link, after it pressed the button: scanners of mail open pages, and press nothing.
import type { PublicActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { isAnswered, isOpen, type NoticeAct, type NoticeBody, type ReadNotice } from '../domain/recipients/notice'
import { db } from '../platform/db/client'
import { commit } from './commit-item'
import { currentMap } from './current-map'
import { findNotice } from './find-notice'
import { controllerOf } from './letter-frame'
import { vaultOf } from './load-case'
import { networkAllows } from './rate-limit'
import { bodyPlace } from './tell-recipients'

export async function readNotice(
  actor: PublicActor,
  { token }: { token: string },
): Promise<Outcome<{ notice: ReadNotice }, 'link-gone' | 'too-many-requests' | 'conflict'>> {
  if (!(await networkAllows(actor))) return refuse('too-many-requests')
  const found = await findNotice(token)
  if (!found) return refuse('link-gone')
  const { id, itemId, act, item, recipient, status } = found
  const { map } = await currentMap(db)
  const body: NoticeBody = JSON.parse(vaultOf(item.request).open(bodyPlace(id), found.bodyEnc))
  const notice: ReadNotice = {
    ...{ ...body, recipient, act: act as NoticeAct, reference: item.request.reference },
    from: controllerOf(map, item.request.controllerKey).name,
    state: isOpen(status) ? 'open' : isAnswered(status) ? 'answered' : 'settled',
  }
  return commit(actor, found.requestId, async (_tx, say) => {
    say(evidence('recipient.read', { itemId, noticeId: id, act }))
    return { notice }
  })
}
