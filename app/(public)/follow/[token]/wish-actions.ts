'use server'

import { revalidatePath } from 'next/cache'
import { IN_WORDS } from '@/components/request/in-words'
import type { WishState } from '@/components/request/wish-form'
import { publicActor } from '@/lib/auth/public-actor'
import { subjectActor } from '@/lib/auth/subject-session'
import { linkPath } from '@/lib/domain/letters/link-path'
import { readWishForm } from '@/lib/schemas/add-wish'
import { correctionField, formProblems, longest, presentField } from '@/lib/schemas/request-form'
import { addWish } from '@/lib/workflow/add-wish'
import { openFollowPage } from '@/lib/workflow/open-follow-page'
import { reportFailure } from '@/lib/workflow/report-failure'

const text = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.slice(0, 4 * longest.message) : ''
}

/** Each datum has fields of its own on the page; only those of the chosen one are read. */
function typedIn(form: FormData): WishState['typed'] {
  const datum = text(form, 'datum') || null
  const [wanted, present] = [correctionField(datum ?? ''), presentField(datum ?? '')].map((name) => text(form, name))
  return { datum, wanted: wanted ?? '', present: present ?? '', words: text(form, 'words') }
}

function wishIn({ datum, wanted, present, words }: WishState['typed']) {
  const chosen = new FormData()
  const fields = datum === IN_WORDS ? { words } : { datum: datum ?? '', wanted, present }
  for (const [name, value] of Object.entries(fields)) chosen.set(name, value)
  return readWishForm(chosen)
}

export async function addWishAction(_before: WishState, form: FormData): Promise<WishState> {
  const typed = typedIn(form)
  if (typed.datum === null) return { typed, said: 'wish-missing' }
  const read = wishIn(typed)
  if (!read.ok) return { typed, problem: Object.values(read.problems)[0] ?? 'form-broken' }
  const token = text(form, 'token')
  try {
    const link = await openFollowPage(await publicActor(), { token })
    if (!link.ok) return { typed, said: 'not-permitted' }
    const { requestId } = link
    const done = await addWish(await subjectActor(link), { requestId, wish: read.wish })
    if (!done.ok) return { typed, ...refused(done) }
  } catch (error) {
    reportFailure('follow-failed', error)
    return { typed, said: 'unavailable' }
  }
  revalidatePath(linkPath('follow', token))
  return { typed: { datum: null, wanted: '', present: '', words: '' }, said: 'done' }
}

type Refused = Extract<Awaited<ReturnType<typeof addWish>>, { ok: false }>
const told = ['wish-missing', 'wishes-too-many', 'wrong-status', 'conflict', 'not-permitted'] as const

function refused({ reason, detail }: Refused): Pick<WishState, 'said' | 'problem'> {
  const code = reason === 'corrections-unfit' ? Object.values(detail ?? {})[0] : null
  const problem = formProblems.find((known) => known === code)
  return problem ? { problem } : { said: told.find((known) => known === reason) ?? 'unavailable' }
}
