import { useTranslations } from 'next-intl'
import { Disclosure } from '@/components/ui/disclosure'
import { FormFeedback } from '@/components/ui/form-feedback'
import { StatusMark, type StatusTone } from '@/components/ui/status-mark'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextAreaField } from '@/components/ui/text-field'

const tones = {
  asked: 'waiting',
  active: 'working',
  'lift-announced': 'working',
  lifted: 'closed',
  refused: 'refused',
} as const satisfies Record<string, StatusTone>
export type RestrictionStatus = keyof typeof tones

const answers = ['asked', 'restriction-asked', 'wrong-status', 'not-permitted', 'unavailable'] as const
export type RestrictionSaid = (typeof answers)[number]
export const restrictionSaid = (code: unknown): RestrictionSaid | null =>
  answers.find((known) => known === code) ?? null

/** While they contest their data (Art. 18(1)(a)). A plain form: it comes back to the page with a word. */
export function RestrictionPart({
  token,
  status,
  open,
  said,
  action,
}: {
  token: string
  status: RestrictionStatus | null
  /** It can be asked for now. */
  open: boolean
  said: RestrictionSaid | null
  action: (form: FormData) => Promise<void>
}) {
  const t = useTranslations('public.follow.restriction')
  if (!open && status === null) return null
  return (
    <div id="restriction" className="mt-6 scroll-mt-8">
      <FormFeedback feedback={said && { ok: said === 'asked', message: t(`said.${said}`) }} />
      {status && (
        <p className="py-1">
          {t('name')}:{' '}
          <StatusMark tone={tones[status]} className="whitespace-normal">
            {t(`status.${status}`)}
          </StatusMark>
        </p>
      )}
      {open && (
        <Disclosure summary={t('title')} className="border-rule border-b">
          <p className="max-w-measure text-soft">{t('explain')}</p>
          <form action={action} className="mt-4 grid max-w-measure gap-4">
            <input type="hidden" name="token" value={token} />
            <TextAreaField
              name="reason"
              id="restriction-reason"
              label={t('reason')}
              optional
              rows={3}
              maxLength={5000}
            />
            <div>
              <SubmitButton variant="quiet" pendingLabel={t('pending')}>
                {t('button')}
              </SubmitButton>
            </div>
          </form>
        </Disclosure>
      )}
    </div>
  )
}
