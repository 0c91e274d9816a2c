'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { Checkbox, ChoiceGroup, Radio } from '@/components/ui/choices'
import { TextAreaField, TextField } from '@/components/ui/text-field'
import { letterLocales } from '@/lib/domain/letters/letter'
import { rights } from '@/lib/domain/request/rights'
import { type FieldProblems, identifierField } from '@/lib/schemas/request-form'
import type { TypedForm } from './form-state'

export type AskedIdentifier = { key: string; label: string; hint?: string }

type FieldsProps = {
  form: UseFormReturn<TypedForm>
  identifiers: AskedIdentifier[]
  problems: FieldProblems
  /** What the server rendered: the form without scripts shows it. */
  typed: TypedForm
}

export function RequestFields({ form, identifiers, problems, typed }: FieldsProps) {
  const t = useTranslations('public')
  const said = (field: string) => {
    const code = problems[field]
    return code ? t(`problems.${code}`) : undefined
  }
  return (
    <>
      <Rights {...{ form, typed }} error={said('rights')} />
      <Group title={t('request.you.title')}>
        <TextField
          {...form.register('name')}
          defaultValue={typed.name}
          label={t('request.you.name')}
          error={said('name')}
          autoComplete="name"
          spellCheck={false}
        />
        <TextField
          {...form.register('email')}
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
              {...form.register(`identifiers.${key}`)}
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
          {...form.register('message')}
          defaultValue={typed.message}
          label={t('request.words.label')}
          hint={t('request.words.hint')}
          error={said('message')}
          optional
          rows={6}
        />
      </Group>
      <Languages {...{ form, typed }} error={said('locale')} />
    </>
  )
}

function Group({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="grid max-w-measure gap-6">
      <div>
        <h2 className="text-xl">{title}</h2>
        {hint && <p className="mt-1 text-soft">{hint}</p>}
      </div>
      {children}
    </section>
  )
}

type ChoiceProps = Pick<FieldsProps, 'form' | 'typed'> & { error?: string }

function Rights({ form, typed, error }: ChoiceProps) {
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
          {...form.register('rights')}
          value={right}
          defaultChecked={typed.rights.includes(right)}
          label={t(`${right}.label`)}
          hint={t(`${right}.hint`)}
        />
      ))}
    </ChoiceGroup>
  )
}

function Languages({ form, typed, error }: ChoiceProps) {
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
          {...form.register('locale')}
          value={locale}
          defaultChecked={typed.locale === locale}
          label={<span lang={locale}>{t(locale)}</span>}
        />
      ))}
    </ChoiceGroup>
  )
}
