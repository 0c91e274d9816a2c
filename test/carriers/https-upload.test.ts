// A receiver that takes uploads over HTTPS: a real server with a certificate of the tests' own authority.
import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { makeAuthority } from '../../bin/run/certificates.mjs'
import type { HttpsUploadConfig } from '../../lib/delivery/carriers/carrier'
import { checkReceiver, deliver } from '../../lib/delivery/carriers/deliver'
import { probe } from '../../lib/delivery/carriers/probe'
import { moveClock } from '../../lib/platform/clock'
import { cuttingProxy, PROXY_HOST } from '../support/cutting-proxy'
import { fileOf, testFolder } from './receivers'

const USUAL = Symbol('as always')
const TOKEN = 'token-of-the-receiver'
const at = testFolder('https-upload')
const { ca, issue } = makeAuthority(at)
const patience = { connectMs: 2_000, stallMs: 1_000 }
const file = fileOf('package.zip')
const stored = new Map<string, Buffer>()
const seen: { method: string; url: string; token: string | undefined }[] = []
let server: Server | undefined
beforeAll(() => moveClock('PT0S'))
afterAll(() => rmSync(at, { recursive: true, force: true }))
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  stored.clear()
  seen.length = 0
})

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown
type How = {
  answer?: Answer
  altName?: string
  expired?: boolean
  most?: 'TLSv1.1'
  digests?: boolean
  gives?: boolean
}

async function start({ answer, most, digests = true, gives = true, ...issued }: How = {}): Promise<HttpsUploadConfig> {
  const { cert, key } = issue(`https-${seen.length}-${Math.random().toString(36).slice(2)}`, {
    altName: 'IP:127.0.0.1,IP:127.0.0.2',
    ...issued,
  })
  const old = most ? ({ minVersion: 'TLSv1', maxVersion: most, ciphers: 'DEFAULT@SECLEVEL=0' } as const) : {}
  server = createServer({ cert: readFileSync(cert), key: readFileSync(key), ...old }, (request, response) => {
    seen.push({ method: request.method ?? '', url: request.url ?? '', token: request.headers.authorization })
    if (answer && answer(request, response) !== USUAL) return
    usual(request, response, digests, gives)
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return { protocol: 'https-upload', url: `https://127.0.0.1:${port}/in`, ca, secret: { token: TOKEN } }
}

function usual(request: IncomingMessage, response: ServerResponse, digests: boolean, gives: boolean): void {
  const { url = '', method, headers } = request
  const end = (status: number, more = {}, body?: Buffer) => response.writeHead(status, more).end(body)
  if (headers.authorization !== `Bearer ${TOKEN}`) return void end(401)
  const there = stored.get(url)
  if (method === 'PUT') {
    if (there && headers['if-none-match'] === '*') return void end(412)
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      stored.set(url, Buffer.concat(chunks))
      end(201)
    })
    return
  }
  if (!there || !gives) return void end(there ? 405 : 404)
  const digest = createHash('sha256').update(there).digest('base64')
  const told = { 'content-length': there.length, ...(digests ? { 'repr-digest': `sha-256=:${digest}:` } : {}) }
  end(200, told, method === 'GET' ? there : undefined)
}

const send = (carrier: HttpsUploadConfig, files = [file]) => deliver({ carrier, files, patience })

test.each([
  ['its own digest', { digests: true }, 'digest'],
  ['reading back', { digests: false }, 'read-back'],
  ['its word', { gives: false }, 'answer'],
])('arrives whole, verified by %s', async (_name, how, verifiedBy) => {
  const carrier = await start(how)
  const manifest = fileOf('manifest.json', Buffer.from('{}'))
  const delivered = await deliver({ carrier, into: '2026-11-22', files: [manifest, file], patience })
  expect(delivered).toMatchObject({
    ok: true,
    receipt: {
      files: [
        { name: 'package.zip', verifiedBy },
        { name: 'manifest.json', verifiedBy },
      ],
    },
  })
  expect([...stored.keys()]).toEqual(['/in/2026-11-22/package.zip', '/in/2026-11-22/manifest.json'])
  expect(stored.get('/in/2026-11-22/package.zip')?.equals(file.content)).toBe(true)
  const looked = await probe(carrier)
  if (!delivered.ok || !looked.ok) throw new Error('refused')
  expect(looked.seen).toMatchObject({ trusted: true, fingerprint: delivered.receipt.fingerprint })
})

