import { useTranslations } from 'next-intl'
import type { Country } from '@/components/transfer/countries'
import { CountryField } from '@/components/transfer/country-field'
import { Checkbox, ChoiceGroup, Radio } from '@/components/ui/choices'
import { TextField } from '@/components/ui/text-field'
import { type TypedTransfer, transferField } from '@/lib/schemas/transfer-fields'
import { Group } from './group'

/** Stands there while that right is chosen, by style alone: before any script, and without. */
export function TransferGroup(props: FieldsProps) {
  const t = useTranslations('public.transfer')
  return (
    <Group title={t('title')} className="hidden group-has-[#rights-portability:checked]/form:grid">
      <TransferFields {...props} />
    </Group>
  )
}

type FieldsProps = {
  countries: Country[]
  typed: TypedTransfer
  /** What is wrong with the field of that name. */
  said: (field: string) => string | undefined
}

/** To the person themselves, or to another organisation that they name. */
export function TransferFields({ countries, typed, said }: FieldsProps) {
  const t = useTranslations('public.transfer')
  return (
    <ChoiceGroup id={transferField('toWhom')} label={t('toWhom')} error={said(transferField('toWhom'))}>
      <Radio
        id={transferField('to-person')}
        name={transferField('toWhom')}
        value="person"
        defaultChecked={typed.toWhom !== 'controller'}
        label={t('person')}
        hint={t('personHint')}
      />
      <Radio
        id={transferField('to-controller')}
        name={transferField('toWhom')}
        value="controller"
        defaultChecked={typed.toWhom === 'controller'}
        label={t('controller')}
        hint={t('controllerHint')}
        reveals={
          <div className="grid gap-5">
            <TextField
              name={transferField('name')}
              label={t('name')}
              hint={t('nameHint')}
              defaultValue={typed.name}
              error={said(transferField('name'))}
              maxLength={200}
              autoComplete="off"
            />
            <CountryField
              name={transferField('country')}
              label={t('country')}
              choose={t('choose')}
              countries={countries}
              defaultValue={typed.country}
              error={said(transferField('country'))}
            />
            <TextField
              name={transferField('contact')}
              label={t('contact')}
              hint={t('contactHint')}
              defaultValue={typed.contact}
              error={said(transferField('contact'))}
              maxLength={300}
              autoComplete="off"
              spellCheck={false}
            />
          </div>
        }
      />
      <Checkbox
        id={transferField('xml')}
        name={transferField('xml')}
        value="yes"
        defaultChecked={typed.xml}
        label={t('xml')}
        hint={t('xmlHint')}
      />
    </ChoiceGroup>
  )
}
