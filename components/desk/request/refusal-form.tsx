'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { type Feedback, FormFeedback } from '@/components/ui/form-feedback'
import { LetterSheet } from '@/components/ui/letter-sheet'
import { SelectField, TextAreaField } from '@/components/ui/text-field'
import { refusalGrounds } from '@/lib/domain/request/refusal-ground'

export type RefusalAnswer = {
  feedback: Feedback | null
  letter?: { subject: string; text: string; locale: string }
  /** What was chosen and written, for the page without scripts. */
  typed?: { ground: string; reason: string }
} | null

/** Ground and reason, then the letter to read, then the refusal that sends it (Art. 12(4)). */
export function RefusalForm({
  action,
  hidden,
  right,
}: {
  action: (before: RefusalAnswer, form: FormData) => Promise<RefusalAnswer>
  hidden: { requestId: string; itemId: string; version: number }
  right: string
}) {
  const t = useTranslations('desk.refuse')
  const ground = useTranslations('desk.ground')
  const [answer, submit] = useActionState(action, null)
  const letter = answer?.letter
  const id = (name: string) => `${name}-${hidden.itemId}`
  return (
    <form action={submit} onReset={(event) => event.preventDefault()} className="grid max-w-[42rem] gap-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SelectField
        name="ground"
        id={id('ground')}
        label={t('ground')}
        required
        defaultValue={answer?.typed?.ground ?? ''}
      >
        <option value="" disabled>
          {t('choose')}
        </option>
        {refusalGrounds.map((code) => (
          <option key={code} value={code}>
            {ground(code)}
          </option>
        ))}
      </SelectField>
      <TextAreaField
        name="reason"
        defaultValue={answer?.typed?.reason}
        id={id('reason')}
        label={t('reason')}
        hint={t('reasonHint')}
        required
        maxLength={4000}
      />
      <FormFeedback feedback={answer?.feedback} />
      {letter && (
        <>
          <p className="font-semibold" role="status">
            {t('letter')}
          </p>
          <LetterSheet lang={letter.locale}>
            <p className="font-semibold">{letter.subject}</p>
            <div className="whitespace-pre-line">{letter.text}</div>
          </LetterSheet>
        </>
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="quiet" name="intent" value="preview">
          {t(letter ? 'previewAgain' : 'preview')}
        </Button>
        {letter && (
          <ConfirmDialog
            name="intent"
            value="send"
            title={t('confirmTitle', { right })}
            body={<p>{t('confirmText')}</p>}
            confirmLabel={t('send')}
            cancelLabel={t('cancel')}
            pendingLabel={t('sending')}
          >
            {t('send')}
          </ConfirmDialog>
        )}
      </div>
    </form>
  )
}
