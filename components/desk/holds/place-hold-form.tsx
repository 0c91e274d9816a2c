'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { Checkbox, ChoiceGroup, Radio } from '@/components/ui/choices'
import { Disclosure } from '@/components/ui/disclosure'
import { ErrorSummary, type FieldProblem } from '@/components/ui/error-summary'
import { type Feedback, FormFeedback } from '@/components/ui/form-feedback'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextAreaField, TextField } from '@/components/ui/text-field'
import { matterKinds, matterTold } from '@/lib/domain/matter'
import { type Given, givenOf, line } from '../given'

/** `typed`: every field as it was sent, for the page without scripts. */
export type HoldAnswer = { problems: FieldProblem[]; feedback: Feedback | null; typed: Record<string, string[]> } | null

type System = { key: string; name: string; datasets: { key: string; label: string }[] }
type Props = {
  action: (before: HoldAnswer, form: FormData) => Promise<HoldAnswer>
  request: { id: string; reference: string } | null
  identifiers: { key: string; label: string }[]
  systems: System[]
  review: { first: string; usual: string; last: string }
}

/** Why, whom, where, until when it is looked at again. */
export function PlaceHoldForm({ action, request, identifiers, systems, review }: Props) {
  const t = useTranslations('holds.form')
  const [answer, submit] = useActionState(action, null)
  const problems = answer?.problems ?? []
  const given = givenOf(answer?.typed ?? {}, problems)
  return (
    <form action={submit} noValidate onReset={(event) => event.preventDefault()} className="grid max-w-[40rem] gap-8">
      <input type="hidden" name="requestId" value={request?.id ?? ''} />
      <ErrorSummary problems={problems} />
      <Why given={given} />
      <Whom given={given} identifiers={identifiers} reference={request?.reference ?? null} />
      <Where given={given} systems={systems} />
      <After given={given} review={review} />
      <FormFeedback feedback={answer?.feedback} />
      <div>
        <SubmitButton pendingLabel={t('pending')}>{t('submit')}</SubmitButton>
      </div>
    </form>
  )
}

function After({ given, review }: { given: Given; review: Props['review'] }) {
  const t = useTranslations('holds.form')
  return (
    <fieldset className="grid gap-5">
      <legend className="mb-3 font-semibold text-lg">{t('after')}</legend>
      <ChoiceGroup id="told" label={t('told')} error={given.error('told')}>
        {matterTold.map((code, index) => (
          <Radio
            key={code}
            id={`told-${code}`}
            name="told"
            value={code}
            defaultChecked={given.typed('told') ? given.typed('told') === code : index === 0}
            label={t(`tell.${code}`)}
            hint={t(`tellHint.${code}`)}
          />
        ))}
      </ChoiceGroup>
      <TextField
        name="reviewOn"
        type="date"
        label={t('reviewOn')}
        hint={t('reviewOnHint')}
        min={review.first}
        max={review.last}
        defaultValue={given.typed('reviewOn') ?? review.usual}
        error={given.error('reviewOn')}
        fieldClassName="max-w-60"
      />
    </fieldset>
  )
}

function Why({ given }: { given: Given }) {
  const t = useTranslations('holds.form')
  const kind = useTranslations('holds.kind')
  return (
    <fieldset className="grid gap-5">
      <legend className="mb-3 font-semibold text-lg">{t('why')}</legend>
      <ChoiceGroup id="kind" label={t('kind')} error={given.error('kind')}>
        {matterKinds.map((code, index) => (
          <Radio
            key={code}
            id={`kind-${code}`}
            name="kind"
            value={code}
            defaultChecked={given.typed('kind') ? given.typed('kind') === code : index === 0}
            label={kind(code)}
          />
        ))}
      </ChoiceGroup>
      <TextField {...line(given, 'name')} label={t('name')} hint={t('nameHint')} maxLength={120} />
      <TextField
        {...line(given, 'reference')}
        label={t('reference')}
        hint={t('referenceHint')}
        maxLength={60}
        fieldClassName="max-w-80"
      />
      <TextAreaField
        name="reason"
        defaultValue={given.typed('reason')}
        label={t('reason')}
        hint={t('reasonHint')}
        maxLength={5000}
        error={given.error('reason')}
      />
    </fieldset>
  )
}

function Whom({
  given,
  identifiers,
  reference,
}: {
  given: Given
  identifiers: Props['identifiers']
  reference: string | null
}) {
  const t = useTranslations('holds.form')
  return (
    <fieldset className="grid gap-5">
      <legend className="mb-1 font-semibold text-lg">{t('whom')}</legend>
      <p className="max-w-measure text-soft">{reference ? t('ofRequest', { reference }) : t('whomHint')}</p>
      {identifiers.map(({ key, label }) => (
        <TextField
          key={key}
          {...line(given, `identifiers.${key}`)}
          label={label}
          optional
          spellCheck={false}
          maxLength={300}
        />
      ))}
    </fieldset>
  )
}

function Where({ given, systems }: { given: Given; systems: System[] }) {
  const t = useTranslations('holds.form')
  return (
    <fieldset className="grid gap-5">
      <legend className="mb-1 font-semibold text-lg">{t('where')}</legend>
      <p className="max-w-measure text-soft">{t('whereHint')}</p>
      <div className="grid gap-1">
        {systems.map(({ key, name, datasets }) => (
          <div key={key}>
            <Checkbox
              id={`system-${key}`}
              name="systems"
              value={key}
              defaultChecked={given.chosen('systems', key)}
              label={t('allOf', { name })}
            />
            {datasets.length > 0 && (
              <Disclosure summary={t('someOf', { name, count: datasets.length })}>
                <div className="ml-2 border-rule-strong border-l-2 pl-5">
                  {datasets.map((dataset) => (
                    <Checkbox
                      key={dataset.key}
                      id={`dataset-${dataset.key}`}
                      name="datasets"
                      value={dataset.key}
                      defaultChecked={given.chosen('datasets', dataset.key)}
                      label={dataset.label}
                    />
                  ))}
                </div>
              </Disclosure>
            )}
          </div>
        ))}
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        {(['from', 'to'] as const).map((name) => (
          <TextField
            key={name}
            name={name}
            type="date"
            label={t(name)}
            optional
            defaultValue={given.typed(name)}
            error={given.error(name)}
          />
        ))}
      </div>
      <p className="max-w-measure text-soft">{t('datesHint')}</p>
    </fieldset>
  )
}
