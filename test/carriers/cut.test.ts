// The line breaks at every point of a delivery: a second try completes it, and nothing but a whole file ever had its name.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { usualPatience } from '../../lib/delivery/carriers/carrier'
import { deliver } from '../../lib/delivery/carriers/deliver'
import { moveClock } from '../../lib/platform/clock'
import { cuttingProxy } from '../support/cutting-proxy'
import { fileOf, opensshReceiver, type RealReceiver, vsftpdReceiver, watchForParts } from './receivers'

const receivers = [
  ['OpenSSH', () => opensshReceiver('cut-sshd')],
  ['vsftpd', () => vsftpdReceiver('cut-ftpd')],
] as const
const files = [
  fileOf('package.zip', Buffer.alloc(300_000, 'x1y2z3')),
  fileOf('manifest.json', Buffer.from('{"files":1}')),
]

describe.each(receivers)('to %s', (_name, start) => {
  let receiver: RealReceiver
  let line: Awaited<ReturnType<typeof cuttingProxy>>
  beforeAll(async () => {
    moveClock('PT0S')
    receiver = await start()
    line = await cuttingProxy({ host: '127.0.0.1', ports: receiver.ports })
  }, 300_000)
  afterAll(async () => {
    await line.stop()
    await receiver.stop()
  })
  const send = (patience = usualPatience) => deliver({ carrier: receiver.overProxy, files, patience })
  const stand = () => readdirSync(receiver.folder).sort()
  const clear = () => stand().forEach((name) => void rmSync(path.join(receiver.folder, name)))

  /** Dense where names are given: after the bytes of the package, and after those of the manifest. */
  async function points(): Promise<number[]> {
    const marks: number[] = []
    line.heal()
    const onProgress = ({ name, sent, bytes }: { name: string; sent: number; bytes: number }) => {
      if (sent === bytes || name === 'manifest.json') marks.push(line.passed())
    }
    expect(await deliver({ carrier: receiver.overProxy, files, onProgress })).toMatchObject({ ok: true })
    const all = line.passed()
    clear()
    const [whole = all] = marks
    const even = Array.from({ length: 24 }, (_, index) => Math.round((all * index) / 24))
    const head = Array.from({ length: 16 }, (_, index) => 200 + index * 400)
    const end = Array.from({ length: 40 }, (_, index) => all - 50 - index * 190)
    return [...new Set([...head, ...even, whole, ...end])]
      .filter((point) => point > 0 && point < all)
      .sort((a, b) => a - b)
  }

  test('cut after any number of bytes', async () => {
    const watched = watchForParts(receiver.folder, files)
    const outcomes: Record<string, number> = {}
    for (const point of await points()) {
      line.cutAfter(point)
      const cut = await send()
      const outcome = cut.ok ? 'delivered' : cut.problem
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
      expect([point, outcome, cut.ok || cut.retry]).toEqual([point, outcome, true])
      watched.look()
      // The manifest is there only with what it names.
      if (stand().includes('manifest.json')) expect(stand()).toContain('package.zip')
      line.heal()
      expect([point, outcome, await send()]).toMatchObject([point, outcome, { ok: true }])
      expect(stand()).toEqual(['manifest.json', 'package.zip'])
      for (const file of files)
        expect(readFileSync(path.join(receiver.folder, file.name)).equals(file.content)).toBe(true)
      clear()
    }
    watched.stop()
    expect(watched.wrong).toEqual([])
    expect(outcomes.cut).toBeGreaterThan(30)
  }, 600_000)

  test('a server that stands still is left after a while, and is gone on with later', async () => {
    for (const point of [10, 3_000, 150_000, 450_000]) {
      line.holdAfter(point)
      const began = performance.now()
      expect([point, await send({ connectMs: 1_000, stallMs: 1_500 })]).toEqual([
        point,
        { ok: false, problem: 'stalled', retry: true },
      ])
      expect(performance.now() - began).toBeLessThan(8_000)
      line.heal()
      expect(await send()).toMatchObject({ ok: true })
      clear()
    }
  }, 120_000)

  test('a slow one is waited for, as long as something moves', async () => {
    line.slow(30)
    const began = performance.now()
    expect(await send({ connectMs: 2_000, stallMs: 1_000 })).toMatchObject({ ok: true })
    expect(performance.now() - began).toBeGreaterThan(1_000)
    line.heal()
    clear()
  })

  test('nobody there is told at once, and something that answers nothing after a while', async () => {
    const carrier = { ...receiver.config, port: 1 }
    expect(await deliver({ carrier, files })).toEqual({ ok: false, problem: 'unreachable', retry: true })
    const nowhere = { ...receiver.config, host: 'no-such-host.invalid' }
    expect(await deliver({ carrier: nowhere, files })).toEqual({ ok: false, problem: 'unreachable', retry: true })
  })
})
