import { expect, it } from 'vitest'
import { replicaOf, withExtras } from './connection-extras'

const connection = {
  ...{ kind: 'postgresql' as const, host: 'db', port: 5432, database: 'shop', user: 'habeas', password: 'x' },
  tls: { mode: 'disable' as const },
}

it.each([
  ['', undefined],
  ['replica.example.com', { host: 'replica.example.com', port: 5432 }],
  [' 10.0.0.2:6432 ', { host: '10.0.0.2', port: 6432 }],
  ['[::1]:6432/shop_copy', { host: '::1', port: 6432, database: 'shop_copy' }],
])('a replica “%s”', (replica, read) => {
  const result = withExtras(connection, { replica })
  expect(result.ok && result.connection.replica).toEqual(read)
})

it.each(['user@host', 'host:99999', 'host:x', 'two hosts', 'host/a/b'])('no replica: “%s”', (replica) => {
  expect(withExtras(connection, { replica })).toEqual({ ok: false, mistake: 'replica-unreadable' })
})

it('keys are lines with names', () => {
  const read = withExtras(connection, { pseudonymKeys: 'old = a secret = of old\n\nnewer=hex:00ff\n' })
  expect(read.ok && read.connection.pseudonymKeys).toEqual({ old: 'a secret = of old', newer: 'hex:00ff' })
  for (const pseudonymKeys of ['old', 'old=', 'Old=x', 'a=1\na=2', 'a=hex:0'])
    expect(withExtras(connection, { pseudonymKeys })).toEqual({ ok: false, mistake: 'pseudonym-keys-unreadable' })
})

it('the replica is signed in to like the system itself', () => {
  const read = withExtras(connection, { replica: 'copy:6432' })
  if (!read.ok) throw new Error(read.mistake)
  expect(replicaOf(read.connection)).toEqual({ ...connection, host: 'copy', port: 6432 })
  expect(replicaOf(connection)).toEqual(connection)
})
