'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { FormFeedback } from '@/components/ui/form-feedback'
import { SubmitButton } from '@/components/ui/submit-button'
import { CodeField } from './code-field'

export type CodeProblem =
  | 'code-missing'
  | 'code-wrong'
  | 'code-over'
  | 'link-gone'
  | 'too-many-requests'
  | 'not-permitted'
  | 'unavailable'
/** `asked`: a code was mailed, so the field for it stands there. */
export type CodeState = { asked: boolean; sent?: boolean; problem?: CodeProblem; triesLeft?: number }
export type CodeAction = (before: CodeState, form: FormData) => Promise<CodeState>

/** The door of the person's page: a code to the mailbox, then six digits. */
export function CodeGate({ token, action }: { token: string; action: CodeAction }) {
  const t = useTranslations('public.code')
  const said = useCodeProblem()
  const [state, formAction] = useActionState(action, { asked: false })
  const fieldProblem = state.problem === 'code-wrong' || state.problem === 'code-missing'
  return (
    <>
      <h1 className="text-3xl">{t('title')}</h1>
      <p className="mt-4 max-w-measure text-lg">{t('text')}</p>
      <form action={formAction} noValidate className="mt-8 grid max-w-measure gap-5">
        <input type="hidden" name="token" value={token} />
        {state.asked && (
          <>
            <CodeField label={t('label')} error={fieldProblem ? said(state) : undefined} />
            <div className="flex flex-wrap gap-3">
              <SubmitButton name="intent" value="check" pendingLabel={t('checking')}>
                {t('check')}
              </SubmitButton>
              <SubmitButton name="intent" value="send" variant="quiet">
                {t('another')}
              </SubmitButton>
            </div>
          </>
        )}
        {!state.asked && (
          <div>
            <SubmitButton name="intent" value="send" pendingLabel={t('sending')}>
              {t('send')}
            </SubmitButton>
          </div>
        )}
        <FormFeedback
          feedback={
            state.sent
              ? { ok: true, message: t('sent') }
              : state.problem && !fieldProblem
                ? { ok: false, message: said(state) ?? '' }
                : null
          }
        />
      </form>
    </>
  )
}

export function useCodeProblem() {
  const t = useTranslations('public.code')
  const problems = useTranslations('public.problems')
  const gone = useTranslations('public.gone')
  return ({ problem, triesLeft = 0 }: Pick<CodeState, 'problem' | 'triesLeft'>): string | undefined => {
    if (!problem) return undefined
    if (problem === 'code-missing') return problems(problem)
    if (problem === 'link-gone') return gone('title')
    return t(problem, { triesLeft })
  }
}
