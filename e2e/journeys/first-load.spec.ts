// What a phone on a slow line has to load before a public page answers.
import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'

// React, its DOM and Next's router are 134 kB of it. The form itself has its draft and its checks as you go besides.
const pages = Object.entries({
  '/': 150_000,
  '/request': 165_000,
  '/follow': 150_000,
  '/follow/no-such-link': 150_000,
  '/confirm/no-such-link': 150_000,
  '/signin': 150_000,
})

for (const [path, budget] of pages)
  test(`${path} loads at most ${budget / 1000} kB of script, compressed`, async ({ request }) => {
    const page = await (await request.get(path)).text()
    const scripts = [...page.matchAll(/<script\b([^>]*?)\bsrc="([^"]+)"([^>]*)>/g)]
      .filter(([, before, , after]) => !/nomodule/i.test(`${before}${after}`))
      .map(([, , src = '']) => src.replaceAll('&amp;', '&'))
    expect(scripts.length).toBeGreaterThan(3)
    let bytes = 0
    for (const src of new Set(scripts)) bytes += gzipSync(await (await request.get(src)).body()).length
    expect(bytes).toBeLessThanOrEqual(budget)
  })
