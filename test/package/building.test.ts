// A package is built whole or not at all, and nothing of it stays behind.
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { built, collect, collected, verbs, world } from './handing-over'
import { worker } from './package-world'

test('at rest nothing can be read, and no temporary file stays', async () => {
  const { requestId, itemId } = await built()
  const files = world.storageFiles()
  expect(files).toHaveLength(1)
  const bytes = readFileSync(files[0] ?? '')
  for (const clear of ['PK\x03\x04', 'index.html', 'josé@x.fr', requestId])
    expect(bytes.includes(clear), clear).toBe(false)
  const item = await world.db.requestItem.findUniqueOrThrow({ where: { id: itemId } })
  expect(item).toMatchObject({ status: 'done', outcome: 'provided' })
  const letter = await world.db.letter.findFirstOrThrow({ where: { requestId } })
  expect(letter).toMatchObject({ kind: 'answer-access', itemId })
  expect((await world.ledger(requestId)).map(({ event }) => event)).toEqual([
    'package.built',
    'letter.written',
    'item.decided',
    'request.closed',
  ])
})

test('without the key nothing is built and nothing is served', async () => {
  const { requestId } = await built()
  await world.db.subjectRequest.update({ where: { id: requestId }, data: { wrappedKey: null } })
  expect(await collect(requestId)).toEqual({ ok: false, reason: 'package-damaged' })
  const next = await world.approvedRequest()
  await world.db.subjectRequest.update({ where: { id: next.requestId }, data: { wrappedKey: null } })
  await expect(verbs.buildPackage(worker, { itemId: next.itemId })).rejects.toThrow('key-missing')
})

test('where nothing can be stored the item stays, nothing is left, the evidence says why, once', async () => {
  const { requestId, itemId } = await world.approvedRequest()
  const folder = process.env.HABEAS_STORAGE_DIR ?? ''
  rmSync(folder, { recursive: true })
  writeFileSync(folder, 'not a folder')
  for (let attempt = 0; attempt < 2; attempt += 1)
    await expect(verbs.buildPackage(worker, { itemId })).rejects.toThrow('storage-unwritable')
  rmSync(folder)
  mkdirSync(folder)
  expect((await world.db.requestItem.findUniqueOrThrow({ where: { id: itemId } })).status).toBe('approved')
  expect((await world.ledger(requestId)).map(({ event }) => event)).toEqual(['package.refused'])
  expect(world.storageFiles()).toEqual([])
  expect(await verbs.buildPackage(worker, { itemId })).toEqual({ ok: true })
})

test('a system that goes away in the middle leaves no file', async () => {
  const { requestId, itemId } = await world.approvedRequest()
  await world.company.run('alter table click rename to clicks')
  await expect(verbs.buildPackage(worker, { itemId })).rejects.toThrow()
  await world.company.run('alter table clicks rename to click')
  expect(world.storageFiles()).toEqual([])
  expect((await world.ledger(requestId)).at(-1)?.event).toBe('package.refused')
  expect(await verbs.buildPackage(worker, { itemId })).toEqual({ ok: true })
})

/** What becomes of the next transactions: `reply-lost` after COMMIT, `away` before anything was done. */
function cutDatabase(fates: ('reply-lost' | 'away')[]): () => void {
  const shared = globalThis as unknown as { habeasDatabase: typeof world.db }
  const whole = shared.habeasDatabase
  const cut = async (...work: [never]) => {
    const fate = fates.shift()
    const done = fate === 'away' ? null : await whole.$transaction(...work)
    if (fate) throw new Error('the connection broke')
    return done
  }
  shared.habeasDatabase = new Proxy(whole, {
    get: (target, property) => (property === '$transaction' ? cut : Reflect.get(target, property)),
  })
  return () => {
    shared.habeasDatabase = whole
  }
}

test('the reply to COMMIT is lost: what is on record stays, and what is not leaves no file', async () => {
  const kept = await world.approvedRequest()
  const undone = await world.approvedRequest()
  const fates: ('reply-lost' | 'away')[] = ['reply-lost']
  const mend = cutDatabase(fates)
  try {
    expect(await verbs.buildPackage(worker, { itemId: kept.itemId })).toEqual({ ok: true })
    const files = world.storageFiles()
    expect(files).toHaveLength(1)
    fates.push('away')
    await expect(verbs.buildPackage(worker, { itemId: undone.itemId })).rejects.toThrow('failed')
    expect(world.storageFiles()).toEqual(files)
    // The database does not come back at once: nobody can say, so the file is kept for now.
    fates.push('away', 'away')
    await expect(verbs.buildPackage(worker, { itemId: undone.itemId })).rejects.toThrow('failed')
    expect(world.storageFiles()).toHaveLength(2)
  } finally {
    mend()
  }
  expect((await collected(kept.requestId)).files.size).toBe(6)
})

test('what a dead builder left goes after a day; packages and young files stay', async () => {
  const { sweepStorage } = await import('@/lib/workflow/sweep-storage')
  await built()
  const [kept = ''] = world.storageFiles()
  const folder = process.env.HABEAS_STORAGE_DIR ?? ''
  const left = [`${folder}/${randomUUID()}.bin`, `${folder}/${randomUUID()}.bin.part`, `${folder}/${randomUUID()}.bin`]
  for (const file of left) writeFileSync(file, 'left')
  const yesterday = new Date(Date.now() - 25 * 3600 * 1000)
  for (const file of [kept, ...left.slice(0, 2)]) utimesSync(file, yesterday, yesterday)
  expect(await sweepStorage()).toBe(2)
  expect(world.storageFiles().sort()).toEqual([kept, left[2]].sort())
})

test('built twice at once: one package, one letter, one file', async () => {
  const { requestId, itemId } = await world.approvedRequest()
  const done = await Promise.all([1, 2].map(() => verbs.buildPackage(worker, { itemId })))
  expect(done.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await world.db.letter.count({ where: { requestId } })).toBe(1)
  expect(world.storageFiles()).toHaveLength(1)
  expect(await verbs.buildPackage(worker, { itemId })).toEqual({ ok: false, reason: 'wrong-status' })
})
