// How a command ends. Scripts read the exit code, people the line; a refusal is never an exit code 0.
import { ConnectorUnavailable } from '@/lib/connectors/connector'
import type { Refusal } from '@/lib/domain/outcome'
import { EnvironmentError } from '@/lib/platform/env'
import { KeyringError } from '@/lib/platform/keys'
import { failureOf } from '@/lib/platform/log'
import { NoDataMap } from '@/lib/workflow/current-map'
import { sentenceOf } from './sentences'

export const exitCodes = { ok: 0, refused: 1, badInput: 2, unavailable: 3, fault: 4 } as const
export type Ending = keyof typeof exitCodes

/** What a command answers: lines for people, one value for programs. */
export type Answer = { lines: string[]; json: unknown }

/** Ends the command; `facts` go into the JSON answer beside the reason. */
export class CommandEnds extends Error {
  constructor(
    readonly ending: Exclude<Ending, 'ok'>,
    readonly reason: string,
    readonly lines: string[],
    readonly facts: Record<string, unknown> = {},
  ) {
    super(reason)
  }
}

export const badInput = (...lines: string[]): CommandEnds => new CommandEnds('badInput', 'bad-input', lines)

export function refused({ reason, detail }: Refusal): CommandEnds {
  if (reason === 'system-unreachable') return systemAway(String(detail?.failure ?? 'unreachable'))
  return new CommandEnds('refused', reason, [sentenceOf(reason, detail)], detail ? { detail } : {})
}

/** The value of an outcome, or the end of the command. */
export function accepted<T extends { ok: true }>(outcome: T | Refusal): T {
  if (outcome.ok) return outcome
  throw refused(outcome)
}

/** Surprises keep their text to themselves: it may quote a value. */
export function endingOf(error: unknown): CommandEnds {
  if (error instanceof CommandEnds) return error
  if (error instanceof EnvironmentError) return new CommandEnds('badInput', 'environment', environmentLines(error))
  if (error instanceof KeyringError) return new CommandEnds('badInput', 'keyring', error.lines)
  if (error instanceof NoDataMap) return new CommandEnds('refused', 'no-data-map', [capital(error.message)])
  if (error instanceof ConnectorUnavailable) return systemAway(error.failure)
  if (isDatabaseAway(error)) {
    const line = 'The database of Habeas does not answer. Start it (here: npm start) and try again.'
    return new CommandEnds('unavailable', 'database-away', [line])
  }
  const failure = failureOf(error)
  return new CommandEnds('fault', 'fault', [`Something went wrong that nobody foresaw (${failure}).`], { failure })
}

export function systemAway(failure: string, system = 'The system'): CommandEnds {
  return new CommandEnds('unavailable', 'system-unavailable', [`${system}: ${awayLines[failure] ?? failure}`], {
    failure,
  })
}

const awayLines: Record<string, string> = {
  unreachable: 'it cannot be reached: check host, port and firewall.',
  'sign-in-refused': 'it refuses the user or the password.',
  tls: 'no secure connection: check the TLS mode and the certificate.',
  'database-missing': 'it has no database of that name, or no such system is connected.',
  'too-many-connections': 'it has no connection free: try again later.',
}

const environmentLines = (error: EnvironmentError) => [
  'No running Habeas was found: start one here with `npm start`, or set what is missing:',
  ...error.lines.map((line) => `  ${line}`),
]

const awayCodes = /^(ECONN\w+|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT|P1001|P1002|P1017|57P0\d|08\d{3})$/

/** The reason may stand a few causes deep (driver, adapter, client). */
function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 5) return false
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  if (typeof code === 'string' && awayCodes.test(code)) return true
  return isDatabaseAway(cause, depth + 1)
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
