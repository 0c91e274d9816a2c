import type { WorkerActor } from '../domain/actor'
import type { ByHandLine, NamedByOthers } from '../domain/letters/answer-facts'
import { type ErasureLines, erasureLines, heldDatasets, touchedDatasets } from '../domain/letters/answer-lines'
import { type Outcome, refuse } from '../domain/outcome'
import { groupsOfStep } from '../domain/plan/parts'
import type { ErasurePlan } from '../domain/plan/types'
import { linesFor, plannedNotices } from '../domain/recipients/notice'
import type { ItemOutcome } from '../domain/request/status'
import { today } from '../platform/clock'
import { db } from '../platform/db/client'
import { settings } from '../platform/settings'
import { byHandLines, erasedByHand, itemTasks, namedByOthers } from './by-hand-lines'
import { closeCorrection } from './close-correction'
import { commit } from './commit-item'
import { namedMap } from './current-map'
import { endItem } from './finish-item'
import { vaultOf } from './load-case'
import { type Finished, loadFinished } from './load-finished'
import { rememberErasure } from './remember-erasure'
import { suppressPerson } from './suppress-person'
import { tellRecipients } from './tell-recipients'

const closes = (right: string): boolean => right === 'erasure' || right === 'rectification'

/** Every step was seen done: the outcome, and the letter that says what is erased, what is kept, by which law, how long. */
export async function closeItem(actor: WorkerActor, input: { itemId: string }): Promise<Outcome> {
  const item = await loadFinished(input.itemId)
  const plan = item?.plans.at(-1)
  if (!item || !plan) return refuse('not-found')
  if (!closes(item.right) || item.status !== 'approved' || plan.status !== 'approved') return refuse('wrong-status')
  if (stepsOpen(item.plans, plan)) return refuse('steps-open')
  if (item.right === 'rectification') return closeCorrection(actor, item, plan)
  const { waits, settled } = await itemTasks(db, item)
  if (waits) return refuse('tasks-open')
  const { map } = await namedMap(db, { version: plan.mapVersion, checksum: plan.mapChecksum })
  const last = plan.document as unknown as ErasurePlan
  const lines = erasureLines(carriedOut(item), last, map)
  const byHand = byHandLines(settled, vaultOf(item.request), map)
  const named = namedByOthers(settled, vaultOf(item.request))
  const outcome = outcomeOf(lines, byHand, named)
  const touched = [...touchedDatasets(carriedOut(item)), ...erasedByHand(settled, map)]
  const held = heldDatasets(last)
  const told = linesFor(map, touched).map((line) => (held.includes(line.dataset) ? { ...line, partly: true } : line))
  const recipients = plannedNotices(map, touched).map(({ recipient }) => recipient)
  const confirmedOn = today(item.request.timeZone).toString()
  return commit(actor, item.requestId, async (tx, say) => {
    const letter =
      outcome === 'nothing-found'
        ? { kind: 'nothing-found' as const, facts: { forwarded: lines.forwarded, named } }
        : { kind: 'answer-erasure' as const, facts: { ...lines, recipients, byHand, named, confirmedOn } }
    await endItem(tx, say, { item, outcome, letter })
    await tellRecipients(tx, say, item, { act: 'erasure', map, lines: told })
    const office = await settings(tx, ['suppress-on-erasure', 'backup-days'])
    if (outcome !== 'nothing-found' && office['suppress-on-erasure']) await suppressPerson(tx, say, item.request, map)
    await rememberErasure(tx, say, item, { done: carriedOut(item), map, backupDays: office['backup-days'] })
    return {}
  })
}

/** Also a step of an overtaken plan that may have been applied: the answer must not go out before it is known. */
const stepsOpen = (plans: Finished['plans'], last: Finished['plans'][number]): boolean =>
  last.steps.some(({ status }) => status !== 'verified') ||
  plans.some(({ steps }) => steps.some(({ status }) => ['attempted', 'waiting', 'applied'].includes(status)))

/**
 * A plan that was overtaken may have been carried out in some systems before: the answer tells of these too. Where its
 * re-reading still found something, it was carried out all the same, and what was left is the newer plan's.
 */
export const carriedOut = (item: { plans: Pick<Finished['plans'][number], 'document' | 'steps'>[] }): ErasurePlan[] =>
  item.plans.map((plan) => {
    const document = plan.document as unknown as ErasurePlan
    const overtaken = plan !== item.plans.at(-1)
    const done = plan.steps.filter(({ status }) => status === 'verified' || (overtaken && status === 'ambiguous'))
    const systems = document.systems.flatMap((share) => {
      const step = done.find(({ systemKey }) => systemKey === share.system)
      return step ? [{ ...share, groups: groupsOfStep(share.groups, step) }] : []
    })
    return { ...document, systems }
  })

/** What others' texts say is not the person's record: left there, it makes an erasure partial, and nothing no erasure. */
function outcomeOf(
  { erased, kept, frozen = [] }: ErasureLines,
  byHand: ByHandLine[],
  named: NamedByOthers | null,
): ItemOutcome {
  if (kept.length + frozen.length > 0 || byHand.some((line) => line.kept !== null)) return 'partly-erased'
  if (erased.length + byHand.length === 0) return 'nothing-found'
  return named?.changed === false ? 'partly-erased' : 'erased'
}
