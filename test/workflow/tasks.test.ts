// A system that no connector reaches: its owner is asked, reminded, and answers; the request ends when all have answered.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { unzip } from '../package/package-world'
import { approvedErasure, letterText } from './office'
import { OWNER, taskWorld } from './task-world'

const { world, smtp, ann, bob, person, task, tasks, item, answer, sendAll, packageOf, end } = await taskWorld()
afterAll(end)
afterEach(async () => (await import('@/lib/platform/clock')).moveClock(null))

describe('erasure', () => {
  it('asks the owner when the databases are searched, and says nothing of the person in the mail', async () => {
    const { requestId, email } = await person(['erasure'])
    expect(await tasks(requestId)).toMatchObject([
      { kind: 'find', status: 'open', systemKey: 'paper-archive', ownerEmail: OWNER, chasers: 0 },
    ])
    await sendAll()
    const mail = smtp.mails.find(({ recipients }) => recipients.includes(OWNER))
    expect(mail?.subject).toContain('A task for you: Paper archive')
    expect(mail?.text).toContain(`http://localhost:3000/desk/tasks/${(await task(requestId, 'find')).id}`)
    expect(mail?.text).not.toContain(email)
    expect(mail?.text).not.toContain('Person')
    expect(await world.events(requestId)).toContain('by-hand.asked')
  })

  it('the databases go on without the answer; the request ends only with it', async () => {
    const { requestId, number } = await person(['erasure'])
    const plan = await world.db.plan.findFirstOrThrow({ where: { item: { requestId } } })
    expect(plan.document).toMatchObject({ byHand: ['paper-archive'], blocks: [] })
    await approvedErasure(world, requestId, false)
    await world.drain()
    const gone = await world.shop.query('select 1 from shop.wish where customer_id = $1', [number])
    expect(gone.rowCount).toBe(0)
    expect(await item(requestId, 'erasure')).toMatchObject({ status: 'approved', outcome: null })
    expect(await world.db.letter.count({ where: { requestId, kind: 'answer-erasure' } })).toBe(0)

    expect(await answer(ann, 'find', requestId, { records: 3, note: 'Folder 12' })).toEqual({ ok: true })
    await world.drain()
    expect(await task(requestId, 'erase')).toMatchObject({ status: 'open', systemKey: 'paper-archive' })
    expect(await item(requestId, 'erasure')).toMatchObject({ status: 'approved' })

    const proof = Buffer.from('%PDF-1.7 shredded')
    const file = { name: 'proof.exe', bytes: proof }
    expect(await answer(ann, 'erase', requestId, { records: 3, file })).toEqual({ ok: true })
    await world.drain()
    expect(await item(requestId, 'erasure')).toMatchObject({ status: 'done', outcome: 'partly-erased' })
    expect(await letterText(requestId, 'answer-erasure')).toContain('Paper archive: 3 records')
    const { loadCertificate } = await import('@/lib/workflow/load-certificate')
    const certified = await loadCertificate(requestId, null)
    const { fileSha256 } = await task(requestId, 'erase')
    expect(certified.ok && certified.certificate.items[0]?.byHand).toMatchObject([
      { system: 'Paper archive', what: 'searched', records: 3 },
      { system: 'Paper archive', what: 'erased', records: 3, evidenceSha256: fileSha256 },
    ])
  })

  it('what was found before the signatures is asked to be erased when the plan is signed', async () => {
    const { requestId } = await person(['erasure'])
    await answer(ann, 'find', requestId, { records: 1 })
    expect((await tasks(requestId)).map(({ kind }) => kind)).toEqual(['find'])
    await approvedErasure(world, requestId, false)
    expect((await tasks(requestId)).map(({ kind }) => kind)).toEqual(['find', 'erase'])
  })

  it('nobody in the databases, somebody on paper: the answer waits and then tells of it', async () => {
    const { requestId, email, number } = await person(['erasure'], ['discover-data'])
    await world.shop.query('delete from shop.newsletter where email = $1', [email])
    await world.shop.query('delete from shop.wish where customer_id = $1', [number])
    await world.shop.query(
      'delete from shop.invoice_line where invoice_id in (select id from shop.invoice where customer_id = $1)',
      [number],
    )
    await world.shop.query('delete from shop.invoice where customer_id = $1', [number])
    await world.shop.query('delete from shop.customer where id = $1', [number])
    await world.drain()
    await approvedErasure(world, requestId, false)
    await world.drain()
    expect(await item(requestId, 'erasure')).toMatchObject({ status: 'approved' })
    await answer(ann, 'find', requestId, { records: 4 })
    await answer(ann, 'erase', requestId, { records: 4, note: 'shredded' })
    await world.drain()
    expect(await item(requestId, 'erasure')).toMatchObject({ status: 'done', outcome: 'erased' })
  })

  it('impossible waits for the DPO, who says why it stays; the person is told', async () => {
    const { requestId } = await person(['erasure'])
    await answer(ann, 'find', requestId, { records: 1 })
    await approvedErasure(world, requestId, false)
    await world.drain()
    expect(await answer(ann, 'erase', requestId, { result: 'impossible', note: 'sealed tape' })).toEqual({ ok: true })
    await world.drain()
    expect(await item(requestId, 'erasure')).toMatchObject({ status: 'approved' })
    const kept = { result: 'kept' as const, note: 'The tape is sealed until 2030.' }
    expect(await answer(ann, 'erase', requestId, kept)).toMatchObject({ ok: false, reason: 'wrong-status' })
    expect(await answer(world.agent, 'erase', requestId, kept)).toMatchObject({ ok: false, reason: 'wrong-status' })
    expect(await answer(world.dpo, 'erase', requestId, kept)).toEqual({ ok: true })
    await world.drain()
    expect(await item(requestId, 'erasure')).toMatchObject({ status: 'done', outcome: 'partly-erased' })
    expect(await letterText(requestId, 'answer-erasure')).toContain('Paper archive: The tape is sealed until 2030.')
  })
})

