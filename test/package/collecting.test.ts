// To whom a package is handed over, and how often.
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { afterWriting, built, collect, collected, verbs, world } from './handing-over'

test('handed over once; a second fresh code gets nothing; the evidence stands before the first byte', async () => {
  const { requestId } = await built()
  const first = await collect(requestId)
  if (!first.ok) throw new Error(first.reason)
  expect((await world.ledger(requestId)).at(-1)?.event).toBe('package.collected')
  await buffer(first.stream)
  await expect.poll(async () => (await collect(requestId)) as object).toMatchObject({ reason: 'already-collected' })
})

test('a transfer whose process died is not lost for the person, and meanwhile nobody else begins one', async () => {
  const { requestId } = await built()
  const dead = await collect(requestId)
  if (!dead.ok) throw new Error(dead.reason)
  expect(await collect(requestId)).toMatchObject({ ok: false, reason: 'being-collected' })
  const before = new Date(Date.now() - 16 * 60_000)
  await world.db.accessPackage.updateMany({ where: { requestId }, data: { collectingAt: before } })
  expect((await collected(requestId)).files.size).toBe(6)
  await expect
    .poll(async () => (await world.db.accessPackage.findFirstOrThrow({ where: { requestId } })).collectedAt)
    .not.toBeNull()
  // The old stream ends only now: what was collected stays collected.
  await afterWriting('access_package', () => void dead.stream.destroy())
  expect((await world.db.accessPackage.findFirstOrThrow({ where: { requestId } })).collectedAt).not.toBeNull()
})

test('two at once: one gets it', async () => {
  const { requestId } = await built()
  const one = await world.subjectWithCode(requestId)
  const results = await Promise.all([1, 2].map(() => verbs.collectPackage(one.actor, { requestId, code: one.code })))
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  for (const result of results) if (result.ok) await buffer(result.stream)
})

test('a transfer that broke off can begin again with a fresh code', async () => {
  const { requestId } = await built()
  const broken = await collect(requestId)
  if (!broken.ok) throw new Error(broken.reason)
  broken.stream.destroy()
  await expect.poll(async () => (await world.ledger(requestId)).at(-1)?.body.reason).toBe('interrupted')
  expect((await collected(requestId)).files.size).toBe(6)
})

test('a wrong code counts and serves nothing; nobody else may ask', async () => {
  const { requestId } = await built()
  const { actor, code } = await world.subjectWithCode(requestId)
  const wrong = code === '000000' ? '000001' : '000000'
  expect(await verbs.collectPackage(actor, { requestId, code: wrong })).toMatchObject({
    ok: false,
    reason: 'code-wrong',
    detail: { triesLeft: 4 },
  })
  const ask = (change: object) => verbs.collectPackage({ ...actor, ...change }, { requestId, code })
  expect(await ask({ level: 'link' })).toEqual({ ok: false, reason: 'not-permitted' })
  expect(await ask({ requestId: '0196f7a4-0000-7000-8000-000000000001' })).toEqual({
    ok: false,
    reason: 'not-permitted',
  })
  const row = await world.db.accessPackage.findFirstOrThrow({ where: { requestId } })
  expect(row.collectedAt).toBeNull()
})

test('expired: refused', async () => {
  const { requestId } = await built()
  await world.db.accessPackage.updateMany({ where: { requestId }, data: { expiresAt: new Date(Date.now() - 1) } })
  expect(await collect(requestId)).toEqual({ ok: false, reason: 'package-expired' })
})

test.each<[string, (file: string, bytes: Buffer) => void, string]>([
  ['cut at its end', (file, bytes) => truncateSync(file, bytes.length - 1), 'damaged'],
  ['cut to nothing', (file) => truncateSync(file, 0), 'damaged'],
  ['one bit altered', (file, bytes) => writeFileSync(file, flipped(bytes, bytes.length >> 1)), 'damaged'],
  ['last bit altered', (file, bytes) => writeFileSync(file, flipped(bytes, bytes.length - 1)), 'damaged'],
  ['something added', (file, bytes) => writeFileSync(file, Buffer.concat([bytes, Buffer.alloc(100)])), 'damaged'],
  ['gone', (file) => rmSync(file), 'missing'],
])('a file %s is refused before its first byte', async (_how, spoil, reason) => {
  const { requestId } = await built()
  const [file = ''] = world.storageFiles()
  spoil(file, readFileSync(file))
  expect(await collect(requestId)).toEqual({ ok: false, reason: 'package-damaged' })
  const events = await world.ledger(requestId)
  expect(events.at(-1)).toMatchObject({ event: 'package.refused', body: { reason } })
  expect(events.map(({ event }) => event)).not.toContain('package.collected')
})

const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at)
  return copy
}

test("another request's file, put in its place, is refused", async () => {
  const { requestId: mine } = await built()
  const other = await built()
  const theirs = await world.db.accessPackage.findFirstOrThrow({ where: { requestId: other.requestId } })
  await world.db.accessPackage.updateMany({
    where: { requestId: mine },
    data: { storageName: theirs.storageName, sha256: theirs.sha256, bytes: theirs.bytes },
  })
  expect(await collect(mine)).toEqual({ ok: false, reason: 'package-damaged' })
})
