'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { ErrorSummary, type FieldProblem } from '@/components/ui/error-summary'
import { type Feedback, FormFeedback } from '@/components/ui/form-feedback'
import { SubmitButton } from '@/components/ui/submit-button'
import { SelectField, TextAreaField, TextField } from '@/components/ui/text-field'
import type { FieldTerm } from '@/lib/domain/data-map/types'
import { regimes } from '@/lib/domain/hold-rule'
import type { RuleField, RuleTyped } from '@/lib/schemas/rule-form'
import { type Given, givenOf, line } from '../given'
import { HowLong, Whom } from './rule-form-parts'

/** `typed`: every field as it was sent, for the page without scripts. */
export type RuleAnswer = { problems: FieldProblem[]; feedback: Feedback | null; typed: RuleTyped } | null

type Props = {
  action: (before: RuleAnswer, form: FormData) => Promise<RuleAnswer>
  /** What stands in the form at first: the rule that is adapted; empty for a new one. */
  start: RuleTyped
  /** The newest version that was looked at; 0: a new rule, whose short name is chosen here. */
  seen: number
  datasets: { key: string; label: string }[]
  /** What the fields of a document mean, in words. */
  terms: Record<FieldTerm, string>
}

/** A rule in the order in which it is read: what, whom, how long, what of it stays, where it is written, why. */
export function RuleForm({ action, start, seen, datasets, terms }: Props) {
  const t = useTranslations('rules.form')
  const [answer, submit] = useActionState(action, null)
  const problems = answer?.problems ?? []
  const given = givenOf(answer?.typed ?? start, problems)
  return (
    <form action={submit} noValidate onReset={(event) => event.preventDefault()} className="grid max-w-[40rem] gap-8">
      <input type="hidden" name="seen" value={seen} />
      {seen > 0 && <input type="hidden" name="key" value={start.key?.[0] ?? ''} />}
      <ErrorSummary problems={problems} />
      <What given={given} isNew={seen === 0} />
      <Whom given={given} datasets={datasets} terms={terms} />
      <HowLong given={given} />
      <Afterwards given={given} />
      <Source given={given} />
      <FormFeedback feedback={answer?.feedback} />
      <div>
        <SubmitButton pendingLabel={t('pending')}>{t('submit')}</SubmitButton>
      </div>
    </form>
  )
}

function What({ given, isNew }: { given: Given<RuleField>; isNew: boolean }) {
  const t = useTranslations('rules.form')
  const effects = useTranslations('rules.effect')
  return (
    <fieldset className="grid gap-5">
      <legend className="mb-3 font-semibold text-lg">{t('what')}</legend>
      {isNew && <TextField {...line(given, 'key')} label={t('key')} hint={t('keyHint')} spellCheck={false} />}
      <TextField {...line(given, 'nameEn')} label={t('nameEn')} lang="en" />
      <TextField {...line(given, 'nameFr')} label={t('nameFr')} lang="fr" />
      <SelectField name="effect" label={t('effect')} defaultValue={given.typed('effect') ?? 'hold'}>
        <option value="hold">{effects('hold')}</option>
        <option value="limit">{effects('limit')}</option>
      </SelectField>
    </fieldset>
  )
}

function Afterwards({ given }: { given: Given<RuleField> }) {
  const t = useTranslations('rules.form')
  const words = useTranslations('rules.regime')
  return (
    <fieldset className="grid gap-5">
      <legend className="sr-only">{t('after')}</legend>
      <SelectField name="regime" label={t('regime')} defaultValue={given.typed('regime') ?? 'restricted'}>
        {regimes.map((regime) => (
          <option key={regime} value={regime}>
            {words(regime)}
          </option>
        ))}
      </SelectField>
      <SelectField name="after" label={t('after')} defaultValue={given.typed('after') ?? 'erase'}>
        <option value="erase">{t('erase')}</option>
        <option value="anonymise">{t('anonymise')}</option>
      </SelectField>
    </fieldset>
  )
}

function Source({ given }: { given: Given<RuleField> }) {
  const t = useTranslations('rules.form')
  return (
    <fieldset className="grid gap-5">
      <legend className="mb-3 font-semibold text-lg">{t('law')}</legend>
      <TextField {...line(given, 'lawReference')} label={t('lawReference')} />
      <TextField {...line(given, 'lawUrl')} label={t('lawUrl')} type="url" spellCheck={false} />
      <TextField {...line(given, 'source')} label={t('source')} />
      <TextField {...line(given, 'reviewedOn')} label={t('reviewedOn')} type="date" fieldClassName="max-w-60" />
      <TextAreaField {...line(given, 'noteEn')} maxLength={2000} label={t('noteEn')} lang="en" optional />
      <TextAreaField {...line(given, 'noteFr')} maxLength={2000} label={t('noteFr')} lang="fr" optional />
      <TextAreaField {...line(given, 'reason')} maxLength={2000} label={t('reason')} hint={t('reasonHint')} />
    </fieldset>
  )
}
