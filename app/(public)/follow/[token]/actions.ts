'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { CodeProblem, CodeState } from '@/components/request/code-gate'
import type { WithdrawState } from '@/components/request/withdraw-form'
import { CONFIRMED } from '@/components/ui/confirm-statement'
import { publicActor } from '@/lib/auth/public-actor'
import { endSubjectSession, startSubjectSession, subjectActor } from '@/lib/auth/subject-session'
import { linkPath } from '@/lib/domain/letters/link-path'
import { rights } from '@/lib/domain/request/rights'
import { checkFollowCode } from '@/lib/workflow/check-follow-code'
import { openFollowPage } from '@/lib/workflow/open-follow-page'
import { reportFailure } from '@/lib/workflow/report-failure'
import { sendFollowCode } from '@/lib/workflow/send-follow-code'
import { withdrawRequest } from '@/lib/workflow/withdraw-request'

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.slice(0, 200) : ''
}

/** The gate: `intent` says which of its buttons was pressed. */
export async function passGate(before: CodeState, form: FormData): Promise<CodeState> {
  const token = textOf(form, 'token')
  if (textOf(form, 'intent') !== 'check') return mailCode(before, token, 'open-page')
  const code = textOf(form, 'code')
  if (code.trim() === '') return { asked: true, problem: 'code-missing' }
  const checked = await checkCode(token, code)
  if (checked) return checked
  redirect(linkPath('follow', token))
}

/** Null: the code was right, and the session has begun. */
async function checkCode(token: string, code: string): Promise<CodeState | null> {
  try {
    const done = await checkFollowCode(await publicActor(), { token, code })
    if (!done.ok) return { asked: true, problem: done.reason, triesLeft: Number(done.detail?.triesLeft ?? 0) }
    await startSubjectSession(done)
    return null
  } catch (error) {
    return failed(true, error)
  }
}

async function mailCode(
  before: CodeState,
  token: string,
  purpose: 'open-page' | 'collect-package',
): Promise<CodeState> {
  try {
    const link = purpose === 'open-page' ? null : await openFollowPage(await publicActor(), { token })
    const actor = link?.ok ? await subjectActor(link) : await publicActor()
    const done = await sendFollowCode(actor, { token, purpose })
    return done.ok ? { asked: true, sent: true } : { asked: before.asked, problem: done.reason }
  } catch (error) {
    return failed(before.asked, error)
  }
}

function failed(asked: boolean, error: unknown): CodeState {
  reportFailure('follow-failed', error)
  return { asked, problem: 'unavailable' satisfies CodeProblem }
}

export async function mailPackageCode(before: CodeState, form: FormData): Promise<CodeState> {
  return mailCode(before, textOf(form, 'token'), 'collect-package')
}

export async function withdraw(_before: WithdrawState | null, form: FormData): Promise<WithdrawState> {
  if (form.get(CONFIRMED) !== 'yes') return { ok: false, said: 'unticked' }
  const token = textOf(form, 'token')
  const right = rights.find((name) => name === form.get('right'))
  try {
    const link = await openFollowPage(await publicActor(), { token })
    if (!link.ok) return { ok: false, said: 'not-permitted' }
    const { requestId } = link
    const done = await withdrawRequest(await subjectActor(link), right ? { requestId, right } : { requestId })
    if (!done.ok) return { ok: false, said: done.reason }
  } catch (error) {
    reportFailure('follow-failed', error)
    return { ok: false, said: 'unavailable' }
  }
  revalidatePath(linkPath('follow', token))
  return { ok: true, said: 'done' }
}

export async function closePage(form: FormData): Promise<void> {
  await endSubjectSession()
  redirect(linkPath('follow', textOf(form, 'token')))
}