test('a name that is taken is left, and the very same file there is a delivery', async () => {
  const carrier = await start()
  stored.set('/in/package.zip', Buffer.from('theirs'))
  expect(await send(carrier)).toEqual({ ok: false, problem: 'name-taken', retry: false })
  expect(stored.get('/in/package.zip')?.toString()).toBe('theirs')
  stored.set('/in/package.zip', file.content)
  expect(await send(carrier)).toMatchObject({ ok: true })
  expect(seen.map(({ method }) => method)).not.toContain('PUT')
})

const put: (status: number) => How = (status) => ({
  answer: ({ method }, response) => (method === 'PUT' ? void response.writeHead(status).end() : USUAL),
})
test.each([
  ['no room', put(507), 'disk-full', true],
  ['a failure', put(500), 'receiver-failed', true],
  ['a wrong token', { answer: (_request, response) => void response.writeHead(401).end() }, 'sign-in-refused', false],
  ['a stranger with this name', put(412), 'name-taken', false],
  ['no such folder', put(404), 'folder-missing', false],
  ['nothing at all', { answer: () => undefined }, 'stalled', true],
  ['an expired certificate', { expired: true }, 'certificate', false],
  ['a certificate of another name', { altName: 'DNS:other.example' }, 'certificate', false],
  ['TLS 1.1', { most: 'TLSv1.1' }, 'encryption-refused', false],
] satisfies [string, How, string, boolean][])('answers with %s', async (_name, how, problem, retry) => {
  const carrier = await start(how)
  expect(await send(carrier)).toEqual({ ok: false, problem, retry })
  if (['certificate', 'encryption-refused'].includes(problem)) expect(seen).toEqual([])
  expect(stored.size).toBe(0)
})

test('another file than the one that was sent is noticed', async () => {
  const carrier = await start({
    answer: ({ method, url = '' }, response) => {
      if (method !== 'PUT') return USUAL
      stored.set(url, Buffer.alloc(file.bytes))
      response.writeHead(201).end()
    },
  })
  expect(await send(carrier)).toEqual({ ok: false, problem: 'not-verified', retry: true })
})

test('no redirect is followed: the token is for one server', async () => {
  const carrier = await start({
    answer: ({ url }, response) =>
      url?.startsWith('/in') ? void response.writeHead(307, { location: '/elsewhere' }).end() : USUAL,
  })
  expect(await send(carrier)).toEqual({ ok: false, problem: 'receiver-refused', retry: false })
  expect(seen.map(({ url }) => url)).not.toContain('/elsewhere')
})

test('cut anywhere, the receiver has nothing or all of it, and the next try completes', async () => {
  const carrier = await start()
  const line = await cuttingProxy({ host: '127.0.0.1', ports: [Number(new URL(carrier.url).port)] })
  const over = { ...carrier, url: carrier.url.replace('127.0.0.1', PROXY_HOST) }
  expect(await send(over)).toMatchObject({ ok: true })
  const all = line.passed()
  for (let point = 100; point < all; point += point < 4_000 || point > all - 6_000 ? 300 : 12_000) {
    stored.clear()
    line.cutAfter(point)
    const cut = await send(over)
    expect([point, cut, cut.ok || cut.retry]).toEqual([point, cut, true])
    for (const content of stored.values()) expect(content.equals(file.content)).toBe(true)
    line.heal()
    expect(await send(over)).toMatchObject({ ok: true })
  }
  await line.stop()
})

test('a package that changed on our disk never becomes a whole upload', async () => {
  const carrier = await start()
  const other = { ...file, open: fileOf('package.zip').open }
  const shorter = { ...file, open: fileOf('package.zip', file.content.subarray(0, 70_000)).open }
  for (const changed of [other, shorter]) {
    expect(await send(carrier, [changed])).toEqual({ ok: false, problem: 'source-changed', retry: false })
  }
  expect(stored.size).toBe(0)
  expect(await checkReceiver(carrier)).toMatchObject({ ok: true })
})

test('an address with a secret in it, or without TLS, is refused before anybody is called', async () => {
  const carrier = await start()
  for (const url of [
    'http://127.0.0.1/in',
    'https://user:secret@127.0.0.1/in',
    'https://127.0.0.1/in?token=x',
    'nothing',
  ]) {
    expect(await send({ ...carrier, url })).toMatchObject({ ok: false, problem: 'wrong-address' })
  }
  expect(await send({ ...carrier, secret: { token: 'a\r\nb: c' } })).toMatchObject({ problem: 'sign-in-refused' })
  expect(seen).toEqual([])
})
