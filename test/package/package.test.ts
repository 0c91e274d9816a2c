import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { hostile, packageWorld, unzip, worker } from './package-world'

let world: Awaited<ReturnType<typeof packageWorld>>
let verbs: {
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

async function built(excluded: Parameters<typeof world.approvedRequest>[0] = [], locale = 'en') {
  const made = await world.approvedRequest(excluded, locale)
  expect(await verbs.buildPackage(worker, { itemId: made.itemId })).toEqual({ ok: true })
  return made
}

async function collect(requestId: string) {
  const { actor, code } = await world.subjectWithCode(requestId)
  return verbs.collectPackage(actor, { requestId, code })
}

async function collected(requestId: string) {
  const handed = await collect(requestId)
  if (!handed.ok) throw new Error(handed.reason)
  const archive = await buffer(handed.stream)
  expect(archive.length).toBe(handed.bytes)
  return { archive, files: await unzip(archive), filename: handed.filename }
}

const csv = (files: Map<string, Buffer>, name: string): string[][] =>
  parse(files.get(`csv/${name}.csv`) ?? '', { bom: true, relax_column_count: false })

test('the package holds every row of the person and none of anybody else', async () => {
  const { requestId, itemId, plan } = await built()
  const { files, archive } = await collected(requestId)
  expect([...files.keys()]).toEqual([
    'index.html',
    'csv/click.csv',
    'csv/person.csv',
    'csv/purchase.csv',
    'data.json',
    'manifest.json',
  ])
  const data = JSON.parse(String(files.get('data.json')))
  const own = Object.fromEntries(data.datasets.map((d: { key: string; rows: object[] }) => [d.key, d.rows]))
  expect(own.person).toEqual([
    { id: 1, email: 'josé@x.fr', name: 'José', note: hostile, balance: '-12.50', born: '1980-02-29' },
  ])
  expect(own.purchase).toEqual([
    { person_id: 1, no: 1, what: 'own' },
    { person_id: 1, no: 11, what: '+33 6' },
  ])
  expect(own.click).toHaveLength(800)
  expect(own.click[0]).toEqual({ id: '3', ip: '10.0.0.1', at: '2026-01-02T03:04:05Z', url: 'https://own.example/3' })
  for (const [name, bytes] of files) {
    expect(bytes.includes('FOREIGN'), `foreign row in ${name}`).toBe(false)
    expect(bytes.includes('SECRET-HASH'), `withheld value in ${name}`).toBe(false)
  }
  const row = await world.db.accessPackage.findFirstOrThrow({ where: { itemId } })
  expect(row.sha256).toBe(createHash('sha256').update(archive).digest('hex'))
  expect(row.rows).toBe(803)
  expect(plan.totals.rows).toBe(803)
})

test('tables and manifest agree with the rows, and no cell is a formula', async () => {
  const { requestId } = await built()
  const { files } = await collected(requestId)
  const manifest = JSON.parse(String(files.get('manifest.json')))
  for (const { name, sha256, bytes, rows } of manifest.files) {
    const content = files.get(name) ?? Buffer.alloc(0)
    expect(createHash('sha256').update(content).digest('hex')).toBe(sha256)
    expect(content.length).toBe(bytes)
    if (rows !== undefined) expect(csv(files, name.slice(4, -4))).toHaveLength(rows + 1)
  }
  expect(manifest.files).toHaveLength(files.size - 1)
  expect(files.get('csv/person.csv')?.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  const [head, person] = csv(files, 'person')
  expect(head).toEqual(['born', 'name', 'E-mail', 'balance', 'note', 'id'])
  expect(person).toEqual(['1980-02-29', 'José', 'josé@x.fr', "'-12.50", `'${hostile}`, '1'])
  const cells = [...files.keys()]
    .filter((name) => name.endsWith('.csv'))
    .flatMap((name) => csv(files, name.slice(4, -4)))
  expect(cells.flat().filter((cell) => /^[=+\-@\t\r\n\0]/.test(cell))).toEqual([])
})

test('the page says why, by what law and to whom; it shows 500 rows and says so; what is left out is named', async () => {
  const { requestId } = await built([{ dataset: 'purchase', field: 'what', reason: 'Names another customer' }])
  const { files } = await collected(requestId)
  const page = String(files.get('index.html'))
  for (const words of [
    'Running the contract',
    'a contract with you (Article 6(1)(b) GDPR)',
    'Hosting &lt;Ltd&gt;',
    'Three years',
    'The first 500 of 800 are shown here. All of them are in csv/click.csv.',
    'what: Names another customer',
    'password_hash: A secret',
    'Seats (Client SA): 1 record',
    'Commission nationale de l’informatique et des libertés',
    'Article 79 GDPR',
    'Maison &amp; &lt;Fils&gt;',
    'dpo@maison.example',
  ])
    expect(page.replaceAll('&#39;', '’'), words).toContain(words)
  expect(page.match(/<tr><td>/g)).toHaveLength(500)
  expect(String(files.get('data.json'))).not.toContain('+33 6')
  expect(csv(files, 'purchase')[0]).toEqual(['no', 'person_id'])
})

test('the page in French', async () => {
  const { requestId } = await built([], 'fr')
  const page = String((await collected(requestId)).files.get('index.html'))
  expect(page).toContain('<html lang="fr">')
  for (const words of ['La copie de vos données', 'Les 500 premiers sur 800', 'Un secret', 'Trois ans', 'article 79'])
    expect(page).toContain(words)
})

test('hostile values are text: no script, no unseen sign, no address to fetch', async () => {
  const { requestId } = await built()
  const page = String((await collected(requestId)).files.get('index.html'))
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  for (const sign of ['<script', '\u202e', '\u0007']) expect(page).not.toContain(sign)
  expect(page).toContain('U+202E</i>gnp.exe<i class="c">U+0007')
  expect(page).toContain(`Content-Security-Policy" content="default-src 'none'`)
  expect(page).not.toMatch(/\ssrc=|<link|<img|<iframe|@import|url\(/)
  expect(
    [...page.matchAll(/href="([^"]*)"/g)].map(([, href]) => href).filter((href) => !href?.startsWith('#')),
  ).toEqual(['https://www.cnil.fr/fr/plaintes'])
})

test('at rest nothing can be read, and no temporary file stays', async () => {
  const { requestId, itemId } = await built()
  const files = world.storageFiles()
  expect(files).toHaveLength(1)
  const bytes = readFileSync(files[0] ?? '')
  for (const clear of ['PK\x03\x04', 'index.html', 'josé@x.fr', requestId])
    expect(bytes.includes(clear), clear).toBe(false)
  const item = await world.db.requestItem.findUniqueOrThrow({ where: { id: itemId } })
  expect(item).toMatchObject({ status: 'done', outcome: 'provided' })
  const letter = await world.db.letter.findFirstOrThrow({ where: { requestId } })
  expect(letter).toMatchObject({ kind: 'answer-access', itemId })
  expect((await world.ledger(requestId)).map(({ event }) => event)).toEqual([
    'package.built',
    'letter.written',
    'item.decided',
    'request.closed',
  ])
})

test('handed over once; a second fresh code gets nothing; the evidence stands before the first byte', async () => {
  const { requestId } = await built()
  const first = await collect(requestId)
  if (!first.ok) throw new Error(first.reason)
  expect((await world.ledger(requestId)).at(-1)?.event).toBe('package.collected')
  await buffer(first.stream)
  await expect.poll(async () => (await collect(requestId)) as object).toMatchObject({ reason: 'already-collected' })
})

test('a transfer whose process died is not lost for the person, and meanwhile nobody else begins one', async () => {
  const { requestId } = await built()
  const dead = await collect(requestId)
  if (!dead.ok) throw new Error(dead.reason)
  expect(await collect(requestId)).toMatchObject({ ok: false, reason: 'being-collected' })
  const before = new Date(Date.now() - 16 * 60_000)
  await world.db.accessPackage.updateMany({ where: { requestId }, data: { collectingAt: before } })
  expect((await collected(requestId)).files.size).toBe(6)
  await expect
    .poll(async () => (await world.db.accessPackage.findFirstOrThrow({ where: { requestId } })).collectedAt)
    .not.toBeNull()
  // The old stream ends only now: what was collected stays collected.
  dead.stream.destroy()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect((await world.db.accessPackage.findFirstOrThrow({ where: { requestId } })).collectedAt).not.toBeNull()
})

test('two at once: one gets it', async () => {
  const { requestId } = await built()
  const one = await world.subjectWithCode(requestId)
  const results = await Promise.all([1, 2].map(() => verbs.collectPackage(one.actor, { requestId, code: one.code })))
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  for (const result of results) if (result.ok) await buffer(result.stream)
})

test('a transfer that broke off can begin again with a fresh code', async () => {
  const { requestId } = await built()
  const broken = await collect(requestId)
  if (!broken.ok) throw new Error(broken.reason)
  broken.stream.destroy()
  await expect.poll(async () => (await world.ledger(requestId)).at(-1)?.body.reason).toBe('interrupted')
  expect((await collected(requestId)).files.size).toBe(6)
})

test('a wrong code counts and serves nothing; nobody else may ask', async () => {
  const { requestId } = await built()
  const { actor, code } = await world.subjectWithCode(requestId)
  const wrong = code === '000000' ? '000001' : '000000'
  expect(await verbs.collectPackage(actor, { requestId, code: wrong })).toMatchObject({
    ok: false,
    reason: 'code-wrong',
    detail: { triesLeft: 4 },
  })
  const ask = (change: object) => verbs.collectPackage({ ...actor, ...change }, { requestId, code })
  expect(await ask({ level: 'link' })).toEqual({ ok: false, reason: 'not-permitted' })
  expect(await ask({ requestId: '0196f7a4-0000-7000-8000-000000000001' })).toEqual({
    ok: false,
    reason: 'not-permitted',
  })
  const row = await world.db.accessPackage.findFirstOrThrow({ where: { requestId } })
  expect(row.collectedAt).toBeNull()
})

test('expired: refused', async () => {
  const { requestId } = await built()
  await world.db.accessPackage.updateMany({ where: { requestId }, data: { expiresAt: new Date(Date.now() - 1) } })
  expect(await collect(requestId)).toEqual({ ok: false, reason: 'package-expired' })
})

test.each<[string, (file: string, bytes: Buffer) => void, string]>([
  ['cut at its end', (file, bytes) => truncateSync(file, bytes.length - 1), 'damaged'],
  ['cut to nothing', (file) => truncateSync(file, 0), 'damaged'],
  ['one bit altered', (file, bytes) => writeFileSync(file, flipped(bytes, bytes.length >> 1)), 'damaged'],
  ['last bit altered', (file, bytes) => writeFileSync(file, flipped(bytes, bytes.length - 1)), 'damaged'],
  ['something added', (file, bytes) => writeFileSync(file, Buffer.concat([bytes, Buffer.alloc(100)])), 'damaged'],
  ['gone', (file) => rmSync(file), 'missing'],
])('a file %s is refused before its first byte', async (_how, spoil, reason) => {
  const { requestId } = await built()
  const [file = ''] = world.storageFiles()
  spoil(file, readFileSync(file))
  expect(await collect(requestId)).toEqual({ ok: false, reason: 'package-damaged' })
  const events = await world.ledger(requestId)
  expect(events.at(-1)).toMatchObject({ event: 'package.refused', body: { reason } })
  expect(events.map(({ event }) => event)).not.toContain('package.collected')
})

const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at)
  return copy
}

test("another request's file, put in its place, is refused", async () => {
  const { requestId: mine } = await built()
  const other = await built()
  const theirs = await world.db.accessPackage.findFirstOrThrow({ where: { requestId: other.requestId } })
  await world.db.accessPackage.updateMany({
    where: { requestId: mine },
    data: { storageName: theirs.storageName, sha256: theirs.sha256, bytes: theirs.bytes },
  })
  expect(await collect(mine)).toEqual({ ok: false, reason: 'package-damaged' })
})

test('without the key nothing is built and nothing is served', async () => {
  const { requestId } = await built()
  await world.db.subjectRequest.update({ where: { id: requestId }, data: { wrappedKey: null } })
  expect(await collect(requestId)).toEqual({ ok: false, reason: 'package-damaged' })
  const next = await world.approvedRequest()
  await world.db.subjectRequest.update({ where: { id: next.requestId }, data: { wrappedKey: null } })
  await expect(verbs.buildPackage(worker, { itemId: next.itemId })).rejects.toThrow('key-missing')
})

test('where nothing can be stored the item stays, nothing is left, the evidence says why, once', async () => {
  const { requestId, itemId } = await world.approvedRequest()
  const folder = process.env.HABEAS_STORAGE_DIR ?? ''
  rmSync(folder, { recursive: true })
  writeFileSync(folder, 'not a folder')
  for (let attempt = 0; attempt < 2; attempt += 1)
    await expect(verbs.buildPackage(worker, { itemId })).rejects.toThrow('storage-unwritable')
  rmSync(folder)
  mkdirSync(folder)
  expect((await world.db.requestItem.findUniqueOrThrow({ where: { id: itemId } })).status).toBe('approved')
  expect((await world.ledger(requestId)).map(({ event }) => event)).toEqual(['package.refused'])
  expect(world.storageFiles()).toEqual([])
  expect(await verbs.buildPackage(worker, { itemId })).toEqual({ ok: true })
})

test('a system that goes away in the middle leaves no file', async () => {
  const { requestId, itemId } = await world.approvedRequest()
  await world.company.run('alter table click rename to clicks')
  await expect(verbs.buildPackage(worker, { itemId })).rejects.toThrow()
  await world.company.run('alter table clicks rename to click')
  expect(world.storageFiles()).toEqual([])
  expect((await world.ledger(requestId)).at(-1)?.event).toBe('package.refused')
  expect(await verbs.buildPackage(worker, { itemId })).toEqual({ ok: true })
})

/** What becomes of the next transactions: `reply-lost` after COMMIT, `away` before anything was done. */
function cutDatabase(fates: ('reply-lost' | 'away')[]): () => void {
  const shared = globalThis as unknown as { habeasDatabase: typeof world.db }
  const whole = shared.habeasDatabase
  const cut = async (...work: [never]) => {
    const fate = fates.shift()
    const done = fate === 'away' ? null : await whole.$transaction(...work)
    if (fate) throw new Error('the connection broke')
    return done
  }
  shared.habeasDatabase = new Proxy(whole, {
    get: (target, property) => (property === '$transaction' ? cut : Reflect.get(target, property)),
  })
  return () => {
    shared.habeasDatabase = whole
  }
}

test('the reply to COMMIT is lost: what is on record stays, and what is not leaves no file', async () => {
  const kept = await world.approvedRequest()
  const undone = await world.approvedRequest()
  const fates: ('reply-lost' | 'away')[] = ['reply-lost']
  const mend = cutDatabase(fates)
  try {
    expect(await verbs.buildPackage(worker, { itemId: kept.itemId })).toEqual({ ok: true })
    const files = world.storageFiles()
    expect(files).toHaveLength(1)
    fates.push('away')
    await expect(verbs.buildPackage(worker, { itemId: undone.itemId })).rejects.toThrow('failed')
    expect(world.storageFiles()).toEqual(files)
    // The database does not come back at once: nobody can say, so the file is kept for now.
    fates.push('away', 'away')
    await expect(verbs.buildPackage(worker, { itemId: undone.itemId })).rejects.toThrow('failed')
    expect(world.storageFiles()).toHaveLength(2)
  } finally {
    mend()
  }
  expect((await collected(kept.requestId)).files.size).toBe(6)
})

test('rows that came after the plan are handed over, and both numbers are said', async () => {
  const { requestId, itemId } = await world.approvedRequest()
  await world.company.run("insert into purchase values (1, 2, 'later')")
  await verbs.buildPackage(worker, { itemId })
  await world.company.run('delete from purchase where person_id = 1 and no = 2')
  const { files } = await collected(requestId)
  expect(csv(files, 'purchase')).toHaveLength(4)
  expect(String(files.get('index.html'))).toContain('2 records when we searched for it; the number has changed since.')
})

test('what a dead builder left goes after a day; packages and young files stay', async () => {
  const { sweepStorage } = await import('@/lib/workflow/sweep-storage')
  await built()
  const [kept = ''] = world.storageFiles()
  const folder = process.env.HABEAS_STORAGE_DIR ?? ''
  const left = [`${folder}/${randomUUID()}.bin`, `${folder}/${randomUUID()}.bin.part`, `${folder}/${randomUUID()}.bin`]
  for (const file of left) writeFileSync(file, 'left')
  const yesterday = new Date(Date.now() - 25 * 3600 * 1000)
  for (const file of [kept, ...left.slice(0, 2)]) utimesSync(file, yesterday, yesterday)
  expect(await sweepStorage()).toBe(2)
  expect(world.storageFiles().sort()).toEqual([kept, left[2]].sort())
})

test('built twice at once: one package, one letter, one file', async () => {
  const { requestId, itemId } = await world.approvedRequest()
  const done = await Promise.all([1, 2].map(() => verbs.buildPackage(worker, { itemId })))
  expect(done.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await world.db.letter.count({ where: { requestId } })).toBe(1)
  expect(world.storageFiles()).toHaveLength(1)
  expect(await verbs.buildPackage(worker, { itemId })).toEqual({ ok: false, reason: 'wrong-status' })
})
