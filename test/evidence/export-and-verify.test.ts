import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyEvidenceFile } from '@/bin/habeas/evidence-verify'
import { mintStaff } from '@/lib/auth/mint-staff'
import { appendTo, type ChainHead, GENESIS, type LedgerEntry } from '@/lib/domain/evidence/chain'
import { entryLine, headerLine } from '@/lib/domain/evidence/export-format'
import { packageWorld, worker } from '../package/package-world'

const folder = mkdtempSync(path.join(os.tmpdir(), 'habeas-evidence-'))
const staff = (role: string) => mintStaff({ id: '0196f7a4-0000-7000-8000-00000000000a', name: 'Inès Roux', role })
let world: Awaited<ReturnType<typeof packageWorld>>
let requestId: string
let itemId: string
let ledger: string
let caseFile: string

async function take(name: string, scope: { requestId?: string } = {}): Promise<string> {
  const { exportEvidence } = await import('@/lib/workflow/export-evidence')
  const taken = await exportEvidence(staff('auditor'), scope)
  if (!taken.ok) throw new Error(taken.reason)
  return write(name, await text(taken.stream))
}

function write(name: string, content: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

beforeAll(async () => {
  world = await packageWorld()
  const { buildPackage } = await import('@/lib/workflow/build-package')
  const others = await world.approvedRequest()
  ;({ requestId, itemId } = await world.approvedRequest())
  await buildPackage(worker, { itemId })
  await buildPackage(worker, { itemId: others.itemId })
  const { actor, code } = await world.subjectWithCode(requestId)
  const { collectPackage } = await import('@/lib/workflow/collect-package')
  const handed = await collectPackage(actor, { requestId, code })
  if (handed.ok) for await (const _ of handed.stream);
  caseFile = await take('case.jsonl', { requestId })
  ledger = await take('ledger.jsonl')
})
afterAll(async () => {
  await world?.end()
  rmSync(folder, { recursive: true, force: true })
})

const linesOf = (file: string) => readFileSync(file, 'utf8').split('\n').slice(0, -1)
const spoilt = (file: string, change: (lines: string[]) => string[]) =>
  write(
    'spoilt.jsonl',
    change(linesOf(file))
      .map((line) => `${line}\n`)
      .join(''),
  )

test('the whole ledger and one case hold, also against each other', async () => {
  expect(await verifyEvidenceFile(ledger)).toMatchObject({ ok: true, entries: 10, header: { scope: 'ledger' } })
  expect(await verifyEvidenceFile(caseFile)).toMatchObject({
    ok: true,
    entries: 5,
    header: { scope: 'case', requestId },
  })
  expect(await verifyEvidenceFile(caseFile, { ledger })).toMatchObject({ ok: true, comparedWithLedger: true })
})

test('the taking is on record, and who may not take is refused', async () => {
  const { exportEvidence } = await import('@/lib/workflow/export-evidence')
  expect(await exportEvidence(staff('agent'), {})).toEqual({ ok: false, reason: 'not-permitted' })
  const taken = await world.db.ledgerEntry.findMany({ where: { event: 'evidence.exported' }, orderBy: { seq: 'asc' } })
  expect(taken.map(({ actor }) => actor)).toEqual(Array(2).fill('staff:0196f7a4-0000-7000-8000-00000000000a'))
  expect(JSON.parse(taken[0]?.body ?? '')).toMatchObject({ requestId, entries: 5, headSeq: 9 })
})

const edit = (index: number, from: RegExp | string, to: string) => (lines: string[]) =>
  lines.map((line, n) => (n === index ? line.replace(from, to) : line))

test.each<[string, (lines: string[]) => string[], object]>([
  ['a changed body', edit(1, '"rows\\":803', '"rows\\":804'), { line: 2, seq: 1, reason: 'altered' }],
  ['a changed time', edit(3, /"at":"20/, '"at":"21'), { line: 4, seq: 3, reason: 'altered' }],
  ['another actor', edit(3, '"actor":"worker"', '"actor":"public"'), { line: 4, seq: 3, reason: 'altered' }],
  ['a removed entry', (lines) => lines.toSpliced(4, 1), { line: 5, seq: 4, reason: 'gap' }],
  ['two exchanged', ([h = '', a = '', b = '', ...rest]) => [h, b, a, ...rest], { line: 2, seq: 1, reason: 'gap' }],
  ['entries cut off', (lines) => lines.slice(0, -2), { seq: 9, reason: 'cut-short' }],
  ['all entries cut off', (lines) => lines.slice(0, 1), { seq: 1, reason: 'cut-short' }],
  ['an entry twice', (lines) => [...lines, lines.at(-1) ?? ''], { seq: 11, reason: 'gap' }],
  ['a key twice', edit(2, '{"actor"', '{"actor":"x","actor"'), { line: 3, seq: 2, reason: 'malformed-entry' }],
  ['a space', edit(2, '{', '{ '), { line: 3, seq: 2, reason: 'malformed-entry' }],
  ['an empty line', (lines) => lines.toSpliced(2, 0, ''), { line: 3, seq: 2, reason: 'malformed-entry' }],
  ['no header', (lines) => lines.slice(1), { line: 1, reason: 'not-evidence' }],
  ['another format', edit(0, 'habeas-evidence/1', 'habeas-evidence/9'), { line: 1, reason: 'not-evidence' }],
])('a ledger with %s is refused at its first fault', async (_what, change, fault) => {
  expect(await verifyEvidenceFile(spoilt(ledger, change))).toMatchObject({ ok: false, ...fault })
})

test.each<[string, (lines: string[]) => string[], object]>([
  ['a changed body', edit(2, /"body":"[^}]*}/, '"body":"{}'), { line: 3, reason: 'altered' }],
  ['an entry cut off', (lines) => lines.slice(0, -1), { reason: 'cut-short' }],
  [
    'another request’s entries',
    edit(0, /"requestId":"[^"]*"/, `"requestId":"${'0'.repeat(8)}-0000-7000-8000-000000000000"`),
    { line: 2, reason: 'foreign-entry' },
  ],
  ['entries exchanged', ([h = '', a = '', b = '', ...rest]) => [h, b, a, ...rest], { line: 3, reason: 'gap' }],
])('a case with %s is refused', async (_what, change, fault) => {
  expect(await verifyEvidenceFile(spoilt(caseFile, change))).toMatchObject({ ok: false, ...fault })
})

test('a file cut in a line, empty, binary or missing', async () => {
  const whole = readFileSync(ledger)
  const cut = path.join(folder, 'cut.jsonl')
  writeFileSync(cut, whole.subarray(0, whole.length - 1))
  expect(await verifyEvidenceFile(cut)).toMatchObject({ ok: false, seq: 10, line: 11, reason: 'malformed-entry' })
  writeFileSync(cut, '')
  expect(await verifyEvidenceFile(cut)).toMatchObject({ ok: false, reason: 'not-evidence' })
  writeFileSync(cut, Buffer.from([0xff, 0xfe, 10]))
  expect(await verifyEvidenceFile(cut)).toMatchObject({ ok: false, reason: 'malformed-entry' })
  expect(await verifyEvidenceFile(path.join(folder, 'nowhere'))).toMatchObject({ ok: false, reason: 'unreadable' })
})

/** A forger with the format in hand: everything recomputed after a change. */
function rewritten(file: string, change: (entry: LedgerEntry) => LedgerEntry): string {
  let head: ChainHead = GENESIS
  const entries = linesOf(file)
    .slice(1)
    .map((line) => {
      const { seq: _seq, prevHash: _prevHash, hash: _hash, ...record } = change(JSON.parse(line))
      const entry = appendTo(head, record)
      head = entry
      return entry
    })
  const { seq, hash } = head
  const header = { ...JSON.parse(linesOf(file)[0] ?? ''), head: { seq, hash } }
  return write('forged.jsonl', headerLine(header) + entries.map(entryLine).join(''))
}

test('what a file cannot show alone: a chain computed anew holds, and has another head', async () => {
  const forged = rewritten(ledger, (entry) => (entry.seq === 1 ? { ...entry, at: '2020-01-01T00:00:00.000Z' } : entry))
  const [honest, false_] = [await verifyEvidenceFile(ledger), await verifyEvidenceFile(forged)]
  if (!honest.ok || !false_.ok) throw new Error('both hold by themselves')
  expect(false_.last.hash).not.toBe(honest.last.hash)
  expect(await verifyEvidenceFile(caseFile, { ledger: forged })).toMatchObject({ ok: false, reason: 'not-in-ledger' })
  const broken = spoilt(ledger, edit(1, '"rows\\":803', '"rows\\":804'))
  expect(await verifyEvidenceFile(caseFile, { ledger: broken })).toMatchObject({ ok: false, reason: 'ledger-broken' })
})

test('the recipe of docs/evidence.md recomputes every hash with sha256sum', () => {
  const recipe = /```sh\n(#![\s\S]*?)```/.exec(readFileSync('docs/evidence.md', 'utf8'))?.[1] ?? ''
  const script = write('check.sh', recipe)
  expect(execFileSync('bash', [script, ledger], { encoding: 'utf8' })).toBe('10 entries hold\n')
  const bad = spoilt(ledger, edit(3, /"at":"20/, '"at":"21'))
  expect(() => execFileSync('bash', [script, bad], { stdio: 'pipe' })).toThrow('entry 3')
})
