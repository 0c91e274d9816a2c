'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { Checkbox, ChoiceGroup, Radio } from '@/components/ui/choices'
import { ErrorSummary, type FieldProblem } from '@/components/ui/error-summary'
import { type Feedback, FormFeedback } from '@/components/ui/form-feedback'
import { SubmitButton } from '@/components/ui/submit-button'
import { SelectField, TextAreaField, TextField } from '@/components/ui/text-field'
import { rights } from '@/lib/domain/request/rights'
import { identifierField, longest } from '@/lib/schemas/request-form'
import { givenOf } from './given'

/** `typed`: every field as it was sent, for the page without scripts. */
export type EntryAnswer = {
  problems: FieldProblem[]
  feedback: Feedback | null
  typed: Record<string, string[]>
} | null
type Identifier = { key: string; label: string; hint?: string }

const channels = ['letter', 'email', 'phone'] as const

/** A colleague enters what somebody wrote or said, in the order in which it stands in a letter. */
export function EntryForm({
  action,
  identifiers,
  submissionKey,
  today,
  locale,
}: {
  action: (before: EntryAnswer, form: FormData) => Promise<EntryAnswer>
  identifiers: Identifier[]
  submissionKey: string
  today: string
  locale: string
}) {
  const t = useTranslations('desk.entry')
  const right = useTranslations('desk.right')
  const channel = useTranslations('desk.arrival')
  const [answer, submit] = useActionState(action, null)
  const problems = answer?.problems ?? []
  const { typed, error } = givenOf(answer?.typed ?? {}, problems)
  return (
    <form action={submit} noValidate onReset={(event) => event.preventDefault()} className="grid max-w-[40rem] gap-8">
      <input type="hidden" name="submissionKey" value={submissionKey} />
      <ErrorSummary problems={problems} />
      <fieldset className="grid gap-5">
        <legend className="mb-3 font-semibold text-lg">{t('arrival')}</legend>
        <ChoiceGroup id="channel" label={t('channel')} error={error('channel')}>
          {channels.map((code, index) => (
            <Radio
              key={code}
              id={`channel-${code}`}
              name="channel"
              value={code}
              defaultChecked={typed('channel') ? typed('channel') === code : index === 0}
              label={channel(`channel.${code}`)}
            />
          ))}
        </ChoiceGroup>
        <TextField
          name="receivedOn"
          type="date"
          label={t('receivedOn')}
          hint={t('receivedOnHint')}
          max={today}
          defaultValue={typed('receivedOn') ?? today}
          error={error('receivedOn')}
          fieldClassName="max-w-60"
        />
      </fieldset>
      <fieldset className="grid gap-5">
        <legend className="mb-3 font-semibold text-lg">{t('what')}</legend>
        <ChoiceGroup id="rights" label={t('rights')} error={error('rights')}>
          {rights.map((code) => (
            <Checkbox
              key={code}
              id={`right-${code}`}
              name="rights"
              value={code}
              defaultChecked={answer?.typed.rights?.includes(code)}
              label={right(code)}
            />
          ))}
        </ChoiceGroup>
        <TextAreaField
          name="message"
          defaultValue={typed('message')}
          label={t('message')}
          hint={t('messageHint')}
          optional
          maxLength={longest.message}
          error={error('message')}
        />
      </fieldset>
      <fieldset className="grid gap-5">
        <legend className="mb-3 font-semibold text-lg">{t('who')}</legend>
        <TextField
          name="name"
          defaultValue={typed('name')}
          label={t('name')}
          autoComplete="off"
          maxLength={longest.name}
          error={error('name')}
        />
        <TextField
          name="email"
          defaultValue={typed('email')}
          type="email"
          label={t('email')}
          hint={t('emailHint')}
          autoComplete="off"
          spellCheck={false}
          error={error('email')}
        />
        {identifiers.map(({ key, label, hint }) => (
          <TextField
            key={key}
            name={identifierField(key)}
            defaultValue={typed(identifierField(key))}
            label={label}
            hint={hint}
            optional
            autoComplete="off"
            maxLength={longest.identifier}
            error={error(identifierField(key))}
          />
        ))}
        <SelectField
          name="locale"
          label={t('locale')}
          defaultValue={typed('locale') ?? locale}
          fieldClassName="max-w-60"
        >
          <option value="en">English</option>
          <option value="fr">Français</option>
        </SelectField>
      </fieldset>
      <FormFeedback feedback={answer?.feedback} />
      <div>
        <SubmitButton pendingLabel={t('pending')}>{t('submit')}</SubmitButton>
      </div>
    </form>
  )
}
