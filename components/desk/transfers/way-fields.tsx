import { useTranslations } from 'next-intl'
import { ChoiceGroup, Radio } from '@/components/ui/choices'
import { TextAreaField, TextField } from '@/components/ui/text-field'
import { type TransferProtocol, transferProtocols } from '@/lib/domain/transfer/receiver'

type Typed = Record<string, string>
const off = { autoComplete: 'off', spellCheck: false } as const

/** How the data gets there. Fields are named `<protocol>.<field>`: those of the other ways are posted too, and left alone. */
export function WayFields({ typed }: { typed: Typed }) {
  const t = useTranslations('transfers')
  const chosen = typed.protocol ?? 'sftp'
  return (
    <ChoiceGroup id="protocol" label={<span className="text-lg">{t('receiver.how')}</span>}>
      {transferProtocols.map((protocol) => (
        <Radio
          key={protocol}
          id={`protocol-${protocol}`}
          name="protocol"
          value={protocol}
          defaultChecked={chosen === protocol}
          label={t(`protocol.${protocol}`)}
          hint={t(`protocolHint.${protocol}`)}
          reveals={<Fields protocol={protocol} typed={typed} />}
        />
      ))}
    </ChoiceGroup>
  )
}

function Fields({ protocol, typed }: { protocol: TransferProtocol; typed: Typed }) {
  const t = useTranslations('transfers.receiver')
  const field = (name: string) => ({ name: `${protocol}.${name}`, defaultValue: typed[`${protocol}.${name}`] })
  if (protocol === 'https-download')
    return <TextField {...field('contact')} type="email" label={t('contact')} hint={t('contactHint')} {...off} />
  return (
    <div className="grid gap-5">
      {protocol === 'https-upload' ? (
        <TextField {...field('url')} label={t('url')} hint={t('urlHint')} {...off} />
      ) : (
        <Server {...{ protocol, field }} />
      )}
      {protocol !== 'sftp' && (
        <TextAreaField
          {...field('ca')}
          label={t('ca')}
          hint={t('caHint')}
          optional
          rows={3}
          className="font-mono text-sm"
          {...off}
        />
      )}
    </div>
  )
}

type ServerProps = {
  protocol: 'sftp' | 'ftps'
  field: (name: string) => { name: string; defaultValue: string | undefined }
}

function Server({ protocol, field }: ServerProps) {
  const t = useTranslations('transfers.receiver')
  return (
    <>
      <div className="grid items-end gap-5 sm:grid-cols-[minmax(0,1fr)_7rem]">
        <TextField {...field('host')} label={t('host')} maxLength={253} {...off} />
        <TextField
          {...field('port')}
          label={t('port')}
          placeholder={protocol === 'sftp' ? '22' : '21'}
          inputMode="numeric"
          maxLength={5}
          {...off}
        />
      </div>
      <TextField {...field('user')} label={t('user')} maxLength={200} {...off} />
      <TextField {...field('folder')} label={t('folder')} hint={t('folderHint')} optional maxLength={500} {...off} />
    </>
  )
}
