// What went wrong, as a class. The server's own texts quote rows (`Key (email)=(…) already exists`): they end here.
import { ConnectorUnavailable, SystemRefused } from '../connector'

/** The server refused a statement; only its SQLSTATE is kept. */
export class StatementRefused extends SystemRefused {
  constructor(readonly sqlState: string) {
    super(`SQLSTATE ${sqlState}`, isTimeout(sqlState))
  }
}

/** The statement's own limit, or a lock that somebody held for too long. */
export const isTimeout = (sqlState: string | null): boolean => sqlState === '57014' || sqlState === '55P03'

const field = (error: unknown, name: string): string | null => {
  const value = typeof error === 'object' && error !== null ? Reflect.get(error, name) : null
  return typeof value === 'string' ? value : null
}

/** SQLSTATE of an error that the server itself answered with; null for a lost connection or our own faults. */
export const sqlStateOf = (error: unknown): string | null => {
  if (error instanceof StatementRefused) return error.sqlState
  const code = field(error, 'code')
  return code && /^[0-9A-Z]{5}$/.test(code) && field(error, 'severity') ? code : null
}

const tlsCodes = /^(ERR_TLS|ERR_SSL|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|EPROTO)/
const networkCodes = /^(E[A-Z]+|ERR_SOCKET.*)$/

/** Whether the connection itself is gone or was closed by the server (shutdown, failover). */
export const isConnectionLoss = (error: unknown): boolean => {
  const state = sqlStateOf(error)
  if (state) return state.startsWith('08') || state.startsWith('57P')
  const code = field(error, 'code')
  if (code) return networkCodes.test(code)
  // The driver gives its own faults no code: these are its texts, which never hold a value.
  const text = error instanceof Error ? error.message : ''
  return /^(Connection terminated|timeout exceeded|Query read timeout|Client (was closed|has encountered))/i.test(text)
}

/** For errors while connecting. */
export function unavailable(error: unknown): ConnectorUnavailable {
  if (error instanceof ConnectorUnavailable) return error
  const state = sqlStateOf(error) ?? ''
  if (state.startsWith('28')) return new ConnectorUnavailable('sign-in-refused')
  if (state === '3D000') return new ConnectorUnavailable('database-missing')
  if (state === '53300') return new ConnectorUnavailable('too-many-connections')
  const text = error instanceof Error ? error.message : ''
  if (tlsCodes.test(field(error, 'code') ?? '') || /SSL connection/i.test(text)) return new ConnectorUnavailable('tls')
  return new ConnectorUnavailable('unreachable')
}

/** For errors while asking: our own faults pass through, the server's lose their text. */
export function withoutValues(error: unknown): unknown {
  if (isConnectionLoss(error)) return new ConnectorUnavailable('unreachable')
  const state = sqlStateOf(error)
  return state ? new StatementRefused(state) : error
}
