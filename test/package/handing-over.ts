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
