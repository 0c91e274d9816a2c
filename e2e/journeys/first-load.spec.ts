// What a phone on a slow line has to load before a public page answers.
import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'

// React, its DOM and Next's router are 134 kB of it.
const BUDGET = 150_000
const pages = ['/', '/request', '/follow', '/follow/no-such-link', '/confirm/no-such-link', '/signin']

for (const path of pages)
  test(`${path} loads at most ${BUDGET / 1000} kB of script, compressed`, async ({ request }) => {
    const page = await (await request.get(path)).text()
    const scripts = [...page.matchAll(/<script\b([^>]*?)\bsrc="([^"]+)"([^>]*)>/g)]
      .filter(([, before, , after]) => !/nomodule/i.test(`${before}${after}`))
      .map(([, , src = '']) => src.replaceAll('&amp;', '&'))
    expect(scripts.length).toBeGreaterThan(3)
    let bytes = 0
    for (const src of new Set(scripts)) bytes += gzipSync(await (await request.get(src)).body()).length
    expect(bytes).toBeLessThanOrEqual(BUDGET)
  })
