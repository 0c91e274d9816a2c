'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import type { Country } from '@/components/transfer/countries'
import { CountryField } from '@/components/transfer/country-field'
import { Button } from '@/components/ui/button'
import { type Feedback, FormFeedback } from '@/components/ui/form-feedback'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import type { TransferProtocol } from '@/lib/domain/transfer/receiver'
import { ReceiverSecrets } from './receiver-secrets'
import { ServerShown, type ShownHost } from './server-shown'
import { WayFields } from './way-fields'

/** Every field as it was sent, but no secret: the page without scripts asks for that again. */
export type TypedReceiver = Record<string, string>
export type ReceiverAnswer = {
  feedback: Feedback | null
  /** Looked at: what the server showed. Null in front of it: nothing to look at there. */
  looked: { protocol: TransferProtocol; shown: ShownHost | null } | null
  typed: TypedReceiver
} | null

type Props = {
  action: (before: ReceiverAnswer, form: FormData) => Promise<ReceiverAnswer>
  countries: Country[]
  /** What stands already, of a receiver that is changed. */
  known?: TypedReceiver
  hidden?: Record<string, string | number>
}

/** Who and where, then a look at the server without signing in, then its secret: in this order, with and without scripts. */
export function ReceiverForm({ action, countries, known, hidden }: Props) {
  const t = useTranslations('transfers.receiver')
  const [answer, submit] = useActionState(action, null)
  const typed = answer?.typed ?? known ?? {}
  const looked = answer?.looked
  // Where nobody vouches for the server there is nothing to sign in to.
  const usable = looked && (looked.shown?.trusted ?? true)
  return (
    <form action={submit} onReset={(event) => event.preventDefault()} className="grid max-w-measure gap-10">
      {Object.entries(hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Who {...{ countries, typed }} isNew={!known} />
      <WayFields typed={typed} />
      <div className="grid gap-3">
        {!looked && <FormFeedback feedback={answer?.feedback} />}
        <div>
          <SubmitButton name="intent" value="look" variant={looked ? 'quiet' : 'primary'} pendingLabel={t('looking')}>
            {t(looked ? 'lookAgain' : 'look')}
          </SubmitButton>
        </div>
      </div>
      {looked && (
        <>
          <ServerShown shown={looked.shown} />
          {usable && <ReceiverSecrets protocol={looked.protocol} typed={typed} kept={known !== undefined} />}
          <div className="grid gap-3">
            <FormFeedback feedback={answer?.feedback} />
            <div hidden={!usable}>
              <Button type="submit" name="intent" value="save">
                {t(known ? 'changeSave' : 'save')}
              </Button>
            </div>
          </div>
        </>
      )}
    </form>
  )
}

function Who({ countries, typed, isNew }: { countries: Country[]; typed: TypedReceiver; isNew: boolean }) {
  const t = useTranslations('transfers.receiver')
  const country = useTranslations('transfers.country')
  return (
    <fieldset className="grid gap-6">
      <legend className="mb-3 font-semibold text-lg">{t('who')}</legend>
      <TextField
        name="name"
        label={t('name')}
        hint={t('nameHint')}
        defaultValue={typed.name}
        required
        maxLength={200}
        autoComplete="off"
      />
      {isNew && (
        <TextField
          name="key"
          label={t('key')}
          hint={t('keyHint')}
          defaultValue={typed.key}
          required
          maxLength={40}
          pattern="[a-z][a-z0-9\-]*"
          title={t('keyHint')}
          autoComplete="off"
          spellCheck={false}
        />
      )}
      <CountryField
        name="country"
        label={t('country')}
        choose={country('choose')}
        {...{ countries }}
        defaultValue={typed.country}
        required
      />
      <TextField
        name="listedOn"
        type="date"
        label={t('listedOn')}
        hint={t('listedOnHint')}
        defaultValue={typed.listedOn}
        optional
        fieldClassName="max-w-sm"
      />
    </fieldset>
  )
}
