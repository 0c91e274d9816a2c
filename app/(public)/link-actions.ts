'use server'

import type { AgainState } from '@/components/request/again-form'
import type { StepPurpose, StepState } from '@/components/request/link-step'
import { publicActor } from '@/lib/auth/public-actor'
import type { PublicActor } from '@/lib/domain/actor'
import { readEmail } from '@/lib/schemas/submit-request'
import { confirmEmail } from '@/lib/workflow/confirm-email'
import { confirmOnFile } from '@/lib/workflow/confirm-on-file'
import { disownRequest } from '@/lib/workflow/disown-request'
import { reportFailure } from '@/lib/workflow/report-failure'
import { sendLinkAgain } from '@/lib/workflow/send-link-again'

type Verb = (actor: PublicActor, input: { token: string }) => Promise<StepState>

const verbs: Record<StepPurpose, Verb> = {
  confirm: async (actor, input) => stepOf(await confirmEmail(actor, input)),
  'on-file': async (actor, input) => stepOf(await confirmOnFile(actor, input)),
  'not-me': async (actor, input) => {
    const done = await disownRequest(actor, input)
    return done.ok ? { done: true, stopped: done.rights.length } : { done: false, failure: done.reason }
  },
}

const stepOf = (outcome: Awaited<ReturnType<typeof confirmEmail>>): StepState =>
  outcome.ok
    ? { done: true, reference: outcome.reference, dueOn: outcome.dueOn }
    : { done: false, failure: outcome.reason }

async function followLink(purpose: StepPurpose, form: FormData): Promise<StepState> {
  try {
    return await verbs[purpose](await publicActor(), { token: String(form.get('token') ?? '') })
  } catch (error) {
    reportFailure('follow-failed', error)
    return { done: false, failure: 'unavailable' }
  }
}

export const confirmStep = async (_before: StepState | null, form: FormData) => followLink('confirm', form)
export const onFileStep = async (_before: StepState | null, form: FormData) => followLink('on-file', form)
export const notMeStep = async (_before: StepState | null, form: FormData) => followLink('not-me', form)

export async function askAgain(_before: AgainState | null, form: FormData): Promise<AgainState> {
  const typed = form.get('email')
  const email = typeof typed === 'string' ? typed.slice(0, 300) : ''
  const parsed = readEmail(typed)
  if (!parsed.ok) return { email, problem: parsed.problem }
  try {
    const done = await sendLinkAgain(await publicActor(), { email: parsed.email })
    return done.ok ? { email: '', said: 'done' } : { email, said: done.reason }
  } catch (error) {
    reportFailure('follow-failed', error)
    return { email, said: 'unavailable' }
  }
}
