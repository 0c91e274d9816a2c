'use client'

import { useTranslations } from 'next-intl'
import { lazy } from 'react'
import type { Country } from '@/components/transfer/countries'
import { Checkbox, ChoiceGroup, Radio } from '@/components/ui/choices'
import { TextAreaField, TextField } from '@/components/ui/text-field'
import { letterLocales } from '@/lib/domain/letters/letter'
import { rights } from '@/lib/domain/request/rights'
import { type FieldProblems, identifierField } from '@/lib/schemas/request-form'
import { orAsServed } from './as-served'
import type { AskedDatum } from './datum-field'
import type { TypedForm } from './form-state'
import { Group } from './group'

// What one right alone asks: its scripts come behind the page, which stands there complete without them.
const CorrectionFields = lazy(() => orAsServed(import('./correction-fields').then((part) => part.CorrectionFields)))
const TransferGroup = lazy(() => orAsServed(import('./transfer-fields').then((part) => part.TransferGroup)))

export type AskedIdentifier = { key: string; label: string; hint?: string }

type FieldsProps = {
  identifiers: AskedIdentifier[]
  data: AskedDatum[]
  countries: Country[]
  problems: FieldProblems
  /** What the server rendered: the form without scripts shows it. */
  typed: TypedForm
}

export function RequestFields({ identifiers, data, countries, problems, typed }: FieldsProps) {
  const t = useTranslations('public')
  const said = (field: string) => {
    const code = problems[field]
    return code ? t(`problems.${code}`) : undefined
  }
  return (
    <>
      <Rights typed={typed} error={said('rights')} />
      {data.length > 0 && <CorrectionFields {...{ data, countries, typed, said }} />}
      <TransferGroup {...{ countries, said }} typed={typed.transfer} />
      <Group title={t('request.you.title')}>
        <TextField
          name="name"
          defaultValue={typed.name}
          label={t('request.you.name')}
          error={said('name')}
          autoComplete="name"
          spellCheck={false}
        />
        <TextField
          name="email"
          defaultValue={typed.email}
          type="email"
          label={t('request.you.email')}
          hint={t('request.you.emailHint')}
          error={said('email')}
          autoComplete="email"
          spellCheck={false}
        />
      </Group>
      {identifiers.length > 0 && (
        <Group title={t('request.recognise.title')} hint={t('request.recognise.hint')}>
          {identifiers.map(({ key, label, hint }) => (
            <TextField
              key={key}
              name={identifierField(key)}
              defaultValue={typed.identifiers[key] ?? ''}
              label={label}
              hint={hint}
              error={said(identifierField(key))}
              optional
              autoComplete="off"
              spellCheck={false}
              fieldClassName="max-w-sm"
            />
          ))}
        </Group>
      )}
      <Group title={t('request.words.title')}>
        <TextAreaField
          name="message"
          defaultValue={typed.message}
          label={t('request.words.label')}
          hint={t('request.words.hint')}
          error={said('message')}
          optional
          rows={6}
        />
      </Group>
      <Languages typed={typed} error={said('locale')} />
    </>
  )
}

type ChoiceProps = Pick<FieldsProps, 'typed'> & { error?: string }

function Rights({ typed, error }: ChoiceProps) {
  const t = useTranslations('public.request.rights')
  return (
    <ChoiceGroup
      id="rights"
      label={<span className="text-xl tracking-[-0.012em]">{t('label')}</span>}
      hint={t('hint')}
      error={error}
    >
      {rights.map((right) => (
        <Checkbox
          key={right}
          id={`rights-${right}`}
          name="rights"
          value={right}
          defaultChecked={typed.rights.includes(right)}
          label={t(`${right}.label`)}
          hint={t(`${right}.hint`)}
        />
      ))}
    </ChoiceGroup>
  )
}

function Languages({ typed, error }: ChoiceProps) {
  const t = useTranslations('public.request.language')
  return (
    <ChoiceGroup
      id="locale"
      label={<span className="text-xl tracking-[-0.012em]">{t('label')}</span>}
      error={error}
      className="max-w-measure"
    >
      {letterLocales.map((locale) => (
        <Radio
          key={locale}
          id={`locale-${locale}`}
          name="locale"
          value={locale}
          defaultChecked={typed.locale === locale}
          label={<span lang={locale}>{t(locale)}</span>}
        />
      ))}
    </ChoiceGroup>
  )
}
