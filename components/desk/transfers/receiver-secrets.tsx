import { useTranslations } from 'next-intl'
import { SelectField, TextAreaField, TextField } from '@/components/ui/text-field'
import type { TransferProtocol } from '@/lib/domain/transfer/receiver'

const off = { autoComplete: 'off', spellCheck: false } as const

/** How we sign in there, and to whom the package is encrypted. A secret is never given back to the page. */
export function ReceiverSecrets({
  protocol,
  typed,
  kept,
}: {
  protocol: TransferProtocol
  typed: Record<string, string>
  /** One stands already and stays where nothing is typed. */
  kept: boolean
}) {
  const t = useTranslations('transfers.receiver')
  return (
    <>
      <fieldset className="grid gap-6">
        <legend className="mb-3 font-semibold text-lg">{t('signIn')}</legend>
        <p className="-mt-3 text-soft">
          {t('secretHint')} {kept && t('secretKept')}
        </p>
        <Secrets protocol={protocol} />
      </fieldset>
      <fieldset className="grid gap-6">
        <legend className="mb-3 font-semibold text-lg">{t('encryptTo')}</legend>
        <SelectField
          name="encryptKind"
          label={t('encryptKind')}
          hint={t('encryptHint')}
          defaultValue={typed.encryptKind ?? ''}
        >
          <option value="">{t('encrypt.none')}</option>
          <option value="age">{t('encrypt.age')}</option>
          <option value="openpgp">{t('encrypt.openpgp')}</option>
        </SelectField>
        <TextAreaField
          name="encryptKey"
          label={t('encryptKey')}
          hint={t('encryptKeyHint')}
          defaultValue={typed.encryptKey}
          optional
          rows={3}
          className="font-mono text-sm"
          {...off}
        />
      </fieldset>
    </>
  )
}

/** `ids`: before the fields’ ids, where a page has several such forms. */
export function Secrets({ protocol, ids = '' }: { protocol: TransferProtocol; ids?: string }) {
  const t = useTranslations('transfers.receiver')
  const hidden = { type: 'password', autoComplete: 'new-password' } as const
  if (protocol === 'https-upload') return <TextField name="token" id={`${ids}token`} label={t('token')} {...hidden} />
  if (protocol === 'https-download')
    return <TextField name="word" id={`${ids}word`} label={t('word')} hint={t('wordHint')} minLength={12} {...hidden} />
  if (protocol === 'ftps') return <TextField name="password" id={`${ids}password`} label={t('password')} {...hidden} />
  return (
    <>
      <TextField name="password" id={`${ids}password`} label={t('password')} optional {...hidden} />
      <TextAreaField
        name="privateKey"
        id={`${ids}privateKey`}
        label={t('privateKey')}
        hint={t('privateKeyHint')}
        optional
        rows={3}
        className="font-mono text-sm"
        {...off}
      />
      <TextField name="passphrase" id={`${ids}passphrase`} label={t('passphrase')} optional {...hidden} />
    </>
  )
}
