// A receiver that lies, lists names that lead elsewhere, or never answers: nothing is believed that was not read back.
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { SftpConfig } from '../../lib/delivery/carriers/carrier'
import { deliver } from '../../lib/delivery/carriers/deliver'
import { probe } from '../../lib/delivery/carriers/probe'
import { moveClock } from '../../lib/platform/clock'
import { hostileSftp, type Lies, newHostKey } from '../support/hostile-sftp'
import { fileOf } from './receivers'

const PASSWORD = 'correct horse'
const file = fileOf('package.zip')
const patience = { connectMs: 2_000, stallMs: 800 }
let hostile: Awaited<ReturnType<typeof hostileSftp>>
let carrier: SftpConfig
afterEach(() => hostile.stop())
beforeAll(() => moveClock('PT0S'))

async function start(lies: Lies = {}): Promise<void> {
  hostile = await hostileSftp(newHostKey(), PASSWORD, lies)
  const server = { protocol: 'sftp', host: '127.0.0.1', port: hostile.port, user: 'habeas', folder: '/in' } as const
  const seen = await probe(server)
  if (!seen.ok) throw new Error(seen.problem)
  expect(hostile.signIns).toEqual([])
  carrier = { ...server, hostKey: seen.seen.fingerprint, secret: { password: PASSWORD } }
}
const send = () => deliver({ carrier, files: [file], patience })

test('signs in with a password, and asks for no name but ours: what it lists is never heard', async () => {
  await start()
  expect(await send()).toMatchObject({ ok: true })
  expect(hostile.files.get('/in/package.zip')?.equals(file.content)).toBe(true)
  const ours = ['/in', '/in/package.zip', '/in/.package.zip.part']
  expect(hostile.asked.filter(({ path }) => !ours.includes(path))).toEqual([])
  expect(hostile.asked.map(({ kind }) => kind)).not.toContain('READDIR')
  expect(hostile.asked.map(({ kind }) => kind)).not.toContain('REALPATH')
})

test('another key than the pinned one never sees the password', async () => {
  await start()
  carrier = { ...carrier, hostKey: `SHA256:${'x'.repeat(43)}` }
  expect(await send()).toEqual({ ok: false, problem: 'wrong-host-key', retry: false })
  expect(hostile.signIns).toEqual([])
})

test('a wrong password is tried once', async () => {
  await start()
  carrier = { ...carrier, secret: { password: 'wrong' } }
  expect(await send()).toEqual({ ok: false, problem: 'sign-in-refused', retry: false })
  expect(hostile.signIns).toEqual(['password'])
})

test('what it says in words is never told on', async () => {
  await start({ words: `no: ${PASSWORD} of jane@example.org`, swallowsAfter: 5 })
  const told = JSON.stringify(await send())
  expect(told).toBe('{"ok":false,"problem":"not-verified","retry":true}')
})

const lying: [string, Lies, string][] = [
  ['gives back other bytes', { reading: (content) => Buffer.alloc(content.length) }, 'not-verified'],
  ['gives back fewer bytes', { reading: (content) => content.subarray(1) }, 'not-verified'],
  ['swallows half of it', { swallowsAfter: 100_000 }, 'not-verified'],
  ['says sizes beyond reason', { size: () => 2 ** 52 }, 'not-verified'],
  ['says nothing about a file', { silent: 'LSTAT' }, 'stalled'],
  ['never says that it wrote', { silent: 'WRITE' }, 'stalled'],
  ['never says that it renamed', { silent: 'RENAME' }, 'stalled'],
]
test.each(lying)('one that %s is not believed', async (_name, lies, problem) => {
  await start(lies)
  expect(await send()).toEqual({ ok: false, problem, retry: true })
  expect(hostile.files.has('/in/package.zip')).toBe(false)
})

test('one that gives a few bytes a time is waited for', async () => {
  await start({ shortReads: 1_000 })
  expect(await send()).toMatchObject({ ok: true })
})

test('one that renames over other files is not given the occasion', async () => {
  await start({ overwrites: true })
  hostile.files.set('/in/package.zip', Buffer.from('theirs'))
  expect(await send()).toEqual({ ok: false, problem: 'name-taken', retry: false })
  expect(hostile.files.get('/in/package.zip')?.toString()).toBe('theirs')
})
