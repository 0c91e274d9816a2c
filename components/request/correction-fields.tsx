import { useTranslations } from 'next-intl'
import type { Country } from '@/components/transfer/countries'
import { Disclosure } from '@/components/ui/disclosure'
import { TextField } from '@/components/ui/text-field'
import { correctionField, presentField } from '@/lib/schemas/request-form'
import { type AskedDatum, DatumField } from './datum-field'
import type { TypedForm } from './form-state'
import { Group } from './group'

type Props = {
  data: AskedDatum[]
  countries: Country[]
  typed: TypedForm
  said: (field: string) => string | undefined
}

/** Stands there while “correct” is chosen, by style alone: before any script, and without. */
export function CorrectionFields({ data, countries, typed, said }: Props) {
  const t = useTranslations('public.corrections')
  return (
    <Group
      title={t('title')}
      hint={t('explain')}
      className="hidden group-has-[#rights-rectification:checked]/form:grid"
    >
      {data.map((datum) => (
        <DatumField
          key={datum.key}
          {...{ datum, countries }}
          name={correctionField(datum.key)}
          defaultValue={typed.corrections[datum.key]?.wanted ?? ''}
          error={said(correctionField(datum.key))}
          optional
        />
      ))}
      <Disclosure
        summary={t('present.title')}
        open={Object.values(typed.corrections).some(({ present }) => present)}
        className="border-rule border-y"
      >
        <p className="mb-4 text-soft">{t('present.explain')}</p>
        <div className="grid gap-5">
          {data.map(({ key, label }) => (
            <TextField
              key={key}
              name={presentField(key)}
              defaultValue={typed.corrections[key]?.present ?? ''}
              label={t('present.label', { datum: label })}
              optional
              autoComplete="off"
              spellCheck={false}
            />
          ))}
        </div>
      </Disclosure>
      <p className="text-soft">{t('words')}</p>
    </Group>
  )
}
