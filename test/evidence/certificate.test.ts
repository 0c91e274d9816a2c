import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mintStaff } from '@/lib/auth/mint-staff'
import type { Certificate } from '@/lib/domain/certificate'
import type { ErasurePlan, PlanGroup } from '@/lib/domain/plan/types'
import { map, packageWorld, worker } from '../package/package-world'

let world: Awaited<ReturnType<typeof packageWorld>>
let issueCertificate: typeof import('@/lib/workflow/issue-certificate').issueCertificate
let prepared: string
let approver: string
const auditor = mintStaff({ id: randomUUID(), name: 'Auditor', role: 'auditor' })

beforeAll(async () => {
  world = await packageWorld()
  ;({ issueCertificate } = await import('@/lib/workflow/issue-certificate'))
  const user = async (name: string) =>
    (await world.db.staffUser.create({ data: { email: `${name}@x.example`, name, role: 'dpo', passwordHash: 'x' } })).id
  prepared = await user('Paul Agent')
  approver = await user('Inès Roux')
})
afterAll(() => world?.end())

async function certificateOf(requestId: string, itemId?: string) {
  const issued = await issueCertificate(auditor, { requestId, format: 'json', ...(itemId ? { itemId } : {}) })
  if (!issued.ok) throw new Error(issued.reason)
  const sha256 = createHash('sha256').update(issued.bytes).digest('hex')
  return { certificate: JSON.parse(String(issued.bytes)) as Certificate, issued, sha256 }
}

test('nothing is certified before its end', async () => {
  const { requestId } = await world.approvedRequest()
  expect(await issueCertificate(auditor, { requestId, format: 'pdf' })).toEqual({ ok: false, reason: 'not-finished' })
  expect(await issueCertificate(auditor, { requestId: randomUUID(), format: 'pdf' })).toEqual({
    ok: false,
    reason: 'not-found',
  })
})

test('of an access: counts, hashes, the ledger, and nothing of the person; each copy the same; put on record once', async () => {
  const { requestId, itemId } = await world.approvedRequest()
  const { buildPackage } = await import('@/lib/workflow/build-package')
  await buildPackage(worker, { itemId })
  const { certificate, issued, sha256 } = await certificateOf(requestId)
  const parcel = await world.db.accessPackage.findFirstOrThrow({ where: { requestId } })
  expect(certificate.items).toMatchObject([
    {
      right: 'access',
      outcome: 'provided',
      found: 803,
      package: { rows: 803, sha256: parcel.sha256, bytes: Number(parcel.bytes) },
      forwarded: [{ label: { en: 'Seats', fr: 'Places' }, controller: 'Client SA', rows: 1 }],
    },
  ])
  const closed = await world.db.ledgerEntry.findFirstOrThrow({ where: { requestId, event: 'request.closed' } })
  expect(certificate.ledger).toMatchObject({ seq: Number(closed.seq), hash: closed.hash })
  expect(String(issued.bytes)).not.toMatch(/jos|José|@/i)
  expect(sha256).toBe(issued.sha256)
  expect((await certificateOf(requestId)).sha256).toBe(sha256)
  const issues = (await world.ledger(requestId)).filter(({ event }) => event === 'certificate.issued')
  expect(issues).toEqual([{ event: 'certificate.issued', body: { itemId, right: 'access', sha256 } }])
  const pdf = await issueCertificate(auditor, { requestId, format: 'pdf' })
  expect(pdf).toMatchObject({ ok: true, type: 'application/pdf' })
})

test('of a deletion: erased, kept because of which law until when, seen when, signed by whom', async () => {
  const { requestId } = await world.approvedRequest()
  const itemId = await erasedItem(requestId, prepared)
  const [item] = (await certificateOf(requestId, itemId)).certificate.items
  expect(item).toMatchObject({
    right: 'erasure',
    outcome: 'partly-erased',
    found: 13,
    plan: { number: 1, preparedBy: { name: 'Paul Agent' }, approvedBy: { name: 'Inès Roux' }, alone: false },
    erased: [{ label: { en: 'Clicks', fr: 'Clics' }, deleted: 9, cleared: 0 }],
    kept: [{ label: { en: 'Purchases' }, rows: 4, law: 'Code X, art. 1', until: [{ date: '2036-12-31', rows: 4 }] }],
    recipients: ['Hosting <Ltd>'],
    verified: [{ system: 'Shop', at: '2026-11-22T10:00:00.000Z', remaining: 0 }],
  })
})

test('a deletion that one person approved alone says so', async () => {
  const { requestId } = await world.approvedRequest()
  const itemId = await erasedItem(requestId, approver)
  const [item] = (await certificateOf(requestId, itemId)).certificate.items
  expect(item?.plan).toMatchObject({ alone: true, preparedBy: { name: 'Inès Roux' } })
})

/** A deletion carried out, closed by the verb that closes deletions. */
async function erasedItem(requestId: string, preparedBy: string): Promise<string> {
  const where = { heldBy: [], notHeldBy: [], referenced: null }
  const groups: PlanGroup[] = [
    { dataset: 'click', fate: 'delete', where, rows: 9, digest: 'x', changes: [], keeps: [] },
    {
      dataset: 'purchase',
      fate: 'clear',
      where,
      rows: 4,
      digest: 'x',
      changes: [],
      keeps: [
        {
          why: 'rule',
          rule: 'fr-x',
          ruleVersion: 1,
          law: 'Code X, art. 1',
          until: [{ date: '2036-12-31', rows: 4 }],
          fields: ['what'],
        },
      ],
    },
  ]
  const plan: ErasurePlan = {
    format: 'habeas-plan/1',
    right: 'erasure',
    requestId,
    today: '2026-11-22',
    mapVersion: 1,
    rules: [{ key: 'fr-x', version: 1 }],
    systems: map.systems.map(({ key }) => ({ system: key, catalogueHash: 'x', groups })),
    blocks: [],
    warnings: [],
    forwarded: [],
    totals: { rows: 13, deleted: 9, cleared: 4, keptRows: 4, blocked: 0 },
  }
  const at = new Date('2026-11-22T10:00:00Z')
  const item = await world.db.requestItem.create({ data: { requestId, right: 'erasure', status: 'approved' } })
  await world.db.plan.create({
    data: {
      itemId: item.id,
      number: 1,
      document: plan as object,
      hash: 'f'.repeat(64),
      mapVersion: 1,
      status: 'approved',
      preparedBy,
      preparedAt: at,
      approvedBy: approver,
      approvedAt: at,
      steps: {
        create: {
          systemKey: 'shop',
          status: 'verified',
          verifiedAt: at,
          verification: { complete: true, groups: [{ dataset: 'click', remaining: 0, unchangedFields: 0, kept: 0 }] },
        },
      },
    },
  })
  const { closeItem } = await import('@/lib/workflow/close-item')
  expect(await closeItem(worker, { itemId: item.id })).toEqual({ ok: true })
  return item.id
}
