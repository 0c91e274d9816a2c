// The package of Art. 20: what is portable and was accepted, to the person or to the receiver that they confirmed.
import { portableFacts } from '../delivery/portability/portable-facts'
import { sealForReceiver } from '../delivery/portability/seal-for-receiver'
import { writePortablePackage } from '../delivery/portability/write-portable-package'
import type { Catalogue } from '../domain/catalogue'
import { forwardedLines } from '../domain/letters/answer-lines'
import { type Outcome, refuse } from '../domain/outcome'
import { leftOutPlace, withReasons } from '../domain/plan/left-out'
import { withoutRefused } from '../domain/plan/plan-portability'
import type { PortabilityPlan } from '../domain/plan/portability-plan'
import { isPartly, leftLines, transferredLines } from '../domain/transfer/outcome'
import { now } from '../platform/clock'
import { db } from '../platform/db/client'
import { moveItem } from './commit-item'
import { endTransferEmpty } from './end-transfer-empty'
import { endItem } from './finish-item'
import { controllerOf } from './letter-frame'
import type { ItemCase } from './load-case'
import { encryptionOf } from './open-receiver'
import { localeOf, type PackageBuild, type PackageCourse, packageSources } from './package-course'
import { sendPackage } from './send-package'

type Plan = ItemCase['plans'][number]
type Receiver = NonNullable<Awaited<ReturnType<typeof db.transferReceiver.findUnique>>>
export type TransferReady = {
  plan: PortabilityPlan
  receiver: Receiver | null
  forms: ('json' | 'csv' | 'xml')[]
  catalogues: Record<string, Catalogue>
}

/** Nothing is read before every controller has answered, and the receiver is still the one that was signed. */
export async function transferReady(item: ItemCase, plan: Plan): Promise<Outcome<TransferReady>> {
  const signed = plan.document as unknown as PortabilityPlan
  const [asked, wish, catalogues] = await Promise.all([
    db.transferAcceptance.findMany({ where: { planId: plan.id }, select: { controllerKey: true, status: true } }),
    db.transferWish.findUnique({ where: { itemId: item.id } }),
    cataloguesOf(signed),
  ])
  // Whoever has to accept has answered, by a word on record: no question is no answer.
  const answered = asked.filter(({ status }) => status === 'accepted' || status === 'refused')
  const isAnswered = (key: string) => answered.some(({ controllerKey }) => controllerKey === key)
  if (answered.length < asked.length || !signed.acceptances.every(({ controller }) => isAnswered(controller)))
    return refuse('acceptance-open')
  const refused = asked.filter(({ status }) => status === 'refused').map(({ controllerKey }) => controllerKey)
  const receiver = await receiverOf(signed)
  if (receiver === 'changed') return refuse('receiver-changed')
  const forms = (wish?.formats ?? ['json', 'csv']) as TransferReady['forms']
  return { ok: true, plan: withoutRefused(signed, refused), receiver, forms, catalogues }
}

async function receiverOf({ destination }: PortabilityPlan): Promise<Receiver | null | 'changed'> {
  if (destination.to === 'person') return null
  if (destination.to === 'controller') return 'changed'
  const receiver = await db.transferReceiver.findUnique({ where: { key: destination.receiver } })
  const stands = receiver && !receiver.disabledAt && receiver.version === destination.receiverVersion
  return stands ? receiver : 'changed'
}

async function cataloguesOf({ datasets }: PortabilityPlan): Promise<Record<string, Catalogue>> {
  const rows = await db.connectedSystem.findMany({
    where: { key: { in: [...new Set(datasets.map(({ system }) => system))] } },
    select: { key: true, catalogue: true },
  })
  return Object.fromEntries(rows.flatMap(({ key, catalogue }) => (catalogue ? [[key, catalogue]] : []))) as never
}

export function transferCourse(
  build: PackageBuild,
  { plan: signed, receiver, forms, catalogues }: TransferReady,
): PackageCourse {
  const { item, map, vault } = build
  const plan = withReasons(signed, (reason) => vault.open(leftOutPlace(item.id), reason))
  const { name, country, dpo } = controllerOf(map, item.request.controllerKey)
  const builtAt = now().toString({ fractionalSecondDigits: 0 })
  const frame = {
    locale: localeOf(item),
    reference: item.request.reference,
    builtAt,
    source: { name, country, dpo },
    forms,
  }
  const facts = portableFacts(frame, plan, map, catalogues)
  const sources = packageSources(build, facts.datasets)
  const said = { left: leftLines(plan.left, map), forwarded: forwardedLines(plan, map) }
  return {
    write: async () => {
      const written = await writePortablePackage({ facts, ...sources })
      const to = receiver && encryptionOf(receiver)
      return to ? sealForReceiver(to, written, sources) : written
    },
    isEmpty: ({ rows }) => rows === 0,
    end: async (tx, say, built) => {
      if (receiver) {
        await moveItem(tx, item, { status: 'approved' })
        await sendPackage(tx, item, receiver, built)
        return { forReceiver: true }
      }
      const transferred = transferredLines(plan, map)
      const partly = isPartly(plan)
      const { rows, expiresOn } = built
      const letter = { kind: 'answer-portable' as const, facts: { ...said, transferred, partly, rows, expiresOn } }
      await endItem(tx, say, { item, outcome: partly ? 'partly-transferred' : 'transferred', letter })
      return { forReceiver: false }
    },
    endWithNothing: async (tx, say) => {
      await endTransferEmpty(tx, say, { item, plan: { ...signed, datasets: [] }, map })
    },
  }
}
