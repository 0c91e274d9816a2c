// A package is built, a code is asked for, the file is handed over: what every test of packages does.
import { rmSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { packageWorld, unzip, worker } from './package-world'

export let world: Awaited<ReturnType<typeof packageWorld>>
export let verbs: {
  buildPackage: typeof import('@/lib/workflow/build-package').buildPackage
  collectPackage: typeof import('@/lib/workflow/collect-package').collectPackage
}

beforeAll(async () => {
  world = await packageWorld()
  verbs = { ...(await import('@/lib/workflow/build-package')), ...(await import('@/lib/workflow/collect-package')) }
})
afterAll(() => world?.end())
beforeEach(() => {
  for (const file of world.storageFiles()) rmSync(file)
})

export async function built(excluded: Parameters<typeof world.approvedRequest>[0] = [], locale = 'en') {
  const made = await world.approvedRequest(excluded, locale)
  expect(await verbs.buildPackage(worker, { itemId: made.itemId })).toEqual({ ok: true })
  return made
}

export async function collect(requestId: string) {
  const { actor, code } = await world.subjectWithCode(requestId)
  return verbs.collectPackage(actor, { requestId, code })
}

export async function collected(requestId: string) {
  const handed = await collect(requestId)
  if (!handed.ok) throw new Error(handed.reason)
  const archive = await buffer(handed.stream)
  expect(archive.length).toBe(handed.bytes)
  return { archive, files: await unzip(archive), filename: handed.filename }
}

/** Returns once `act` led another connection to write to `table`, and that has ended, whatever came of it. */
export async function afterWriting(table: string, act: () => void) {
  const locks = async (granted: boolean) => {
    const found = await world.db.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
      WHERE l.relation = ${table}::regclass AND l.mode = 'RowExclusiveLock' AND l.granted = ${granted}`
    return found.length
  }
  await world.db.$transaction(async (tx) => {
    await tx.$executeRawUnsafe(`LOCK TABLE ${table} IN SHARE ROW EXCLUSIVE MODE`)
    act()
    await expect.poll(() => locks(false)).toBe(1)
  })
  await expect.poll(async () => (await locks(false)) + (await locks(true))).toBe(0)
}
