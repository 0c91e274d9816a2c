import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkReceiver, deliver, discard } from '../../lib/delivery/carriers/deliver'
import { probe } from '../../lib/delivery/carriers/probe'
import { moveClock } from '../../lib/platform/clock'
import { fileOf, opensshReceiver, type RealReceiver, vsftpdReceiver } from './receivers'

const receivers = [
  ['OpenSSH', () => opensshReceiver('deliver-sshd')],
  ['vsftpd', () => vsftpdReceiver('deliver-ftpd')],
] as const

describe.each(receivers)('to %s', (_name, start) => {
  let receiver: RealReceiver
  beforeAll(async () => {
    moveClock('PT0S')
    receiver = await start()
  }, 300_000)
  afterAll(() => receiver.stop())

  test('files arrive whole under their names, the manifest last, and the receipt says what was read back', async () => {
    const files = [fileOf('a.manifest.json', Buffer.from('{}')), fileOf('a.zip'), fileOf('b.zip', Buffer.from('b'))]
    const seen: string[] = []
    const delivered = await deliver({
      carrier: receiver.config,
      files,
      onProgress: ({ name, sent, bytes }) => void (sent === bytes && seen.push(name)),
    })
    if (!delivered.ok) throw new Error(delivered.problem)
    for (const file of files) expect(readFileSync(path.join(receiver.folder, file.name))).toEqual(file.content)
    expect(readdirSync(receiver.folder).sort()).toEqual(['a.manifest.json', 'a.zip', 'b.zip'])
    expect(seen).toEqual(['a.zip', 'b.zip', 'a.manifest.json'])
    expect(delivered.receipt).toMatchObject({
      files: [
        { name: 'a.zip', bytes: 200_000, sha256: files[1]?.sha256, verifiedBy: 'read-back' },
        { name: 'b.zip', bytes: 1, verifiedBy: 'read-back' },
        { name: 'a.manifest.json', bytes: 2, verifiedBy: 'read-back' },
      ],
      host: `127.0.0.1:${receiver.config.port}`,
    })
    const looked = await probe(receiver.config)
    expect(looked).toMatchObject({ ok: true, seen: { fingerprint: delivered.receipt.fingerprint } })
  })

  test('a part of an earlier try is gone on with where its bytes are ours, and begun anew where they are not', async () => {
    const file = fileOf('resumed.zip')
    const part = path.join(receiver.folder, '.resumed.zip.part')
    const reads: number[] = []
    const open = (from: number) => {
      reads.push(from)
      return file.open(from)
    }
    const watched = { ...file, open }
    writeFileSync(part, file.content.subarray(0, 120_000))
    expect(await deliver({ carrier: receiver.config, files: [watched] })).toMatchObject({ ok: true })
    expect(reads).toEqual([0, 120_000])
    expect(readFileSync(path.join(receiver.folder, 'resumed.zip'))).toEqual(file.content)
    for (const [index, wrong] of [Buffer.alloc(120_000), Buffer.alloc(300_000)].entries()) {
      const other = fileOf(`anew-${index}.zip`)
      writeFileSync(path.join(receiver.folder, `.${other.name}.part`), wrong)
      expect(await deliver({ carrier: receiver.config, files: [other] })).toMatchObject({ ok: true })
      expect(readFileSync(path.join(receiver.folder, other.name))).toEqual(other.content)
    }
    expect(readdirSync(receiver.folder).filter((name) => name.startsWith('.'))).toEqual([])
  })

  test('a name that another file has is left to it; the very same file there is a delivery', async () => {
    const file = fileOf('taken.zip')
    for (const theirs of [Buffer.from('theirs'), Buffer.alloc(file.bytes)]) {
      writeFileSync(path.join(receiver.folder, 'taken.zip'), theirs)
      const refused = await deliver({ carrier: receiver.config, files: [file] })
      expect(refused).toEqual({ ok: false, problem: 'name-taken', retry: false })
      expect(readFileSync(path.join(receiver.folder, 'taken.zip'))).toEqual(theirs)
    }
    writeFileSync(path.join(receiver.folder, 'taken.zip'), file.content)
    expect(await deliver({ carrier: receiver.config, files: [file] })).toMatchObject({ ok: true })
    expect(readdirSync(receiver.folder)).not.toContain('.taken.zip.part')
  })

  test('a package that changed on our disk, before or between tries, never comes to its name', async () => {
    const file = fileOf('changed.zip')
    const gone = {
      ...file,
      open: () =>
        new Readable({
          read: (): never => {
            throw new Error('EIO')
          },
        }),
    }
    const other = { ...file, open: fileOf('changed.zip').open }
    const longer = { ...file, open: fileOf('changed.zip', Buffer.concat([file.content, file.content])).open }
    const shorter = { ...file, open: fileOf('changed.zip', file.content.subarray(0, 90_000)).open }
    for (const changed of [other, longer, shorter, gone]) {
      writeFileSync(path.join(receiver.folder, '.changed.zip.part'), file.content.subarray(0, 100_000))
      const refused = await deliver({ carrier: receiver.config, files: [changed] })
      expect(refused).toEqual({ ok: false, problem: 'source-changed', retry: false })
      expect(readdirSync(receiver.folder).filter((name) => name.includes('changed'))).toEqual([])
    }
  })

  test('a withdrawal in the middle stops the sending and takes away what was begun', async () => {
    const stop = new AbortController()
    const file = fileOf('stopped.zip')
    const order = { carrier: receiver.config, files: [file], signal: stop.signal }
    const onProgress = ({ sent }: { sent: number }) => sent >= 100_000 && stop.abort()
    expect(await deliver({ ...order, onProgress })).toEqual({ ok: false, problem: 'stopped', retry: false })
    expect(readdirSync(receiver.folder).filter((name) => name.includes('stopped'))).toEqual([])
    writeFileSync(path.join(receiver.folder, '.stopped.zip.part'), 'begun by an earlier try')
    const names = ['stopped.zip', 'never-begun.zip']
    expect(await discard({ carrier: receiver.config, names })).toEqual({ ok: true })
    expect(readdirSync(receiver.folder).filter((name) => name.includes('stopped'))).toEqual([])
  })

  test('a folder of the delivery is made, and found again', async () => {
    const [one, two] = [fileOf('one.zip'), fileOf('manifest.json')]
    const order = { carrier: receiver.config, into: '2026-11-22-batch' }
    expect(await deliver({ ...order, files: [one] })).toMatchObject({ ok: true })
    expect(await deliver({ ...order, files: [one, two] })).toMatchObject({ ok: true })
    expect(readdirSync(path.join(receiver.folder, '2026-11-22-batch')).sort()).toEqual(['manifest.json', 'one.zip'])
  })

  test('a folder that is not there, or takes nothing, is told as such', async () => {
    const files = [fileOf('nowhere.zip')]
    const carrier = { ...receiver.config, folder: `${receiver.folder}/missing` }
    expect(await deliver({ carrier, files })).toEqual({ ok: false, problem: 'folder-missing', retry: false })
    expect(await checkReceiver(carrier)).toEqual({ ok: false, problem: 'folder-missing', retry: false })
    expect(await checkReceiver(receiver.config)).toMatchObject({ ok: true })
    const locked = { ...receiver.config, folder: '/proc' }
    expect(await deliver({ carrier: locked, files })).toMatchObject({ ok: false, retry: false })
  })

  test('names that are not ours alone are a mistake of ours, and an address with a secret in it of the set-up', async () => {
    for (const name of ['../up.zip', 'a/b.zip', '.hidden', 'a\r\nDELE b', '', 'é.zip']) {
      await expect(deliver({ carrier: receiver.config, files: [fileOf(name)] })).rejects.toThrow(RangeError)
      await expect(deliver({ carrier: receiver.config, into: name, files: [fileOf('a')] })).rejects.toThrow(RangeError)
    }
    for (const wrong of [{ host: 'user:secret@host' }, { folder: '../up' }, { folder: 'a\r\nDELE b' }, { port: 0 }]) {
      const carrier = { ...receiver.config, ...wrong }
      expect(await deliver({ carrier, files: [fileOf('a.zip')] })).toMatchObject({
        ok: false,
        problem: 'wrong-address',
      })
    }
  })
})
