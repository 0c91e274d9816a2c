// The copy of the person's data (Art. 15(3)): with the purposes, the recipients and the durations, announced by the answer.
import { packageFacts } from '../delivery/package/package-facts'
import { writePackage } from '../delivery/package/write-package'
import { forwardedLines } from '../domain/letters/answer-lines'
import { leftOutPlace, withReasons } from '../domain/plan/left-out'
import type { AccessPlan } from '../domain/plan/types'
import { authorityFor } from '../domain/supervisory-authorities'
import { now, plainDate } from '../platform/clock'
import type { Prisma } from '../platform/db/client'
import { endItem } from './finish-item'
import { controllerOf } from './letter-frame'
import { type ByHandParts, byHandParts } from './package-by-hand'
import { localeOf, type PackageBuild, type PackageCourse, packageSources } from './package-course'

type Task = Prisma.ManualTaskGetPayload<object>

export function copyCourse(build: PackageBuild, document: AccessPlan, settled: Task[]): PackageCourse {
  const { item, map, vault } = build
  const plan = withReasons(document, (reason) => vault.open(leftOutPlace(item.id), reason))
  const parts = byHandParts(vault, settled, map, localeOf(item))
  const facts = factsOf(build, plan, parts)
  return {
    write: () => writePackage({ facts, attachments: parts.attachments, ...packageSources(build, facts.datasets) }),
    isEmpty: ({ rows }) => rows === 0 && plan.excluded.length === 0 && parts.byHand.length === 0,
    end: async (tx, say, { rows, expiresOn }) => {
      await endItem(tx, say, {
        item,
        outcome: 'provided',
        letter: { kind: 'answer-access', facts: { rows, expiresOn } },
      })
      return { forReceiver: false }
    },
    endWithNothing: async (tx, say) => {
      const facts = { forwarded: forwardedLines(plan, map) }
      await endItem(tx, say, { item, outcome: 'nothing-found', letter: { kind: 'nothing-found', facts } })
    },
  }
}

function factsOf({ item, map }: PackageBuild, plan: AccessPlan, parts: ByHandParts) {
  const { request } = item
  const controller = controllerOf(map, request.controllerKey)
  const { name, address, dpo } = controller
  const moment = now()
  const frame = {
    locale: localeOf(item),
    byHand: parts.byHand,
    reference: request.reference,
    receivedOn: plainDate(request.receivedOn).toString(),
    builtAt: moment.toString({ fractionalSecondDigits: 0 }),
    builtOn: moment.toZonedDateTimeISO('UTC').toPlainDate().toString(),
    controller: { name, dpo, ...(address ? { address } : {}) },
    authority: authorityFor(controller.country, controller.region),
  }
  return packageFacts(frame, plan, map)
}
