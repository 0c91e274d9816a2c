// What went wrong, as a class, by the server's error number. Its texts quote rows (`Duplicate entry '…'`): they end here.
import { ConnectorUnavailable, SystemRefused } from '../connector'

/** The server refused a statement; only its number is kept. */
export class StatementRefused extends SystemRefused {
  constructor(readonly errorNumber: number) {
    super(`error ${errorNumber}`, isTimeout(errorNumber))
  }
}

// Numbers of MariaDB and MySQL, which never change.
const numbers = {
  lockTimeout: [1205],
  deadlock: [1213],
  statementTimeout: [1969, 3024, 1317],
  /** A record or a table's definition changed under the transaction. */
  changed: [1020, 1412],
  noRight: [1142, 1143, 1044, 1227, 1290, 1792, 1836],
  constraint: [
    1048, 1062, 1169, 1216, 1217, 1264, 1265, 1292, 1364, 1366, 1406, 1451, 1452, 1644, 3819, 4025, 1906, 3105,
  ],
  structure: [1054, 1091, 1109, 1146, 1049, 1051, 1347, 1288],
  full: [1021, 1114, 1041, 1037],
} as const
export type FailureClass = keyof typeof numbers

export const classOf = (number: number | null): FailureClass | null =>
  (Object.entries(numbers) as [FailureClass, readonly number[]][]).find(([, known]) =>
    known.includes(number ?? 0),
  )?.[0] ?? null

/** The statement's own limit, or a lock that somebody held for too long. */
export const isTimeout = (number: number | null): boolean =>
  ['lockTimeout', 'statementTimeout'].includes(classOf(number) ?? '')

const field = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, name) : null

/** Number of an error that the server itself answered with; null for a lost connection or our own faults. */
export const errorNumberOf = (error: unknown): number | null => {
  if (error instanceof StatementRefused) return error.errorNumber
  const number = field(error, 'errno')
  return typeof number === 'number' && number >= 1000 && typeof field(error, 'sqlState') === 'string' ? number : null
}

const tlsCodes = /^(HANDSHAKE_|ERR_TLS|ERR_SSL|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|EPROTO)/
const networkCodes = /^(E[A-Z]+|ERR_SOCKET.*|PROTOCOL_.*)$/

/** Shutdown, killed by an administrator, or no server to talk to. */
const closing = [1053, 1077, 1927, 1158, 1159, 1160, 1161, 1184, 4031]

/** Whether the connection itself is gone or was closed by the server (shutdown, failover). */
export const isConnectionLoss = (error: unknown): boolean => {
  const number = errorNumberOf(error)
  if (number) return closing.includes(number)
  const code = field(error, 'code')
  if (typeof code === 'string') return networkCodes.test(code)
  // The driver gives its own faults no code: these are its texts, which never hold a value.
  const text = error instanceof Error ? error.message : ''
  return /^(Connection lost|Pool is closed|Can't add new command|This socket has been ended)/i.test(text)
}

/** For errors while connecting. */
export function unavailable(error: unknown): ConnectorUnavailable {
  if (error instanceof ConnectorUnavailable) return error
  const number = errorNumberOf(error) ?? 0
  if ([1045, 1698, 1251, 1130, 4151, 1820].includes(number)) return new ConnectorUnavailable('sign-in-refused')
  if ([1049, 1044].includes(number)) return new ConnectorUnavailable('database-missing')
  if ([1040, 1203, 1226].includes(number)) return new ConnectorUnavailable('too-many-connections')
  if (number === 3159 || tlsCodes.test(String(field(error, 'code') ?? ''))) return new ConnectorUnavailable('tls')
  return new ConnectorUnavailable('unreachable')
}

/** For errors while asking: our own faults pass through, the server's lose their text. */
export function withoutValues(error: unknown): unknown {
  if (isConnectionLoss(error)) return new ConnectorUnavailable('unreachable')
  const number = errorNumberOf(error)
  return number ? new StatementRefused(number) : error
}
