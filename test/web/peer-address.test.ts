// The web process is a proxy hop of its own: who opened the connection decides whose limits a request takes from.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'

const PRELOAD = new URL('../../bin/run/peer-address.mjs', import.meta.url).href
const SERVER = `require('node:http')
  .createServer((request, response) => response.end(String(request.headers['x-forwarded-for'])))
  .listen(0, '127.0.0.1', function () { console.log(this.address().port) })`

test.each([
  [undefined, '127.0.0.1'],
  ['198.51.100.7', '198.51.100.7, 127.0.0.1'],
])('a request that says %s arrives as %s', async (said, arrives) => {
  const server = spawn(process.execPath, [`--import=${PRELOAD}`, '-e', SERVER], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [port] = await once(server.stdout, 'data')
    const headers = new Headers(said ? { 'x-forwarded-for': said } : undefined)
    const answer = await fetch(`http://127.0.0.1:${String(port).trim()}/`, { headers })
    expect(await answer.text()).toBe(arrives)
  } finally {
    server.kill()
  }
})

describe('whose network', () => {
  const known = Symbol.for('habeas.peer-address')
  const settings = {
    ...{ DATABASE_URL: 'postgresql://x@127.0.0.1/x', PUBLIC_URL: 'http://localhost', NEXTAUTH_SECRET: 'x'.repeat(32) },
    ...{ SMTP_URL: 'smtp://127.0.0.1', MAIL_FROM: 'a@b.example' },
  }
  beforeAll(async () => {
    const { newKeyringText } = await import('@/lib/platform/crypto/keyring')
    Object.assign(settings, { HABEAS_KEYRING: newKeyringText() })
  })
  afterEach(() => Reflect.deleteProperty(globalThis, known))

  async function networkSeen(forwardedFor: string, proxies: number, preloaded = true) {
    vi.resetModules()
    Object.assign(process.env, settings, { HABEAS_TRUSTED_PROXIES: String(proxies) })
    if (preloaded) Reflect.set(globalThis, known, true)
    const { publicActorOf } = await import('@/lib/auth/mint-public')
    return publicActorOf(forwardedFor).network
  }

  test('without a proxy it is the connection’s, whatever the visitor writes before it', async () => {
    const honest = await networkSeen('203.0.113.9', 0)
    expect(honest).not.toBe('')
    expect(await networkSeen('192.0.2.1, 203.0.113.9', 0)).toBe(honest)
    expect(await networkSeen('203.0.113.9, 192.0.2.1', 0)).not.toBe(honest)
  })
  test('behind one proxy it is what the proxy saw', async () => {
    const direct = await networkSeen('203.0.113.9', 0)
    expect(await networkSeen('forged, 203.0.113.9, 10.0.0.2', 1)).toBe(direct)
  })
  test('a proxy that nobody declared is not every visitor at once', async () => {
    expect(await networkSeen('203.0.113.9, 172.18.0.1', 0)).toBe('')
  })
  test('without the preload nobody’s word counts', async () => {
    expect(await networkSeen('203.0.113.9', 1, false)).toBe('')
  })
})
