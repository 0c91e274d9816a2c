import { SelectField } from '@/components/ui/text-field'
import type { Country } from './countries'

type Props = {
  name: string
  label: string
  choose: string
  countries: Country[]
  defaultValue?: string | undefined
  error?: string | undefined
  required?: boolean
}

/** A country to choose; none is chosen for anybody. */
export function CountryField({ choose, countries, defaultValue, error, ...field }: Props) {
  return (
    <SelectField {...field} {...(error && { error })} defaultValue={defaultValue ?? ''}>
      <option value="" disabled={field.required}>
        {choose}
      </option>
      {countries.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}
