'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { Checkbox, ChoiceGroup, Radio } from '@/components/ui/choices'
import { CONFIRMED } from '@/components/ui/confirm-statement'
import { Disclosure } from '@/components/ui/disclosure'
import { FormFeedback } from '@/components/ui/form-feedback'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Right } from '@/lib/domain/request/rights'

export type WithdrawState = {
  ok: boolean
  said: 'done' | 'unticked' | 'not-withdrawable' | 'partly-carried-out' | 'conflict' | 'not-permitted' | 'unavailable'
}
export type WithdrawAction = (before: WithdrawState | null, form: FormData) => Promise<WithdrawState>

/** Taken back right by right or whole; the tick is the deliberate gesture, with and without scripts. */
export function WithdrawForm({ token, rights, action }: { token: string; rights: Right[]; action: WithdrawAction }) {
  const t = useTranslations('public.follow')
  const [state, formAction] = useActionState(action, null)
  return (
    <>
      <FormFeedback className="mt-6" feedback={state && { ok: state.ok, message: t(`withdraw.${state.said}`) }} />
      {rights.length > 0 && (
        <Disclosure
          summary={t('withdraw.title')}
          open={state !== null && !state.ok}
          className="mt-6 border-rule border-y"
        >
          <p className="max-w-measure text-soft">{t('withdraw.explain')}</p>
          <form action={formAction} className="mt-4 grid max-w-measure gap-5">
            <input type="hidden" name="token" value={token} />
            {rights.length > 1 && (
              <ChoiceGroup id="withdraw-right" label={t('withdraw.which')}>
                <Radio id="withdraw-all" name="right" value="" defaultChecked label={t('withdraw.all')} />
                {rights.map((right) => (
                  <Radio
                    key={right}
                    id={`withdraw-${right}`}
                    name="right"
                    value={right}
                    label={t('withdraw.only', { right: t(`right.${right}`) })}
                  />
                ))}
              </ChoiceGroup>
            )}
            <Checkbox id="withdraw-confirmed" name={CONFIRMED} value="yes" label={t('withdraw.statement')} />
            <div>
              <SubmitButton variant="quiet" pendingLabel={t('withdraw.pending')}>
                {t('withdraw.button')}
              </SubmitButton>
            </div>
          </form>
        </Disclosure>
      )}
    </>
  )
}
