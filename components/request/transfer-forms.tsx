'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import type { Country } from '@/components/transfer/countries'
import { Checkbox } from '@/components/ui/choices'
import { CONFIRMED } from '@/components/ui/confirm-statement'
import { Disclosure } from '@/components/ui/disclosure'
import { FormFeedback } from '@/components/ui/form-feedback'
import { SubmitButton } from '@/components/ui/submit-button'
import { type TypedTransfer, transferField } from '@/lib/schemas/transfer-fields'
import { TransferFields } from './transfer-fields'
import type { TransferProblem, TransferSaid } from './transfer-said'

export type TransferState = { said?: TransferSaid; problem?: TransferProblem; typed?: TypedTransfer } | null
export type TransferAction = (before: TransferState, form: FormData) => Promise<TransferState>

type Posted = { token: string; version: number; action: TransferAction }

const fieldOf = (problem: TransferProblem): string => {
  const fields: Partial<Record<TransferProblem, string>> = {
    'country-unknown': 'country',
    'contact-missing': 'contact',
  }
  return transferField(fields[problem] ?? 'name')
}

/** Where it goes, said or said differently, until it is signed. Each change is asked to be confirmed anew. */
export function TransferForm({
  token,
  version,
  action,
  countries,
  typed,
}: Posted & { countries: Country[]; typed: TypedTransfer }) {
  const t = useTranslations('public.follow.transfer')
  const [state, formAction] = useActionState(action, null)
  const problems = useTranslations('public.problems')
  const problem = state?.problem
  const said = (field: string) => (problem && field === fieldOf(problem) ? problems(problem) : undefined)
  const failed = state !== null && state.said !== 'changed'
  return (
    <div className="mt-4">
      <Said state={state} />
      <Disclosure summary={t('change')} open={failed} className="border-rule border-y">
        <form
          key={version}
          action={formAction}
          onReset={(event) => event.preventDefault()}
          noValidate
          className="grid max-w-measure gap-5"
        >
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="version" value={version} />
          <TransferFields countries={countries} typed={state?.typed ?? typed} said={said} />
          <div>
            <SubmitButton variant="quiet" pendingLabel={t('changing')}>
              {t('changeSubmit')}
            </SubmitButton>
          </div>
        </form>
      </Disclosure>
    </div>
  )
}

/** The person's word that it goes to exactly this receiver (Art. 20(2)): ticked, with and without scripts. */
export function ConfirmReceiver({
  token,
  version,
  receiverVersion,
  action,
  name,
}: Posted & { receiverVersion: number; name: string }) {
  const t = useTranslations('public.follow.transfer')
  const [state, formAction] = useActionState(action, null)
  return (
    <form action={formAction} className="grid max-w-measure gap-4">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="receiverVersion" value={receiverVersion} />
      <Checkbox id="confirm-receiver" name={CONFIRMED} value="yes" label={t('statement', { name })} />
      <Said state={state} />
      <div>
        <SubmitButton pendingLabel={t('confirming')}>{t('confirm')}</SubmitButton>
      </div>
    </form>
  )
}

function Said({ state }: { state: TransferState }) {
  const t = useTranslations('public.follow.transfer.said')
  const said = state?.said
  return <FormFeedback feedback={said && { ok: said === 'changed' || said === 'confirmed', message: t(said) }} />
}
