'use client'

import { useTranslations } from 'next-intl'
import { Checkbox, ChoiceGroup } from '@/components/ui/choices'
import { SelectField, TextAreaField, TextField } from '@/components/ui/text-field'
import { type FieldTerm, fieldTerms } from '@/lib/domain/data-map/types'
import { startEvents, startTransforms } from '@/lib/domain/hold-rule'
import { periodUnits, type RuleField } from '@/lib/schemas/rule-form'
import { type Given, line } from '../given'

type WhomProps = {
  given: Given<RuleField>
  datasets: { key: string; label: string }[]
  terms: Record<FieldTerm, string>
}

export function Whom({ given, datasets, terms }: WhomProps) {
  const t = useTranslations('rules.form')
  return (
    <fieldset className="grid gap-5">
      <legend className="mb-3 font-semibold text-lg">{t('whom')}</legend>
      <TextField
        {...line(given, 'jurisdiction')}
        label={t('jurisdiction')}
        hint={t('jurisdictionHint')}
        maxLength={2}
        fieldClassName="max-w-60"
      />
      <TextField
        {...line(given, 'documentType')}
        label={t('documentType')}
        hint={t('documentTypeHint')}
        spellCheck={false}
      />
      <SelectField
        name="dataset"
        label={t('dataset')}
        error={given.error('dataset')}
        defaultValue={given.typed('dataset') ?? ''}
      >
        <option value="">{t('anyDataset')}</option>
        {datasets.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </SelectField>
      <TextAreaField
        {...line(given, 'where')}
        label={t('where')}
        hint={t('whereHint', { terms: fieldTerms.join(', ') })}
        rows={2}
        optional
        spellCheck={false}
        maxLength={2000}
      />
      <ChoiceGroup id="needs" label={t('needs')} hint={t('needsHint')} error={given.error('needs')} optional>
        <div className="grid sm:grid-cols-2 sm:gap-x-8">
          {fieldTerms.map((term) => (
            <Checkbox
              key={term}
              id={`needs-${term}`}
              name="needs"
              value={term}
              defaultChecked={given.chosen('needs', term)}
              label={terms[term]}
            />
          ))}
        </div>
      </ChoiceGroup>
    </fieldset>
  )
}

export function HowLong({ given }: { given: Given<RuleField> }) {
  const t = useTranslations('rules.form')
  const events = useTranslations('rules.event')
  const from = useTranslations('rules.from')
  return (
    <fieldset className="grid gap-5">
      <legend className="mb-3 font-semibold text-lg">{t('long')}</legend>
      <SelectField name="startEvent" label={t('startEvent')} defaultValue={given.typed('startEvent') ?? 'document'}>
        {startEvents.map((event) => (
          <option key={event} value={event}>
            {events(event)}
          </option>
        ))}
      </SelectField>
      <Checkbox
        id="orElse"
        name="orElse"
        value="document"
        defaultChecked={given.chosen('orElse', 'document')}
        label={t('orElse')}
      />
      <SelectField name="start" label={t('start')} defaultValue={given.typed('start') ?? 'financial-year-close'}>
        {startTransforms.map((start) => (
          <option key={start} value={start}>
            {from(start)}
          </option>
        ))}
      </SelectField>
      <div className="grid max-w-80 grid-cols-2 items-end gap-4">
        <TextField {...line(given, 'periodCount')} label={t('period')} inputMode="numeric" maxLength={5} />
        <SelectField name="periodUnit" label={t('unit')} defaultValue={given.typed('periodUnit') || 'Y'}>
          {periodUnits.map((unit) => (
            <option key={unit} value={unit}>
              {t(`units.${unit}`)}
            </option>
          ))}
        </SelectField>
      </div>
    </fieldset>
  )
}
