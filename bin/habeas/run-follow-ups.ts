// Carries follow-ups out here and now, by calling what the worker would call; its verbs lease and fence, so that a worker
// at the same work is no harm.
import { workerActor } from '@/lib/auth/worker-actor'
import type { StaffActor } from '@/lib/domain/actor'
import type { Outcome } from '@/lib/domain/outcome'
import { type FollowUpProgress, followUpProgress } from '@/lib/queries/retention'
import { closeFollowUp } from '@/lib/workflow/close-follow-up'
import { confirmStep } from '@/lib/workflow/confirm-step'
import { runStep } from '@/lib/workflow/run-step'
import { StepWaits } from '@/lib/workflow/step-waits'

const GIVE_UP_AFTER_ROUNDS = 40
const PAUSE_MS = 250

export async function runFollowUps(actor: StaffActor, planIds: string[]): Promise<FollowUpProgress[]> {
  for (let round = 0; round < GIVE_UP_AFTER_ROUNDS; round += 1) {
    const open = (await followUpProgress(actor, planIds)).filter(isOpen)
    if (open.length === 0) break
    const moved = await Promise.all(open.map(next))
    if (moved.every((one) => one === 'waits')) break
    // A worker holds what was refused: look again shortly.
    if (!moved.includes('done')) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  return followUpProgress(actor, planIds)
}

const isOpen = ({ status, closed, step }: FollowUpProgress) => status === 'approved' && !closed && step !== null

/** One step of one plan. `waits`: the system is away. */
async function next({ planId, step }: FollowUpProgress): Promise<'done' | 'refused' | 'waits'> {
  if (!step) return 'refused'
  try {
    const done = await work(planId, step)
    return done.ok ? 'done' : 'refused'
  } catch (error) {
    if (error instanceof StepWaits) return 'waits'
    throw error
  }
}

function work(planId: string, { id, status }: { id: string; status: string }): Promise<Outcome> {
  if (status === 'verified') return closeFollowUp(workerActor(), { planId })
  return status === 'applied' ? confirmStep(workerActor(), { stepId: id }) : runStep(workerActor(), { stepId: id })
}
