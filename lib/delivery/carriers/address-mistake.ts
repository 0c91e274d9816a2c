// What is wrong with a receiver's address before anybody is called. Set-up asks it too.
import type { CarrierConfig, Probed } from './carrier'

export type AddressMistake =
  | 'not-https'
  | 'secret-in-address'
  | 'host-missing'
  | 'port-wrong'
  | 'user-missing'
  | 'folder-wrong'

const CONTROL = /\p{Cc}/u

export function addressMistake(address: Probed): AddressMistake | null {
  if (address.protocol === 'https-upload') return urlMistake(address.url)
  const { host, port, user, folder } = address
  if (host.includes('@')) return 'secret-in-address'
  if (!/^[A-Za-z0-9._:-]+$/.test(host)) return 'host-missing'
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return 'port-wrong'
  if (!user || CONTROL.test(user)) return 'user-missing'
  if (CONTROL.test(folder) || folder.split('/').includes('..') || folder.startsWith('~')) return 'folder-wrong'
  return null
}

function urlMistake(text: string): AddressMistake | null {
  if (!URL.canParse(text)) return 'not-https'
  const url = new URL(text)
  if (url.username || url.password) return 'secret-in-address'
  if (url.protocol !== 'https:') return 'not-https'
  // Receivers give tokens in links too; ours stands in a header, where no log keeps it.
  return url.search || url.hash ? 'secret-in-address' : null
}

/** What FTP and HTTP cannot even say: the end of a line in it would be a command, or a header, of its own. */
export function unsayable(carrier: CarrierConfig): boolean {
  if (carrier.protocol === 'sftp') return false
  return carrier.protocol === 'ftps'
    ? CONTROL.test(carrier.secret.password)
    : !/^[\x21-\x7e]+$/.test(carrier.secret.token)
}
