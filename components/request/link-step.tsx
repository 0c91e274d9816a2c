'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useActionState } from 'react'
import { SubmitButton } from '@/components/ui/submit-button'
import { dateInWords } from '@/lib/domain/letters/letter-dates'

export type StepPurpose = 'confirm' | 'on-file' | 'not-me'
/** `failure`: a key of `public.again`; the link's own failures are `link-gone`. */
export type StepState =
  | { done: true; reference?: string; dueOn?: string; stopped?: number }
  | { done: false; failure: 'link-gone' | 'too-many-requests' | 'unavailable' }

type LinkStepProps = {
  purpose: StepPurpose
  token: string
  action: (before: StepState | null, form: FormData) => Promise<StepState>
  /** False also for the link that the very post spent which this page answers: see `state`. */
  works: boolean
  /** What the page shows once the link works no more: the same as for a link that never did. */
  gone: ReactNode
}

/** One page, one button. Opening the page spends nothing, since scanners of mail open it too; pressing the button does. */
export function LinkStep({ purpose, token, action, works, gone }: LinkStepProps) {
  const t = useTranslations('public.link')
  const failed = useTranslations('public.again')
  const [state, formAction] = useActionState(action, null)
  if (state?.done) return <StepDone purpose={purpose} state={state} />
  if (!works || state?.failure === 'link-gone') return gone
  return (
    <>
      <h1 className="max-w-[24ch] text-3xl">{t(`${purpose}.title`)}</h1>
      <p className="mt-4 max-w-measure text-lg">{t(`${purpose}.text`)}</p>
      <form action={formAction} className="mt-8 grid gap-4">
        <input type="hidden" name="token" value={token} />
        <div>
          <SubmitButton pendingLabel={t(`${purpose}.pending`)}>{t(`${purpose}.button`)}</SubmitButton>
        </div>
        <p aria-live="polite" className="max-w-measure font-semibold">
          {state && failed(state.failure)}
        </p>
      </form>
      {purpose === 'on-file' && <p className="mt-6 max-w-measure text-soft">{t('on-file.otherwise')}</p>}
    </>
  )
}

function StepDone({ purpose, state }: { purpose: StepPurpose; state: Extract<StepState, { done: true }> }) {
  const t = useTranslations('public.link')
  const locale = useLocale() === 'fr' ? 'fr' : 'en'
  const date = state.dueOn ? dateInWords(state.dueOn, locale) : ''
  const stopped = (state.stopped ?? 0) > 0
  const said =
    purpose === 'not-me' ? t(stopped ? 'not-me.doneSome' : 'not-me.doneNone') : t(`${purpose}.done`, { date })
  return (
    <div aria-live="polite">
      <h1 className="max-w-[24ch] text-3xl">{t(`${purpose}.doneTitle`)}</h1>
      <p className="mt-4 max-w-measure text-lg">{said}</p>
      {state.reference && (
        <p className="mt-6">
          <span className="block text-soft">{t('reference')}</span>
          <span className="font-semibold text-xl">{state.reference}</span>
        </p>
      )}
      {purpose === 'confirm' && (
        <>
          <h2 className="mt-10 text-xl">{t('confirm.nextTitle')}</h2>
          <ol className="mt-3 grid max-w-measure list-decimal gap-3 pl-5 marker:font-semibold marker:text-action">
            {(['next1', 'next2', 'next3'] as const).map((step) => (
              <li key={step}>{t(`confirm.${step}`)}</li>
            ))}
          </ol>
        </>
      )}
    </div>
  )
}
