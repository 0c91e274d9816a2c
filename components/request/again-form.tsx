'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { FormFeedback } from '@/components/ui/form-feedback'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import type { FormProblem } from '@/lib/schemas/request-form'

export type AgainState = {
  email: string
  problem?: FormProblem
  said?: 'done' | 'too-many-requests' | 'unavailable'
}
export type AgainAction = (before: AgainState | null, form: FormData) => Promise<AgainState>

/** A new link. What it answers is the same for every address. */
export function AgainForm({ action }: { action: AgainAction }) {
  const t = useTranslations('public.again')
  const problem = useTranslations('public.problems')
  const [state, formAction] = useActionState(action, null)
  return (
    <form action={formAction} noValidate className="mt-8 grid max-w-measure gap-5">
      <TextField
        name="email"
        type="email"
        label={t('email')}
        defaultValue={state?.email}
        error={state?.problem && problem(state.problem)}
        autoComplete="email"
        spellCheck={false}
      />
      <div>
        <SubmitButton pendingLabel={t('pending')}>{t('button')}</SubmitButton>
      </div>
      <FormFeedback feedback={state?.said && { ok: state.said === 'done', message: t(state.said) }} />
    </form>
  )
}