describe('under a matter', () => {
  it('nobody is asked to erase; once it is lifted the DPO asks, and the person is answered', async () => {
    const { requestId } = await person(['erasure'])
    await answer(ann, 'find', requestId, { records: 1 })
    const matter = await world.db.matter.create({
      data: {
        ...{ kind: 'dispute', reference: 'D-1', told: 'told', aboutEverybody: true, systems: ['paper-archive'] },
        ...{ placedBy: ann.userId, placedAt: new Date(), reviewOn: new Date('2030-01-01') },
      },
    })
    await approvedErasure(world, requestId, false)
    await world.drain()
    const erase = await task(requestId, 'erase')
    expect(erase).toMatchObject({ status: 'impossible' })
    expect(await world.events(requestId)).toContain('by-hand.frozen')
    expect(await world.db.letter.count({ where: { requestId, kind: 'task-asked' } })).toBe(1)
    const { askAgain } = await import('@/lib/workflow/ask-again')
    const again = { taskId: erase.id, version: erase.version }
    expect(await askAgain(world.agent, again)).toMatchObject({ reason: 'not-permitted' })
    expect(await askAgain(world.dpo, again)).toMatchObject({ reason: 'matter' })
    expect(await answer(world.dpo, 'erase', requestId, { records: 1, note: 'x' })).toMatchObject({ reason: 'matter' })
    await world.db.matter.update({ where: { id: matter.id }, data: { status: 'lifted' } })
    expect(await askAgain(world.dpo, again)).toEqual({ ok: true })
    expect(await world.db.letter.count({ where: { requestId, kind: 'task-asked' } })).toBe(2)
    expect(await answer(ann, 'erase', requestId, { records: 1, note: 'shredded' })).toEqual({ ok: true })
    await world.drain()
    expect(await item(requestId, 'erasure')).toMatchObject({ status: 'done' })
  })
})

describe('while the person waits for a copy that another request asks for', () => {
  it('nobody is asked to erase, and who was asked already is not told whom', async () => {
    const { requestId, email } = await person(['erasure'])
    await approvedErasure(world, requestId, false)
    const access = await world.submit(email, ['access'])
    const handedOut = (status: string) =>
      world.db.requestItem.updateMany({ where: { requestId: access }, data: { status } })
    await world.drain(['run-step'])
    await answer(ann, 'find', requestId, { records: 1 })
    const erase = await task(requestId, 'erase')
    expect(erase).toMatchObject({ status: 'impossible' })
    const { askAgain } = await import('@/lib/workflow/ask-again')
    const again = { taskId: erase.id, version: erase.version }
    expect(await askAgain(world.dpo, again)).toEqual({ ok: false, reason: 'access-first' })
    const { status } = await item(access, 'access')
    await handedOut('done')
    expect(await askAgain(world.dpo, again)).toEqual({ ok: true })
    await handedOut(status)
    const { openTask } = await import('@/lib/workflow/open-task')
    expect(await openTask(ann, { taskId: erase.id })).toEqual({ ok: false, reason: 'access-first' })
    expect(await world.events(requestId)).not.toContain('by-hand.read')
    const shredded = { records: 1, note: 'shredded' }
    expect(await answer(ann, 'erase', requestId, shredded)).toEqual({ ok: false, reason: 'access-first' })
    await handedOut('done')
    expect(await openTask(ann, { taskId: erase.id })).toMatchObject({ ok: true, person: { name: 'Person' } })
    expect(await answer(ann, 'erase', requestId, shredded)).toEqual({ ok: true })
  })
})

