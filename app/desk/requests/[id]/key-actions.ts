'use server'

import { z } from 'zod'
import type { DeskAnswer } from '@/components/desk/action-form'
import type { KeysAnswer } from '@/components/desk/request/found-through'
import { requireStaff } from '@/lib/auth/staff-session'
import { decideKey } from '@/lib/workflow/decide-key'
import { readKeys } from '@/lib/workflow/read-keys'
import { searchAnyway } from '@/lib/workflow/search-anyway'
import { readForm, refusal, settle } from '../../act'

const keys = z.object({ requestId: z.uuid() })
/** The verb records the reading before it reads. */
export async function keysAction(_before: KeysAnswer, form: FormData): Promise<KeysAnswer> {
  const actor = await requireStaff()
  const input = readForm(keys, form)
  const done = input && (await readKeys(actor, input))
  if (!done?.ok) return { ok: false, message: (await refusal(done?.reason ?? 'form-broken'))?.message ?? '' }
  return { ok: true, values: Object.fromEntries(done.values.map(({ key, value }) => [key, value])) }
}

const decision = z.object({
  requestId: z.uuid(),
  version: z.coerce.number().int().positive(),
  key: z.string().max(200),
  accepted: z.enum(['yes', 'no']),
  reason: z.string().max(5000),
})
export async function keyAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff()
  const input = readForm(decision, form)
  if (!input) return refusal('decision-missing')
  const accepted = input.accepted === 'yes'
  const done = await decideKey(actor, { ...input, accepted })
  const said = accepted ? 'key-followed' : 'key-refused'
  return settle(done, { path: `/desk/requests/${input.requestId}`, said })
}

const seen = z.object({ requestId: z.uuid(), version: z.coerce.number().int().positive() })
export async function searchAnywayAction(_before: DeskAnswer, form: FormData): Promise<DeskAnswer> {
  const actor = await requireStaff()
  const input = readForm(seen, form)
  if (!input) return refusal('form-broken')
  return settle(await searchAnyway(actor, input), { path: `/desk/requests/${input.requestId}`, said: 'searching' })
}
