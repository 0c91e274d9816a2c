import { z } from 'zod'

/** Empty means absent: compose files and CI pass empty strings for what is not set. */
const absentWhenEmpty = (value: unknown) => (value === '' ? undefined : value)
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(absentWhenEmpty, schema.optional())
const withDefault = <T extends z.ZodType>(schema: T, value: z.output<T>) =>
  z.preprocess((given) => absentWhenEmpty(given) ?? value, schema)

const urlOf = (protocols: string[], what: string) =>
  z.string({ error: `is missing: ${what}` }).refine((text) => {
    const url = URL.canParse(text) ? new URL(text) : null
    return url !== null && protocols.includes(url.protocol)
  }, `must be ${what}`)

const postgresUrl = urlOf(
  ['postgresql:', 'postgres:'],
  'a PostgreSQL URL, postgresql://user:password@host:5432/database',
)
const whole = (low: number, high: number) =>
  z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(low, `must be at least ${low}`)
    .max(high, `must be at most ${high}`)

const schema = z.object({
  DATABASE_URL: z.preprocess(absentWhenEmpty, postgresUrl),
  MIGRATION_DATABASE_URL: optional(postgresUrl),
  PUBLIC_URL: z
    .preprocess(
      absentWhenEmpty,
      urlOf(['https:', 'http:'], 'the address people open, such as https://privacy.example.com').refine(
        (text) => !URL.canParse(text) || (new URL(text).pathname === '/' && new URL(text).search === ''),
        'must be an address without path or query',
      ),
    )
    .transform((text) => text.replace(/\/+$/, '')),
  NEXTAUTH_SECRET: z.preprocess(
    absentWhenEmpty,
    z.string({ error: 'is missing: 32 or more random characters' }).min(32, 'must have 32 or more characters'),
  ),
  SMTP_URL: z.preprocess(absentWhenEmpty, urlOf(['smtp:', 'smtps:'], 'a mail server, smtp://user:password@host:587')),
  MAIL_FROM: z.preprocess(
    absentWhenEmpty,
    z
      .string({ error: 'is missing: the sender of letters, such as Privacy <privacy@example.com>' })
      .regex(
        /^(?:[^<>,\r\n]*<[^\s<>@,]+@[^\s<>@,]+>|[^\s<>@,]+@[^\s<>@,]+)$/,
        'must be one address, such as Privacy <privacy@example.com>',
      ),
  ),
  HABEAS_KEYRING_FILE: optional(z.string()),
  HABEAS_KEYRING: optional(z.string()),
  HABEAS_STORAGE_DIR: withDefault(z.string(), '.data/storage'),
  HABEAS_TRUSTED_PROXIES: withDefault(whole(0, 10), 0),
  LOG_LEVEL: withDefault(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    }),
    'info',
  ),
  PORT: withDefault(whole(1, 65535), 3000),
  HOST: withDefault(z.string(), '127.0.0.1'),
  NODE_ENV: withDefault(z.enum(['production', 'development', 'test']), 'production'),
  /** Tests move the clock by an ISO 8601 duration, such as P40D. */
  HABEAS_CLOCK_OFFSET: optional(
    z
      .string()
      .regex(
        /^-?P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?$/,
        'must be a duration, such as P40D',
      ),
  ),
})

export type Env = z.output<typeof schema>

/** One line for each thing wrong; never the value itself, which may hold a password. */
export class EnvironmentError extends Error {
  constructor(readonly lines: string[]) {
    super(`The environment is not complete:\n${lines.map((line) => `  ${line}`).join('\n')}`)
  }
}

function keyringMistake(source: Record<string, string | undefined>): string[] {
  if (Boolean(source.HABEAS_KEYRING_FILE) !== Boolean(source.HABEAS_KEYRING)) return []
  return [
    'HABEAS_KEYRING_FILE or HABEAS_KEYRING must be set, and only one of them: the keys that encrypt personal data',
  ]
}

export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source)
  const lines = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`)
  lines.push(...keyringMistake(source))
  if (!parsed.success || lines.length > 0) throw new EnvironmentError(lines)
  return parsed.data
}

let cached: Env | undefined

/** @throws EnvironmentError */
export function env(): Env {
  cached ??= parseEnv(process.env)
  return cached
}

/** At the start of a process: says what is wrong and ends it, instead of failing at the first request. */
export function requireEnv(): Env {
  try {
    return env()
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error
    console.error(error.message)
    return process.exit(1)
  }
}
