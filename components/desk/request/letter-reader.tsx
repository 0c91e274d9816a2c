'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { FormFeedback } from '@/components/ui/form-feedback'
import { LetterSheet } from '@/components/ui/letter-sheet'
import { SubmitButton } from '@/components/ui/submit-button'

export type LetterAnswer =
  | null
  | { ok: true; subject: string; text: string; locale: string }
  | { ok: false; message: string }

/** A letter's text, asked for by a colleague: the server records the reading before it answers. */
export function LetterReader({
  action,
  letterId,
}: {
  action: (before: LetterAnswer, form: FormData) => Promise<LetterAnswer>
  letterId: string
}) {
  const t = useTranslations('desk.letters')
  const [answer, read] = useActionState(action, null)
  if (answer?.ok)
    return (
      <LetterSheet lang={answer.locale} className="mt-2">
        <p className="font-semibold">{answer.subject}</p>
        <div className="whitespace-pre-line">{answer.text}</div>
      </LetterSheet>
    )
  return (
    <form action={read}>
      <input type="hidden" name="letterId" value={letterId} />
      <SubmitButton variant="link" pendingLabel={t('reading')}>
        {t('read')}
      </SubmitButton>
      <FormFeedback feedback={answer} />
    </form>
  )
}
