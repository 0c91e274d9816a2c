// Logs by allow-list: an event's code and facts of known names, numbers and ids. No messages, no error texts, no values:
// redaction by path misses what it does not expect.
import pino from 'pino'

const allowed = [
  'requestId',
  'itemId',
  'planId',
  'stepId',
  'letterId',
  'deliveryId',
  'taskId',
  'system',
  'dataset',
  'job',
  'count',
  'milliseconds',
  'attempt',
  'status',
  'reason',
  'failure',
  'version',
  'port',
  'signal',
] as const
type Facts = Partial<Record<(typeof allowed)[number], string | number>>

const logger = pino({ level: process.env.LOG_LEVEL ?? 'info', base: { service: 'habeas' } })

function facts(given: Facts | undefined): Facts {
  const kept: Facts = {}
  for (const name of allowed) if (given?.[name] !== undefined) kept[name] = given[name]
  return kept
}

/** A failure's class and place, never its text, which may quote a value. */
export function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' && /^[\w.-]{1,40}$/.test(code) ? `${error.name}:${code}` : error.name
}

export const log = {
  info: (event: string, given?: Facts) => logger.info(facts(given), event),
  warn: (event: string, given?: Facts) => logger.warn(facts(given), event),
  error: (event: string, given?: Facts, error?: unknown) => {
    const stack =
      error instanceof Error ? error.stack?.split('\n').filter((line) => line.startsWith('    at ')) : undefined
    logger.error({ ...facts(given), ...(error ? { failure: failureOf(error), at: stack?.slice(0, 5) } : {}) }, event)
  },
}
