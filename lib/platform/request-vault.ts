// Personal data of a request under the request's own key: destroying that key destroys the data, backups included.
// A column is named 'table.column' for the request's own row, or 'table.column:<row id>' for rows that belong to it.
import { decryptField, encryptField } from './crypto/field-encryption'
import type { Place } from './crypto/place'
import { createRequestKey, organisationKeys, unwrapRequestKey } from './crypto/request-key'
import type { NamedKey } from './crypto/sealed-text'
import { keys } from './keys'

const TENANT = 'habeas'

export type RequestVault = {
  requestId: string
  /** For subject_request.wrapped_key. */
  wrappedKey: string
  /** For files (packages). */
  key: NamedKey
  seal: (column: string, clear: string) => string
  /** @throws DecryptionError */
  open: (column: string, sealed: string) => string
}

/** The key was destroyed at the end of retention, or never was. */
export class VaultGone extends Error {
  constructor() {
    super('the key of this request was destroyed')
  }
}

/** Where a value of a request stands; it opens nowhere else. */
export function placeOf(requestId: string, column: string): Place {
  const [name = '', row = requestId] = column.split(':')
  const [table = '', field = ''] = name.split('.')
  return { tenant: TENANT, table, column: field, row }
}

function vault(requestId: string, key: NamedKey, wrappedKey: string): RequestVault {
  return {
    requestId,
    wrappedKey,
    key,
    seal: (column, clear) => encryptField(key, clear, placeOf(requestId, column)),
    open: (column, sealed) => decryptField(key, sealed, placeOf(requestId, column)),
  }
}

/** For a request that is about to be written. */
export function newVault(requestId: string): RequestVault {
  const { key, wrapped } = createRequestKey(keys(), { tenant: TENANT, requestId })
  return vault(requestId, key, wrapped)
}

/** @throws VaultGone, DecryptionError */
export function openVault(request: { id: string; wrappedKey: string | null }): RequestVault {
  if (request.wrappedKey === null) throw new VaultGone()
  const key = unwrapRequestKey(keys(), request.wrappedKey, { tenant: TENANT, requestId: request.id })
  return vault(request.id, key, request.wrappedKey)
}

/** For secrets that belong to no request: 'connected_system.secret:<row id>'. */
export const sealForOffice = (column: string, clear: string): string =>
  encryptField(organisationKeys(keys(), TENANT)[0], clear, placeOf('office', column))

export const openForOffice = (column: string, sealed: string): string =>
  decryptField(organisationKeys(keys(), TENANT), sealed, placeOf('office', column))
