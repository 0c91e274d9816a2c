// The nights of the story in which a hold ended: what the worker does by itself.
import { runFollowUps } from '@/bin/habeas/run-follow-ups'
import { workerActor } from '@/lib/auth/worker-actor'
import { dateOnly, moveClock, plainDate } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db/client'
import { drawFollowUp } from '@/lib/workflow/draw-follow-up'
import { endHolds } from '@/lib/workflow/end-holds'
import { must } from './must'
import type { Desk } from './staff'

/** Each end on the day after it, in their order, up to so many days ago. */
export async function endHoldsUntil(desk: Desk, daysAgo: number): Promise<void> {
  const present = Temporal.Now.plainDateISO('Europe/Paris')
  const night = present.subtract({ days: daysAgo })
  for (;;) {
    const next = await db.retainedLine.findFirst({
      where: { state: 'held', endsOn: { lt: dateOnly(night) } },
      orderBy: { endsOn: 'asc' },
    })
    if (!next?.endsOn) return
    const { days } = plainDate(next.endsOn).add({ days: 1 }).until(present)
    moveClock(`-P${days}D`)
    await endAndErase(desk)
  }
}

async function endAndErase({ dpo }: Desk): Promise<void> {
  must(await endHolds(workerActor()))
  const due = await db.retainedLine.findMany({
    where: { state: 'due' },
    distinct: ['memoryId', 'systemKey'],
    select: { memoryId: true, systemKey: true },
  })
  const planIds: string[] = []
  for (const { memoryId, systemKey } of due) {
    const { planId } = must(await drawFollowUp(workerActor(), { memoryId, system: systemKey, cause: 'hold-ended' }))
    if (planId) planIds.push(planId)
  }
  await runFollowUps(dpo, planIds)
}
