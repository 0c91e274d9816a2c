import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { chromium } from '@playwright/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureChromium } from '../../bin/run/chromium.mjs'
import { growth } from './growth'
import { packageWorld, unzip, worker } from './package-world'

let world: Awaited<ReturnType<typeof packageWorld>>
beforeAll(async () => {
  world = await packageWorld()
})
afterAll(() => world?.end())

test('200,000 rows are handed over in the memory of 2,000', { timeout: 240_000 }, async () => {
  const { buildPackage } = await import('@/lib/workflow/build-package')
  const { collectPackage } = await import('@/lib/workflow/collect-package')
  const warm = await world.approvedRequest()
  await buildPackage(worker, { itemId: warm.itemId })
  await world.company.run(`insert into click select g, 1, '10.0.0.2', now(), repeat('x', 200)
    from generate_series(1000001, 1200000) g`)
  const { requestId, itemId } = await world.approvedRequest()
  const building = await growth(() => buildPackage(worker, { itemId }))
  const row = await world.db.accessPackage.findFirstOrThrow({ where: { itemId } })
  expect(row.rows).toBeGreaterThan(200_000)
  const { actor, code } = await world.subjectWithCode(requestId)
  let bytes = 0
  const collecting = await growth(async () => {
    const handed = await collectPackage(actor, { requestId, code })
    if (!handed.ok) throw new Error(handed.reason)
    for await (const chunk of handed.stream) bytes += (chunk as Buffer).length
  })
  expect(BigInt(bytes)).toBe(row.bytes)
  // The rows are some 60 MB of text, written twice.
  expect(building).toBeLessThan(64)
  expect(collecting).toBeLessThan(64)
  await world.company.run('delete from click where id > 1000000')
})

test('the page opens in a browser without a network and asks nothing of one', { timeout: 120_000 }, async () => {
  const executablePath = await ensureChromium()
  if (!executablePath) throw new Error('no Chromium to open the page with: set CHROMIUM_PATH')
  const { buildPackage } = await import('@/lib/workflow/build-package')
  const { collectPackage } = await import('@/lib/workflow/collect-package')
  const { requestId, itemId } = await world.approvedRequest()
  await buildPackage(worker, { itemId })
  const { actor, code } = await world.subjectWithCode(requestId)
  const handed = await collectPackage(actor, { requestId, code })
  if (!handed.ok) throw new Error(handed.reason)
  const files = await unzip(await buffer(handed.stream))
  const folder = mkdtempSync(path.join(os.tmpdir(), 'habeas-page-'))
  const file = path.join(folder, 'index.html')
  writeFileSync(file, files.get('index.html') ?? '')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    const asked: string[] = []
    const said: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('console', (message) => said.push(message.text()))
    page.on('dialog', (dialog) => said.push(dialog.message()))
    await page.goto(`file://${file}`)
    expect(asked).toEqual([`file://${file}`])
    expect(said).toEqual([])
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('The copy of your data')
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      'What is in it',
      'Clicks',
      'Customers',
      'Purchases',
      'Data that we hold for others',
      'Your rights',
      'Controller and contact',
    ])
    // The style was let in by its hash: nothing else could be.
    expect(await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)).toBe(
      'rgb(247, 245, 241)',
    )
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
