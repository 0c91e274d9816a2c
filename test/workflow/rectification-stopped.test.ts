// What stops a correction that was decided or signed: a matter, and the person's own word.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RectificationWorld, rectificationWorld } from './rectification-world'

let world: RectificationWorld
beforeAll(async () => {
  world = await rectificationWorld()
}, 300_000)
afterAll(() => world.end())

describe('what stands in the way', () => {
  it('a matter that was placed after the signature: refused, and the plan keeps the place as it is', async () => {
    const { email, number } = await world.person()
    const id = await world.asked(email, '5 rue E')
    await world.decide(id, 'accept')
    await world.sign(id)
    const { placeMatter } = await import('@/lib/workflow/place-matter')
    const { liftMatter } = await import('@/lib/workflow/lift-matter')
    const { proposeLift } = await import('@/lib/workflow/propose-lift')
    const reviewOn = Temporal.Now.plainDateISO().add({ months: 2 }).toString()
    const placed = await placeMatter(world.dpo, {
      ...{ kind: 'dispute', reference: `D-${number}`, name: 'A dispute', reason: 'A claim', told: 'told' },
      ...{ systems: ['shop'], datasets: [], identifiers: [], requestId: id, from: null, to: null, reviewOn },
    })
    if (!placed.ok) throw new Error(placed.reason)
    await world.drain()
    expect(await world.shopAddress(number)).toBe('1 rue A')
    const document = await world.document(id)
    expect(document.kept).toContainEqual(expect.objectContaining({ dataset: 'customer', offer: 'statement' }))
    expect(document.matters).toEqual([placed.matterId])
    await proposeLift(world.dpo, { matterId: placed.matterId, version: 1 })
    expect(await liftMatter(world.second, { matterId: placed.matterId, version: 2 })).toEqual({ ok: true })
    await world.drain()
    expect((await world.document(id)).kept.map(({ dataset }) => dataset)).toEqual(['invoice'])
    await world.sign(id)
    await world.drain()
    expect(await world.shopAddress(number)).toBe('5 rue E')
  })

  it('withdrawn before the signature: nothing is written, the evidence that was sent goes', async () => {
    const { email, number } = await world.person()
    const id = await world.asked(email, '6 rue F')
    const subject = await world.subject(id)
    const { addFile } = await import('@/lib/workflow/add-file')
    const { withdrawRequest } = await import('@/lib/workflow/withdraw-request')
    const { sweepStorage } = await import('@/lib/workflow/sweep-storage')
    const pdf = Buffer.from('%PDF-1.7 a proof')
    expect(await addFile(subject, { requestId: id, bytes: pdf })).toEqual({ ok: true })
    expect(await addFile(subject, { requestId: id, bytes: Buffer.from('<svg onload=1>') })).toMatchObject({
      reason: 'file-not-picture',
    })
    expect(await addFile(subject, { requestId: id, bytes: Buffer.alloc(5_000_001) })).toMatchObject({
      reason: 'file-over-five',
    })
    const file = await world.db.subjectFile.findFirstOrThrow({ where: { item: { requestId: id } } })
    const { openSubjectFile } = await import('@/lib/workflow/open-subject-file')
    const opened = await openSubjectFile(world.agent, { fileId: file.id })
    expect(opened.ok && opened.file.bytes.equals(pdf)).toBe(true)
    expect(await openSubjectFile(world.auditor, { fileId: file.id })).toMatchObject({ reason: 'not-permitted' })
    await world.decide(id, 'accept')
    expect(await withdrawRequest(subject, { requestId: id })).toMatchObject({ ok: true })
    expect(await world.sign(id)).toMatchObject({ ok: false, reason: 'wrong-status' })
    await world.drain()
    expect(await world.shopAddress(number)).toBe('1 rue A')
    expect(await openSubjectFile(world.agent, { fileId: file.id })).toMatchObject({ reason: 'not-found' })
    await sweepStorage()
    const { storagePath } = await import('@/lib/platform/storage')
    const { existsSync } = await import('node:fs')
    expect(existsSync(storagePath(file.storageName))).toBe(false)
  })
})
