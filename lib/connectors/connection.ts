// How a company's system is reached. Plain data: it is stored encrypted and never logged.
export type TlsMode = 'disable' | 'require' | 'verify-full'

type Reached = {
  host: string
  port: number
  database: string
  user: string
  password: string
  /** `require` encrypts without proving who answers, as libpq does; `verify-full` proves it, by `ca` where given (PEM). */
  tls: { mode: TlsMode; ca?: string }
  /** A read replica with the same sign-in: searches and copies are read there; whatever decides or erases, never. */
  replica?: { host: string; port: number; database?: string }
  /** By name: keys of HMAC pseudonyms (`identifiedBy[].form`); a text, or bytes as `hex:…`. */
  pseudonymKeys?: Record<string, string>
}

export type PostgresConnection = Reached & { kind: 'postgresql' }
/** MariaDB or MySQL. `database` is where the sign-in goes; every database that the account may see belongs to the system. */
export type MariadbConnection = Reached & { kind: 'mariadb' }
export const usualPort: Record<SystemConnection['kind'], number> = { postgresql: 5432, mariadb: 3306 }
export type SystemConnection = PostgresConnection | MariadbConnection

export type ConnectionMistake =
  | 'not-a-url'
  | 'database-kind-unknown'
  | 'host-missing'
  | 'user-missing'
  | 'database-missing'
  | 'tls-mode-unknown'
type Parsed<C> = { ok: true; connection: C } | { ok: false; mistake: ConnectionMistake }
export type ParsedConnection = Parsed<PostgresConnection>

const wrong = (mistake: ConnectionMistake): { ok: false; mistake: ConnectionMistake } => ({ ok: false, mistake })

/** libpq's names, so that a URL copied from elsewhere means the same here. The opportunistic ones become `require`. */
function tlsMode(name: string | null): TlsMode | null {
  if (name === null) return 'verify-full'
  if (name === 'disable' || name === 'require' || name === 'verify-full') return name
  return name === 'prefer' || name === 'allow' || name === 'no-verify'
    ? 'require'
    : name === 'verify-ca'
      ? 'verify-full'
      : null
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

/** By its scheme: postgresql, or mariadb and mysql. */
export function parseSystemUrl(text: string, ca?: string): Parsed<SystemConnection> {
  return /^(mariadb|mysql):/i.test(text) ? parseMariadbUrl(text, ca) : parsePostgresUrl(text, ca)
}

/** Parses `postgresql://user:password@host:port/database?sslmode=…`. Without `sslmode`: off on this machine, else verify-full. */
export function parsePostgresUrl(text: string, ca?: string): ParsedConnection {
  const parsed = parseUrl(text, /^postgres(ql)?:$/, usualPort.postgresql, ca)
  return parsed.ok ? { ok: true, connection: { kind: 'postgresql', ...parsed.connection } } : parsed
}

/** Parses `mariadb://…` or `mysql://…`, otherwise alike. */
export function parseMariadbUrl(text: string, ca?: string): Parsed<MariadbConnection> {
  const parsed = parseUrl(text, /^(mariadb|mysql):$/, usualPort.mariadb, ca)
  return parsed.ok ? { ok: true, connection: { kind: 'mariadb', ...parsed.connection } } : parsed
}

function parseUrl(text: string, protocol: RegExp, port: number, ca?: string): Parsed<Reached> {
  if (!URL.canParse(text)) return wrong('not-a-url')
  const url = new URL(text)
  if (!protocol.test(url.protocol)) return wrong('database-kind-unknown')
  const [user, password, database] = [url.username, url.password, url.pathname.slice(1)].map(decoded)
  if (user == null || password == null || database == null) return wrong('not-a-url')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!host) return wrong('host-missing')
  if (!user) return wrong('user-missing')
  if (!database) return wrong('database-missing')
  const named = url.searchParams.get('sslmode')
  const mode = named === null && isThisMachine(host) ? 'disable' : tlsMode(named)
  if (!mode) return wrong('tls-mode-unknown')
  const tls = ca ? { mode, ca } : { mode }
  return { ok: true, connection: { host, port: Number(url.port || port), database, user, password, tls } }
}

const isThisMachine = (host: string) => host === 'localhost' || host === '::1' || /^127\./.test(host)

/** Where the system stands, without its secret: may be shown and logged. */
export const describeConnection = (connection: SystemConnection) =>
  `${connection.host}:${connection.port}/${connection.database} (${connection.user}, TLS ${connection.tls.mode})`
