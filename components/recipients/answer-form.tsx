import { useTranslations } from 'next-intl'
import { ChoiceGroup, Radio } from '@/components/ui/choices'
import { FormFeedback } from '@/components/ui/form-feedback'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextAreaField } from '@/components/ui/text-field'
import { MOST_REASON } from '@/lib/domain/recipients/notice'
import type { NoticeState } from './notice-state'

type Props = {
  token: string
  action: (form: FormData) => void
  state: Extract<NoticeState, { shown: 'notice' }>
}

/** Done, or why not. */
export function AnswerForm({ token, action, state: { notice, failure, answer, reason } }: Props) {
  const t = useTranslations('recipients.page')
  const missing = failure === 'reason-missing'
  return (
    <form action={action} onReset={(event) => event.preventDefault()} className="mt-10 grid max-w-measure gap-5">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="step" value="answer" />
      <ChoiceGroup
        id="answer"
        label={t('answerTitle')}
        error={failure === 'answer-missing' ? t('failure.answer-missing') : undefined}
      >
        <Radio
          id="answer-done"
          name="answer"
          value="done"
          defaultChecked={answer === 'done'}
          label={t(`done.${notice.act}`)}
        />
        <Radio
          id="answer-cannot"
          name="answer"
          value="cannot"
          defaultChecked={answer === 'cannot'}
          label={t('cannot')}
          reveals={
            <TextAreaField
              name="reason"
              label={t('reason')}
              hint={t('reasonHint')}
              error={missing ? t('failure.reason-missing') : undefined}
              rows={4}
              maxLength={MOST_REASON}
              defaultValue={reason}
            />
          }
        />
      </ChoiceGroup>
      <div>
        <SubmitButton pendingLabel={t('sending')}>{t('send')}</SubmitButton>
      </div>
      <FormFeedback feedback={failure && { ok: false, message: t(`failure.${failure}`) }} />
    </form>
  )
}
