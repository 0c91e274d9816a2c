// The receiver's disk is full: told as such, nothing under the final name, and gone on with when there is room.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deliver } from '../../lib/delivery/carriers/deliver'
import { moveClock } from '../../lib/platform/clock'
import { smallDisk } from '../faults/small-disk'
import { fileOf, opensshReceiver, type RealReceiver, vsftpdReceiver } from './receivers'

const receivers = [
  ['OpenSSH', () => opensshReceiver('full-sshd')],
  ['vsftpd', () => vsftpdReceiver('full-ftpd')],
] as const

/** Where nothing may be mounted, files of the server's own sessions may not grow beyond that. */
function smallFilesOf(pid: number, bytes: string): void {
  const limited = spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`])
  if (limited.status !== 0) throw new Error('The test of a full disk needs `mount` as root, or `prlimit`.')
}

describe.each(receivers)('%s', (name, start) => {
  let receiver: RealReceiver
  let disk: ReturnType<typeof smallDisk>
  beforeAll(async () => {
    moveClock('PT0S')
    disk = smallDisk(`full-${name}`, 2)
    receiver = await start()
  }, 300_000)
  afterAll(async () => {
    disk?.remove()
    await receiver.stop()
  })

  test('says so, keeps what came for the next try, and is complete when there is room', async () => {
    const folder = disk ? path.join(disk.at, 'in') : receiver.folder
    mkdirSync(folder, { recursive: true })
    const file = fileOf('large.zip', Buffer.alloc(1_500_000, 'never the same twice'))
    const order = { carrier: { ...receiver.config, folder }, files: [file, fileOf('manifest.json', Buffer.from('{}'))] }
    disk?.fill()
    if (!disk) smallFilesOf(receiver.pid, '1000000')
    for (const _again of [1, 2]) {
      const refused = await deliver(order)
      expect(refused).toEqual({ ok: false, problem: disk ? 'disk-full' : expect.any(String), retry: true })
      expect(readdirSync(folder).filter((entry) => !entry.startsWith('.'))).toEqual([])
    }
    disk?.free()
    if (!disk) smallFilesOf(receiver.pid, 'unlimited')
    expect(await deliver(order)).toMatchObject({ ok: true })
    expect(readFileSync(path.join(folder, 'large.zip')).equals(file.content)).toBe(true)
    expect(readdirSync(folder).sort()).toEqual(['large.zip', 'manifest.json'])
  })

  test('full in the middle of a file', async () => {
    const folder = disk ? path.join(disk.at, 'more') : receiver.folder
    mkdirSync(folder, { recursive: true })
    const file = fileOf('larger.zip', Buffer.alloc(1_900_000, 'some of it finds room'))
    if (!disk) smallFilesOf(receiver.pid, '1000000')
    const refused = await deliver({ carrier: { ...receiver.config, folder }, files: [file] })
    expect(refused).toEqual({ ok: false, problem: disk ? 'disk-full' : expect.any(String), retry: true })
    expect(readdirSync(folder)).not.toContain('larger.zip')
  })
})