describe('access', () => {
  it('the copy waits for the colleague and contains what was given', async () => {
    const { requestId } = await person(['access'])
    const { id, version } = await item(requestId, 'access')
    const { hash } = await world.db.plan.findFirstOrThrow({ where: { itemId: id } })
    const { approvePlan } = await import('@/lib/workflow/approve-plan')
    expect(await approvePlan(world.dpo, { itemId: id, version, hash })).toEqual({ ok: true })
    const { buildPackage } = await import('@/lib/workflow/build-package')
    expect(await buildPackage(world.worker, { itemId: id })).toMatchObject({ ok: false, reason: 'tasks-open' })
    expect(await answer(ann, 'find', requestId, { records: 2 })).toMatchObject({ ok: false, reason: 'copy-missing' })
    const table = { name: 'found.csv', bytes: Buffer.from('year,what\n2019,order\n2020,order\n') }
    expect(await answer(ann, 'find', requestId, { records: 2, note: 'Two orders <b>', file: table })).toEqual({
      ok: true,
    })
    expect(await buildPackage(world.worker, { itemId: id })).toEqual({ ok: true })
    const files = await unzip(await packageOf(requestId))
    expect(files.get('by-hand/paper-archive.csv')?.toString()).toBe('year,what\n2019,order\n2020,order\n')
    const page = files.get('index.html')?.toString() ?? ''
    expect(page).toContain('Paper archive')
    expect(page).toContain('Two orders &lt;b&gt;')
    expect(page).toContain('proof of orders')
    const data = JSON.parse(files.get('data.json')?.toString() ?? '{}')
    expect(data.byHand).toMatchObject([{ system: 'Paper archive', records: 2, file: 'by-hand/paper-archive.csv' }])
    const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '{}')
    expect(manifest.files.map(({ name }: { name: string }) => name)).toContain('by-hand/paper-archive.csv')
  })

  it('is not built for whoever it is, where who asks is doubted again before the colleague answered', async () => {
    const { requestId } = await person(['access'])
    const { id, version } = await item(requestId, 'access')
    const { hash } = await world.db.plan.findFirstOrThrow({ where: { itemId: id } })
    const { approvePlan } = await import('@/lib/workflow/approve-plan')
    expect(await approvePlan(world.dpo, { itemId: id, version, hash })).toEqual({ ok: true })
    const { askIdentityAgain } = await import('@/lib/workflow/doubt-identity')
    const { commit } = await import('@/lib/workflow/commit-item')
    const { loadRequest } = await import('@/lib/workflow/load-case')
    const doubted = await commit(world.worker, requestId, async (tx, say) => {
      const request = await loadRequest(requestId)
      if (!request) throw new Error('no such request')
      await askIdentityAgain(tx, say, request, 'records-added')
      return {}
    })
    expect(doubted).toEqual({ ok: true })
    expect(await item(requestId, 'access')).toMatchObject({ status: 'waiting' })
    const { buildPackage } = await import('@/lib/workflow/build-package')
    expect(await buildPackage(world.worker, { itemId: id })).toEqual({ ok: false, reason: 'wrong-status' })
  })

  it('copy and deletion together are one search', async () => {
    const { requestId } = await person(['access', 'erasure'])
    expect(await tasks(requestId)).toHaveLength(1)
    expect(await answer(ann, 'find', requestId, { records: 1 })).toMatchObject({ ok: false, reason: 'copy-missing' })
  })
})

