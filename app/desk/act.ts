// How an action of the desk ends: parse → actor → verb → here.
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { z } from 'zod'
import type { DeskAnswer } from '@/components/desk/action-form'
import type { Outcome } from '@/lib/domain/outcome'

/** The page that was seen is not what is there any more: the reader is taken to what is, and told so. */
const stale = ['conflict', 'wrong-status', 'plan-changed']

/** Moves on with a word of what was done, or says why not: there where the form is, unless the form itself is outdated. */
export async function settle(outcome: Outcome, to: { path: string; said: string }): Promise<DeskAnswer> {
  if (outcome.ok || stale.includes(outcome.reason)) {
    revalidatePath('/desk', 'layout')
    redirect(`${to.path}${to.path.includes('?') ? '&' : '?'}said=${outcome.ok ? to.said : outcome.reason}`)
  }
  return refusal(outcome.reason, outcome.detail)
}

export async function refusal(reason: string, detail: Record<string, string | number> = {}): Promise<DeskAnswer> {
  const t = await getTranslations('reasons')
  return { ok: false, message: t.has(reason) ? t(reason, detail) : t('unknown-reason', { reason }) }
}

/** The form's texts by the schema, or null for a form that no page of ours made. */
export function readForm<T extends z.ZodType>(schema: T, form: FormData): z.output<T> | null {
  const fields = [...form.entries()].filter(([name, value]) => typeof value === 'string' && !name.startsWith('$'))
  const parsed = schema.safeParse(Object.fromEntries(fields))
  return parsed.success ? parsed.data : null
}
