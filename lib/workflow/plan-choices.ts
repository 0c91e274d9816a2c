// What people decided about one right, beside what the search found: parts that a colleague left out, where the person's
// data goes, and what is corrected.
import { adequacyOf } from '../domain/adequacy'
import type { PlanDocument } from '../domain/plan/plan-document'
import type { PortabilityWish } from '../domain/plan/plan-portability'
import type { AccessPlan } from '../domain/plan/types'
import type { CorrectionFacts } from '../domain/rectification/correction-facts'
import type { Transaction } from '../platform/db/client'
import { correctionFacts, noCorrections } from './correction-facts'

export type PlanChoices = {
  excluded: AccessPlan['excluded']
  transfer: PortabilityWish
  corrections: CorrectionFacts
}

const toThePerson: PortabilityWish = { destination: { to: 'person' }, confirmed: true }

export const nothingChosen: PlanChoices = {
  excluded: [],
  transfer: toThePerson,
  corrections: noCorrections,
}

type Reader = Pick<Transaction, 'transferWish' | 'transferReceiver' | 'requestItem' | 'correctionWish' | 'restriction'>

/** `before`: of the newest plan, whose exclusions stay in the next one. `on`: ISO date of the plan. */
export async function planChoices(
  from: Reader,
  item: { id: string; right: string },
  before: unknown,
  on: string,
): Promise<PlanChoices> {
  const transfer = item.right === 'portability' ? await transferOf(from, item.id, on) : toThePerson
  const corrections = item.right === 'rectification' ? await correctionFacts(from, item.id) : noCorrections
  return { excluded: excludedBefore(before as PlanDocument | null | undefined), transfer, corrections }
}

function excludedBefore(document: PlanDocument | null | undefined): AccessPlan['excluded'] {
  if (document?.right === 'access') return document.excluded
  if (document?.right !== 'portability') return []
  return document.left.flatMap(({ dataset, field, why, reason }) =>
    why === 'excluded' ? [{ dataset, field, reason: reason ?? '' }] : [],
  )
}

/** Without a word of the person it goes to the person. */
async function transferOf(from: Reader, itemId: string, on: string): Promise<PortabilityWish> {
  const wish = await from.transferWish.findUnique({ where: { itemId } })
  if (wish?.toWhom !== 'controller') return toThePerson
  const receiver = wish.receiverId ? await from.transferReceiver.findUnique({ where: { id: wish.receiverId } }) : null
  if (!receiver || receiver.disabledAt) return { destination: { to: 'controller' }, confirmed: false }
  const { key, version, country } = receiver
  const listedOn = receiver.listedOn?.toISOString().slice(0, 10) ?? null
  const adequacy = adequacyOf({ country, on, listedOn })
  const destination = { to: 'receiver', receiver: key, receiverVersion: version, country, adequacy } as const
  return { destination, confirmed: wish.confirmedAt !== null }
}
