import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import type { Country } from '@/components/transfer/countries'
import { SelectField, TextField } from '@/components/ui/text-field'
import type { DatumInput, MapDatum } from '@/lib/domain/data-map/types'

/** A datum in the reader's language. */
export type AskedDatum = { key: string; label: string; hint?: string; input: DatumInput }

export const askedData = (data: readonly MapDatum[], locale: 'en' | 'fr'): AskedDatum[] =>
  data.map(({ key, label, hint, input }) => ({ key, label: label[locale], ...(hint && { hint: hint[locale] }), input }))

const types: Partial<Record<DatumInput, string>> = { date: 'date', phone: 'tel', email: 'email' }
/** As wide as what belongs there. */
const widths: Partial<Record<DatumInput, string>> = {
  date: 'max-w-48',
  postcode: 'max-w-48',
  phone: 'max-w-64',
  country: 'max-w-sm',
  iban: 'max-w-sm',
}

type DatumFieldProps = {
  datum: AskedDatum
  countries: Country[]
  name: string
  id?: string
  /** In place of the datum's own. */
  label?: string
  defaultValue?: string
  error?: string
  optional?: boolean
}

/** What is right about one datum. Nothing is filled in by the browser: what stands here is to be changed. */
export function DatumField({ datum, countries, label, error, ...rest }: DatumFieldProps) {
  const t = useTranslations('common.datum')
  const shared = {
    label: label ?? datum.label,
    hint: datum.hint ?? (t.has(`hint.${datum.input}`) ? t(`hint.${datum.input}`) : undefined),
    className: clsx(widths[datum.input]),
    autoComplete: 'off',
    ...(error && { error }),
    ...rest,
  }
  if (datum.input !== 'country') return <TextField {...shared} type={types[datum.input] ?? 'text'} spellCheck={false} />
  return (
    <SelectField {...shared}>
      <option value="">{t('choose')}</option>
      {countries.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}
