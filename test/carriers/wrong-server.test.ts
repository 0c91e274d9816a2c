// Whoever answers there instead of the receiver is found out before anything of ours is said.
import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { FtpsConfig, SftpConfig } from '../../lib/delivery/carriers/carrier'
import { checkReceiver, deliver } from '../../lib/delivery/carriers/deliver'
import { probe } from '../../lib/delivery/carriers/probe'
import { moveClock } from '../../lib/platform/clock'
import { fileOf, opensshReceiver, type RealReceiver, vsftpdReceiver } from './receivers'

const file = fileOf('secret.zip', Buffer.from('package'))
const refused = (problem: string) => ({ ok: false, problem, retry: false })
beforeAll(() => moveClock('PT0S'))

describe('OpenSSH', () => {
  let receiver: RealReceiver
  let config: SftpConfig
  beforeAll(async () => {
    receiver = await opensshReceiver('wrong-sshd')
    config = receiver.config as SftpConfig
  }, 300_000)
  afterAll(() => receiver.stop())
  const since = async (act: () => Promise<unknown>) => {
    const before = receiver.log().length
    await act()
    await expect.poll(() => receiver.log().slice(before)).toMatch(/preauth|Disconnected/)
    return receiver.log().slice(before)
  }

  test('another host key ends it before even the name of the user is said', async () => {
    const other = `SHA256:${'A'.repeat(43)}`
    const said = await since(async () => {
      const carrier = { ...config, hostKey: other }
      expect(await deliver({ carrier, files: [file] })).toEqual(refused('wrong-host-key'))
    })
    expect(said).toMatch(/\[preauth\]/)
    expect(said).not.toMatch(/publickey|password|Accepted|Failed|Invalid user|user root/)
    for (const near of ['', config.hostKey.slice(0, -1), `${config.hostKey}=`, config.hostKey.toLowerCase()]) {
      expect(await deliver({ carrier: { ...config, hostKey: near }, files: [file] })).toEqual(refused('wrong-host-key'))
    }
    expect(readdirSync(receiver.folder)).toEqual([])
  })

  test('set-up sees the key that use will see, without signing in', async () => {
    const said = await since(async () => {
      const { host, port, user, folder } = config
      const seen = await probe({ protocol: 'sftp', host, port, user, folder })
      expect(seen).toEqual({ ok: true, seen: { kind: 'host-key', fingerprint: config.hostKey } })
    })
    expect(said).not.toMatch(/publickey|password|Accepted|Failed|user root/)
    expect(await checkReceiver(config)).toEqual({ ok: true, fingerprint: config.hostKey })
  })

  test('a key that the server does not know, or that is none, is a refused sign-in', async () => {
    const { privateKey } = config.secret as { privateKey: string }
    const lines = privateKey.split('\n')
    const stranger = await opensshReceiver('wrong-sshd-2')
    const theirs = (stranger.config as SftpConfig).secret
    await stranger.stop()
    for (const secret of [
      theirs,
      { privateKey: lines.slice(0, 2).join('\n') },
      { privateKey: 'none' },
      { password: 'x' },
    ]) {
      expect(await deliver({ carrier: { ...config, secret }, files: [file] })).toEqual(refused('sign-in-refused'))
    }
  })
})

type Certified = Parameters<typeof vsftpdReceiver>[1]
const servers: [string, Certified, (config: FtpsConfig) => FtpsConfig, string][] = [
  ['an expired certificate', { expired: true }, (config) => config, 'certificate'],
  ['a certificate of another name', { altName: 'DNS:other.example' }, (config) => config, 'certificate'],
  ['an authority that we do not know', {}, ({ ca: _, ...config }) => config, 'certificate'],
  ['TLS 1.1 at most', { tls: { least: 'TLSv1', most: 'TLSv1.1' } }, (config) => config, 'encryption-refused'],
]

describe.each(servers)('vsftpd with %s', (_name, certified, change, problem) => {
  let receiver: RealReceiver
  let config: FtpsConfig
  beforeAll(async () => {
    receiver = await vsftpdReceiver('wrong-ftpd', certified)
    config = change(receiver.config as FtpsConfig)
  }, 300_000)
  afterAll(() => receiver.stop())

  test('gets neither name nor password', async () => {
    expect(await deliver({ carrier: config, files: [file] })).toEqual(refused(problem))
    expect(await checkReceiver(config)).toEqual(refused(problem))
    expect(receiver.log()).toContain('AUTH TLS')
    expect(receiver.log()).not.toMatch(/USER|PASS|STOR/)
    expect(readdirSync(receiver.folder)).toEqual([])
  })

  test('is shown at set-up as what it is', async () => {
    const seen = await probe(config)
    if (problem === 'certificate')
      expect(seen).toMatchObject({ ok: true, seen: { trusted: false, subject: 'receiver' } })
    else expect(seen).toEqual(refused(problem))
    expect(receiver.log()).not.toMatch(/USER|PASS/)
  })
})

test('the server of TLS 1.1 answers whoever takes it: it is the version that we refuse', async () => {
  const receiver = await vsftpdReceiver('old-ftpd', { tls: { least: 'TLSv1', most: 'TLSv1.1' } })
  onTestFinished(() => receiver.stop())
  const { port } = receiver.config as FtpsConfig
  const version = await new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1').once('error', reject)
    socket.once('data', () => socket.write('AUTH TLS\r\n') && socket.once('data', () => secure()))
    const old = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0', rejectUnauthorized: false } as const
    const secure = () => {
      const tls = connectTls({ socket, ...old }, () => resolve(tls.getProtocol())).once('error', reject)
      tls.once('secureConnect', () => tls.destroy())
    }
  })
  expect(version).toBe('TLSv1.1')
}, 300_000)

test('vsftpd: a wrong password is refused once, and said nowhere', async () => {
  const receiver = await vsftpdReceiver('password-ftpd')
  onTestFinished(() => receiver.stop())
  const config = receiver.config as FtpsConfig
  const wrong = { ...config, secret: { password: 'not-this-one' } }
  const answer = await deliver({ carrier: wrong, files: [file] })
  expect(answer).toEqual(refused('sign-in-refused'))
  expect(JSON.stringify(answer)).not.toContain('not-this-one')
  expect(await deliver({ carrier: { ...config, secret: { password: 'a\r\nNOOP' } }, files: [file] })).toEqual(
    refused('sign-in-refused'),
  )
  expect(await checkReceiver(config)).toMatchObject({
    ok: true,
    fingerprint: expect.stringMatching(/^SHA256:[0-9A-F:]{95}$/),
  })
}, 300_000)
