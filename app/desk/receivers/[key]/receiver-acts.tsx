import { getLocale, getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/desk/action-form'
import { ReceiverForm, type TypedReceiver } from '@/components/desk/transfers/receiver-form'
import { Secrets } from '@/components/desk/transfers/receiver-secrets'
import { MessagesFor } from '@/components/shell/messages-for'
import { countriesIn } from '@/components/transfer/countries'
import { Checkbox } from '@/components/ui/choices'
import { CONFIRMED } from '@/components/ui/confirm-statement'
import { Disclosure } from '@/components/ui/disclosure'
import { SubmitButton } from '@/components/ui/submit-button'
import type { ReceiverSheet } from '@/lib/queries/receivers'
import { checkAction, disableAction, receiverAction, secretAction } from '../actions'

/** Check, another secret, another way, and no more: what the officer may do with a receiver. */
export async function ReceiverActs({ receiver }: { receiver: ReceiverSheet }) {
  const [t, locale] = await Promise.all([getTranslations('transfers.receiver'), getLocale()])
  const hidden = { key: receiver.key, version: receiver.version }
  return (
    <div className="grid gap-4">
      {receiver.protocol !== 'https-download' && (
        <ActionForm action={checkAction} hidden={hidden} className="grid gap-2">
          <div>
            <SubmitButton variant="quiet" pendingLabel={t('checking')}>
              {t('check')}
            </SubmitButton>
          </div>
        </ActionForm>
      )}
      <div className="border-rule border-t">
        <Disclosure summary={t('secret')} className="border-rule border-b">
          <p className="mb-4 max-w-measure text-soft">{t('secretChangeHint')}</p>
          <ActionForm action={secretAction} hidden={hidden} className="grid max-w-measure gap-5">
            <Secrets protocol={receiver.protocol} ids="new-" />
            <div>
              <SubmitButton variant="quiet" pendingLabel={t('saving')}>
                {t('secretSave')}
              </SubmitButton>
            </div>
          </ActionForm>
        </Disclosure>
        <Disclosure summary={t('change')} className="border-rule border-b">
          <p className="mb-4 max-w-measure text-soft">{t('changeHint')}</p>
          <MessagesFor areas={['common', 'transfers']}>
            <ReceiverForm
              action={receiverAction}
              countries={countriesIn(locale)}
              known={typedOf(receiver)}
              hidden={hidden}
            />
          </MessagesFor>
        </Disclosure>
        <Disclosure summary={t('disable')} className="border-rule border-b">
          <ActionForm action={disableAction} hidden={hidden} className="grid max-w-measure gap-4">
            <p className="text-soft">{t('disableHint')}</p>
            <Checkbox
              id="disable"
              name={CONFIRMED}
              value="yes"
              required
              label={t('disableTick', { name: receiver.name })}
            />
            <div>
              <SubmitButton variant="quiet" pendingLabel={t('disabling')}>
                {t('disable')}
              </SubmitButton>
            </div>
          </ActionForm>
        </Disclosure>
      </div>
    </div>
  )
}

/** What stands, under the names of the form's fields. */
function typedOf({ name, country, listedOn, protocol, address, encryptTo }: ReceiverSheet): TypedReceiver {
  const { protocol: _same, ...parts } = { hostKey: undefined, ...address }
  const fields = Object.entries(parts)
    .filter((entry): entry is [string, string | number] => entry[1] !== undefined && entry[0] !== 'hostKey')
    .map(([field, value]) => [`${protocol}.${field}`, String(value)] as const)
  return {
    ...{ name, country, protocol, listedOn: listedOn ?? '' },
    ...{ encryptKind: encryptTo?.kind ?? '', encryptKey: encryptTo?.key ?? '' },
    ...Object.fromEntries(fields),
  }
}
