import { describe, expect, it } from 'vitest'
import { describeConnection, parsePostgresUrl, parseSystemUrl } from './connection'

describe('a connection URL', () => {
  it('is taken apart, with its escapes', () => {
    const parsed = parsePostgresUrl('postgres://ha%40beas:p%2Fw%C3%A9@db.example:6543/Shop%20A?sslmode=require')
    expect(parsed).toEqual({
      ok: true,
      connection: {
        ...{
          kind: 'postgresql',
          host: 'db.example',
          port: 6543,
          database: 'Shop A',
          user: 'ha@beas',
          password: 'p/wé',
        },
        tls: { mode: 'require' },
      },
    })
  })

  it.each([
    ['postgresql://u:p@127.0.0.1/d', 'disable'],
    ['postgresql://u:p@localhost/d', 'disable'],
    ['postgresql://u:p@[::1]:5433/d', 'disable'],
    ['postgresql://u:p@db.example/d', 'verify-full'],
    ['postgresql://u:p@db.example/d?sslmode=prefer', 'require'],
    ['postgresql://u:p@db.example/d?sslmode=verify-ca', 'verify-full'],
  ])('%s: TLS %s', (url, mode) => {
    expect(parsePostgresUrl(url)).toMatchObject({ ok: true, connection: { tls: { mode } } })
  })

  it.each([
    ['', 'not-a-url'],
    ['db.example', 'not-a-url'],
    ['mysql://u:p@h/d', 'database-kind-unknown'],
    ['postgresql:///d', 'host-missing'],
    ['postgresql://h/d', 'user-missing'],
    ['postgresql://u@h', 'database-missing'],
    ['postgresql://u@h/d?sslmode=maybe', 'tls-mode-unknown'],
    ['postgresql://%E0@h/d', 'not-a-url'],
  ])('%s is refused: %s', (url, mistake) => {
    expect(parsePostgresUrl(url)).toEqual({ ok: false, mistake })
  })

  it.each([
    ['mariadb://u:p@db.example/d', 'mariadb', 3306, 'verify-full'],
    ['mysql://u:p@127.0.0.1:3307/d?sslmode=require', 'mariadb', 3307, 'require'],
    ['postgres://u:p@db.example/d', 'postgresql', 5432, 'verify-full'],
  ])('%s tells its kind of database', (url, kind, port, mode) => {
    expect(parseSystemUrl(url)).toMatchObject({ ok: true, connection: { kind, port, tls: { mode } } })
  })

  it('is described without its secret', () => {
    const parsed = parsePostgresUrl('postgresql://u:geheim@h/d', 'PEM')
    if (!parsed.ok) throw new Error(parsed.mistake)
    expect(parsed.connection.tls.ca).toBe('PEM')
    expect(describeConnection(parsed.connection)).toBe('h:5432/d (u, TLS verify-full)')
  })
})
