'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { FormFeedback } from '@/components/ui/form-feedback'
import { SubmitButton } from '@/components/ui/submit-button'
import { AnswerForm } from './answer-form'
import { NoticeSheet } from './notice-sheet'
import type { NoticeAction } from './notice-state'

/** A recipient of the data. Opening the page says nothing and spends nothing: scanners of mail open it too. */
export function NoticePage({ token, action }: { token: string; action: NoticeAction }) {
  const t = useTranslations('recipients.page')
  const [state, formAction] = useActionState(action, null)
  if (state?.shown === 'gone') return <Said title={t('goneTitle')} text={t('goneText')} />
  if (state?.shown === 'thanks') return <Said title={t('title')} text={t('thanks')} />
  if (state?.shown === 'notice') {
    const { notice } = state
    return (
      <div aria-live="polite">
        <NoticeSheet notice={notice} />
        {notice.state === 'open' ? (
          <AnswerForm token={token} action={formAction} state={state} />
        ) : (
          <p className="mt-8 max-w-measure font-semibold">{t(notice.state)}</p>
        )}
      </div>
    )
  }
  return (
    <>
      <h1 className="max-w-[24ch] text-3xl">{t('title')}</h1>
      <p className="mt-4 max-w-measure text-lg">{t('lead')}</p>
      <form action={formAction} className="mt-8 grid gap-4">
        <input type="hidden" name="token" value={token} />
        <div>
          <SubmitButton pendingLabel={t('pending')}>{t('show')}</SubmitButton>
        </div>
        <FormFeedback feedback={state && { ok: false, message: t(`failure.${state.failure}`) }} />
      </form>
    </>
  )
}

function Said({ title, text }: { title: string; text: string }) {
  return (
    <div aria-live="polite">
      <h1 className="max-w-[24ch] text-3xl">{title}</h1>
      <p className="mt-4 max-w-measure text-lg">{text}</p>
    </div>
  )
}
