// The receiver's form as the schema wants it. Fields of the way that was not chosen are posted too, and left alone.
import type { TypedReceiver } from '@/components/desk/transfers/receiver-form'
import { CONFIRMED } from '@/components/ui/confirm-statement'
import { type TransferProtocol, transferProtocols } from '@/lib/domain/transfer/receiver'
import { formText } from '../refusal-answer'

export const protocolIn = (form: FormData): TransferProtocol =>
  transferProtocols.find((known) => known === form.get('protocol')) ?? 'sftp'

const usualPort = { sftp: 22, ftps: 21 } as const

/** `hostKey`: as the page showed it; it is pinned only where a person has compared it. */
export function addressIn(form: FormData, { pinned }: { pinned: boolean }): Record<string, unknown> {
  const protocol = protocolIn(form)
  const text = (name: string) => formText(form, `${protocol}.${name}`).trim()
  const authority = text('ca') ? { ca: text('ca') } : {}
  if (protocol === 'https-download') return { protocol, contact: text('contact') }
  if (protocol === 'https-upload') return { protocol, url: text('url'), ...authority }
  const reached = {
    ...{ host: text('host'), user: text('user'), folder: text('folder') },
    port: text('port') === '' ? usualPort[protocol] : text('port'),
  }
  if (protocol === 'ftps') return { protocol, ...reached, ...authority }
  return { protocol, ...reached, ...(pinned && { hostKey: formText(form, 'hostKey') }) }
}

/** Null: nothing was typed. */
export function secretIn(form: FormData): Record<string, string> | null {
  const [password, privateKey, passphrase, token, word] = [
    ...['password', 'privateKey', 'passphrase', 'token', 'word'],
  ].map((name) => formText(form, name))
  if (token) return { token }
  if (word) return { word }
  if (privateKey?.trim()) return { privateKey, ...(passphrase && { passphrase }) }
  return password ? { password } : null
}

export function receiverIn(form: FormData): Record<string, unknown> {
  const kind = formText(form, 'encryptKind')
  return {
    ...{ name: formText(form, 'name'), country: formText(form, 'country') },
    listedOn: formText(form, 'listedOn') || null,
    address: addressIn(form, { pinned: true }),
    encryptTo: kind === '' ? null : { kind, key: formText(form, 'encryptKey') },
  }
}

const secrets = ['password', 'privateKey', 'passphrase', 'token', 'word', CONFIRMED, 'intent', 'hostKey']

/** To show it again; secrets are typed again. */
export function typedIn(form: FormData): TypedReceiver {
  const fields = [...form.entries()].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !secrets.includes(entry[0]),
  )
  return Object.fromEntries(fields.filter(([name]) => !name.startsWith('$')))
}
