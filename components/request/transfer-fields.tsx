import { useTranslations } from 'next-intl'
import type { Country } from '@/components/transfer/countries'
import { CountryField } from '@/components/transfer/country-field'
import { Checkbox, ChoiceGroup, Radio } from '@/components/ui/choices'
import { TextField } from '@/components/ui/text-field'
import { type TypedTransfer, transferField } from '@/lib/schemas/transfer-fields'

const fieldOf: Record<string, keyof TypedTransfer> = {
  'receiver-name-missing': 'name',
  'country-unknown': 'country',
  'contact-missing': 'contact',
}

/** To the person themselves, or to another organisation that they name. */
export function TransferFields({
  countries,
  typed,
  problem,
}: {
  countries: Country[]
  typed: TypedTransfer
  problem: string | undefined
}) {
  const t = useTranslations('public.transfer')
  const said = problem === undefined ? undefined : t(`problem.${problem}`)
  const at = problem === undefined ? undefined : (fieldOf[problem] ?? 'name')
  const error = (field: keyof TypedTransfer) => (at === field ? said : undefined)
  return (
    <ChoiceGroup id={transferField('toWhom')} label={t('toWhom')}>
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
              error={error('name')}
              maxLength={200}
              autoComplete="off"
            />
            <CountryField
              name={transferField('country')}
              label={t('country')}
              choose={t('choose')}
              countries={countries}
              defaultValue={typed.country}
              error={error('country')}
            />
            <TextField
              name={transferField('contact')}
              label={t('contact')}
              hint={t('contactHint')}
              defaultValue={typed.contact}
              error={error('contact')}
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
