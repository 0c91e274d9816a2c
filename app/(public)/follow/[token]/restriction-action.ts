'use server'

import { redirect } from 'next/navigation'
import { type RestrictionSaid, restrictionSaid } from '@/components/request/restriction-part'
import { publicActor } from '@/lib/auth/public-actor'
import { subjectActor } from '@/lib/auth/subject-session'
import { linkPath } from '@/lib/domain/letters/link-path'
import { longest } from '@/lib/schemas/request-form'
import { askRestriction } from '@/lib/workflow/ask-restriction'
import { openFollowPage } from '@/lib/workflow/open-follow-page'
import { reportFailure } from '@/lib/workflow/report-failure'

const text = (form: FormData, name: string, most: number): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.slice(0, most) : ''
}

export async function askRestrictionAction(form: FormData): Promise<void> {
  const token = text(form, 'token', 200)
  const said = await ask(token, text(form, 'reason', longest.message))
  redirect(`${linkPath('follow', encodeURIComponent(token))}?restriction=${said}#restriction`)
}

async function ask(token: string, reason: string): Promise<RestrictionSaid> {
  try {
    const link = await openFollowPage(await publicActor(), { token })
    if (!link.ok) return 'not-permitted'
    const done = await askRestriction(await subjectActor(link), { requestId: link.requestId, reason })
    return done.ok ? 'asked' : (restrictionSaid(done.reason) ?? 'unavailable')
  } catch (error) {
    reportFailure('follow-failed', error)
    return 'unavailable'
  }
}
