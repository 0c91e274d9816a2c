// What a connection may carry beside its address: where a read replica stands, and keys of old pseudonyms.
import { type SystemConnection, usualPort } from './connection'

export type ConnectionExtras = {
  /** `host`, `host:port` or `host:port/database`. */
  replica?: string
  /** A line each: `name = key`. */
  pseudonymKeys?: string
}
export type ExtrasMistake = 'replica-unreadable' | 'pseudonym-keys-unreadable'
type Read = { ok: true; connection: SystemConnection } | { ok: false; mistake: ExtrasMistake }

export function withExtras(connection: SystemConnection, extras: ConnectionExtras): Read {
  const replica = readReplica(connection, extras.replica?.trim() ?? '')
  if (replica === null) return { ok: false, mistake: 'replica-unreadable' }
  const keys = readKeys(extras.pseudonymKeys ?? '')
  if (keys === null) return { ok: false, mistake: 'pseudonym-keys-unreadable' }
  const given = Object.keys(keys).length > 0 ? { pseudonymKeys: keys } : {}
  return { ok: true, connection: { ...connection, ...(replica && { replica }), ...given } }
}

function readReplica(connection: SystemConnection, text: string): SystemConnection['replica'] | null {
  if (text === '') return undefined
  const parts = /^(?:\[([0-9a-f:.]+)\]|([^\s:/@]+))(?::(\d{1,5}))?(?:\/([^\s/]+))?$/i.exec(text)
  const host = parts?.[1] ?? parts?.[2]
  const port = parts?.[3] === undefined ? usualPort[connection.kind] : Number(parts[3])
  if (!host || port < 1 || port > 65_535) return null
  return { host, port, ...(parts?.[4] !== undefined && { database: parts[4] }) }
}

const DIGITS = /^hex:([0-9a-f]{2})+$/i

function readKeys(text: string): Record<string, string> | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const keys: Record<string, string> = {}
  for (const line of lines) {
    const [, name, key] = /^\s*([a-z][a-z0-9-]{0,62})\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (!name || !key || name in keys || (key.startsWith('hex:') && !DIGITS.test(key))) return null
    keys[name] = key
  }
  return keys
}

/** The same system as its replica shows it; itself where none is named. */
export const replicaOf = ({ replica, ...connection }: SystemConnection): SystemConnection =>
  replica ? { ...connection, ...replica } : connection

/** As it is typed. */
export const writtenReplica = ({ host, port, database }: NonNullable<SystemConnection['replica']>): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}${database === undefined ? '' : `/${database}`}`
