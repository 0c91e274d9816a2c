'use server'

import { type NoticeFailure, type NoticeState, noticeFailures } from '@/components/recipients/notice-state'
import { publicActor } from '@/lib/auth/public-actor'
import { MOST_REASON } from '@/lib/domain/recipients/notice'
import { acknowledgeNotice } from '@/lib/workflow/acknowledge-notice'
import { readNotice } from '@/lib/workflow/read-notice'
import { reportFailure } from '@/lib/workflow/report-failure'

const text = (form: FormData, name: string, most: number): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.slice(0, most) : ''
}

const failureOf = (code: string): NoticeFailure => noticeFailures.find((known) => known === code) ?? 'unavailable'

/** One form after the other on one page: the first shows, the second answers. */
export async function noticeStep(_before: NoticeState | null, form: FormData): Promise<NoticeState> {
  const token = text(form, 'token', 200)
  try {
    return form.get('step') === 'answer' ? await answer(token, form) : await read(token)
  } catch (error) {
    reportFailure('follow-failed', error)
    return { shown: 'failure', failure: 'unavailable' }
  }
}

async function read(token: string): Promise<NoticeState> {
  const done = await readNotice(await publicActor(), { token })
  if (done.ok) return { shown: 'notice', notice: done.notice }
  return done.reason === 'link-gone' ? { shown: 'gone' } : { shown: 'failure', failure: failureOf(done.reason) }
}

async function answer(token: string, form: FormData): Promise<NoticeState> {
  const typed = { answer: text(form, 'answer', 20), reason: text(form, 'reason', MOST_REASON) }
  const chosen = typed.answer === 'done' || typed.answer === 'cannot' ? typed.answer : null
  const actor = await publicActor()
  const done = chosen && (await acknowledgeNotice(actor, { token, answer: chosen, reason: typed.reason }))
  if (done?.ok) return { shown: 'thanks' }
  if (done?.reason === 'link-gone') return { shown: 'gone' }
  const failure = done ? failureOf(done.reason) : 'answer-missing'
  const again = await read(token)
  return again.shown === 'notice' ? { ...again, ...typed, failure } : again
}