describe('whose task it is', () => {
  it('a colleague meets their own alone, and reading who it is about is on record', async () => {
    const { requestId, email } = await person(['erasure'])
    const { id: taskId } = await task(requestId, 'find')
    const { openTask } = await import('@/lib/workflow/open-task')
    expect(await openTask(bob, { taskId })).toMatchObject({ ok: false, reason: 'not-found' })
    expect(await openTask(world.auditor, { taskId })).toMatchObject({ ok: false })
    expect(await answer(bob, 'find', requestId, { result: 'nothing' })).toMatchObject({
      ok: false,
      reason: 'not-found',
    })
    expect(await answer(world.auditor, 'find', requestId, { result: 'nothing' })).toMatchObject({ ok: false })
    expect(await world.events(requestId)).not.toContain('by-hand.read')
    const opened = await openTask(ann, { taskId })
    expect(opened).toMatchObject({ ok: true, person: { identifiers: [{ kind: 'email', value: email }] } })
    expect(await world.events(requestId)).toContain('by-hand.read')
    const { readPersonalData } = await import('@/lib/workflow/read-personal-data')
    const input = { requestId, system: 'shop', dataset: 'customer' }
    expect(await readPersonalData(ann, input)).toMatchObject({ ok: false, reason: 'not-permitted' })
    const { deskRequest } = await import('@/lib/queries/desk-request')
    expect(await deskRequest(ann, requestId)).toBeNull()
    const { deskTasks } = await import('@/lib/queries/desk-tasks')
    expect((await deskTasks(bob)).open).toEqual([])
    expect((await deskTasks(ann)).open.map((one) => one.id)).toContain(taskId)
    expect((await deskTasks(world.auditor)).open.map((one) => one.id)).toContain(taskId)
  })

  it('what is no document is not taken, and the file is unreadable where it lies', async () => {
    const { requestId } = await person(['erasure'])
    const bytes = Buffer.from('Secret words of a person')
    const program = { name: 'x.pdf', bytes: Buffer.from([0x4d, 0x5a, 0, 1]) }
    const large = { name: 'x.txt', bytes: Buffer.alloc(10_000_001, 'a') }
    const given = { records: 1, note: 'Folder 12' }
    expect(await answer(ann, 'find', requestId, { ...given, file: program })).toMatchObject({
      reason: 'file-not-taken',
    })
    expect(await answer(ann, 'find', requestId, { ...given, file: large })).toMatchObject({ reason: 'file-too-large' })
    expect(await answer(ann, 'find', requestId, { ...given, file: { name: 'x.txt', bytes } })).toEqual({ ok: true })
    const { id, fileName, fileKind, noteEnc } = await task(requestId, 'find')
    expect(fileKind).toBe('txt')
    expect(noteEnc).not.toContain('Folder')
    const stored = readFileSync(path.join(process.env.HABEAS_STORAGE_DIR ?? '', fileName ?? ''))
    expect(stored.includes('Secret')).toBe(false)
    const { openTaskFile } = await import('@/lib/workflow/open-task')
    const read = await openTaskFile(world.agent, { taskId: id })
    expect(read.ok && read.file.bytes.toString()).toBe('Secret words of a person')
    const { sweepStorage } = await import('@/lib/workflow/sweep-storage')
    await (await import('@/lib/platform/clock')).moveClock('P3D')
    expect(await sweepStorage()).toBe(0)
  })
})

it('who is late is reminded the day after and every four days; the third time the DPO is told', async () => {
  const { requestId } = await person(['erasure'])
  const { moveClock } = await import('@/lib/platform/clock')
  const { chaseTasks } = await import('@/lib/workflow/chase-tasks')
  const late = async (days: number) => {
    moveClock(`P${days}D`)
    await chaseTasks(world.worker)
    await chaseTasks(world.worker)
    return (await task(requestId, 'find')).chasers
  }
  expect([await late(5), await late(6), await late(9), await late(10), await late(14)]).toEqual([0, 1, 1, 2, 3])
  const kinds = await world.db.letter.findMany({
    where: { requestId, kind: { in: ['task-overdue', 'task-escalated'] } },
    orderBy: { kind: 'asc' },
  })
  expect(kinds.map(({ kind }) => kind)).toEqual(['task-escalated', 'task-overdue', 'task-overdue', 'task-overdue'])
  moveClock(null)
  smtp.mails.length = 0
  await sendAll()
  const escalated = smtp.mails.find(({ recipients }) => recipients.includes('dpo@shop.example'))
  expect(escalated?.text).toContain(`${OWNER} was reminded 3 times`)
  expect((await world.events(requestId)).filter((event) => event === 'by-hand.chased')).toHaveLength(3)
  await answer(ann, 'find', requestId, { result: 'nothing' })
  expect(await late(30)).toBe(3)
})
