// What is in a package, and that nothing of it is anything but text.
import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { built, collected, verbs, world } from './handing-over'
import { hostile, worker } from './package-world'

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

test('rows that came after the plan are handed over, and both numbers are said', async () => {
  const { requestId, itemId } = await world.approvedRequest()
  await world.company.run("insert into purchase values (1, 2, 'later')")
  await verbs.buildPackage(worker, { itemId })
  await world.company.run('delete from purchase where person_id = 1 and no = 2')
  const { files } = await collected(requestId)
  expect(csv(files, 'purchase')).toHaveLength(4)
  expect(String(files.get('index.html'))).toContain('2 records when we searched for it; the number has changed since.')
})
