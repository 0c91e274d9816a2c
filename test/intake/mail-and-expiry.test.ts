import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { confirmed, submitted, verbs, world } from './handing-in'

test('mail server down: the request stands and the letter waits; up again: the same Message-ID', async () => {
  await world.smtp.down()
  const { requestId } = await submitted({ email: 'patient@example.org' })
  const waiting = await world.db.letter.findFirstOrThrow({ where: { requestId } })
  for (const _ of [1, 2])
    await expect(verbs.sendLetter(verbs.worker, { letterId: waiting.id })).rejects.toMatchObject({
      code: 'server-unreachable',
    })
  const down = await world.db.letter.findFirstOrThrow({ where: { requestId } })
  expect(down).toMatchObject({ status: 'waiting', attempts: 2, lastFailure: 'server-unreachable' })
  expect(down.textEnc).not.toBeNull()
  await world.smtp.up()
  expect(await verbs.sendLetter(verbs.worker, { letterId: waiting.id })).toEqual({ ok: true })
  expect(world.smtp.mails.map(({ messageId }) => messageId)).toEqual([waiting.messageId])
  expect(await verbs.sendLetter(verbs.worker, { letterId: waiting.id })).toMatchObject({ reason: 'nothing-to-send' })
  expect(world.smtp.mails).toHaveLength(1)
  expect(await world.jobs('send-letter')).toContainEqual({ letterId: waiting.id })
})

test('“later” is tried again; “never” is recorded and not tried again', async () => {
  const { requestId } = await submitted({ email: 'moved@example.org' })
  const { id } = await world.db.letter.findFirstOrThrow({ where: { requestId } })
  world.smtp.control.refuse = 451
  await expect(verbs.sendLetter(verbs.worker, { letterId: id })).rejects.toMatchObject({ code: 'refused-for-now' })
  world.smtp.control.refuse = 550
  expect(await verbs.sendLetter(verbs.worker, { letterId: id })).toEqual({ ok: false, reason: 'undeliverable' })
  world.smtp.control.refuse = null
  expect(await world.db.letter.findUnique({ where: { id } })).toMatchObject({
    status: 'undeliverable',
    lastFailure: 'recipient-refused',
    attempts: 2,
  })
  expect(await verbs.sendLetter(verbs.worker, { letterId: id })).toMatchObject({ reason: 'nothing-to-send' })
})

test('a letter that came back is sent again, or goes by post, by who may; the record says each once', async () => {
  const { resendLetter, recordPostedLetter } = await import('@/lib/workflow/resend-letter')
  const { mintStaff } = await import('@/lib/auth/mint-staff')
  const staff = (role: string) => mintStaff({ id: '0196f7a4-0000-7000-8000-000000000009', name: role, role })
  const { requestId } = await submitted({ email: 'back.again@example.org' })
  const { id, messageId } = await world.db.letter.findFirstOrThrow({ where: { requestId } })
  const letter = () => world.db.letter.findUniqueOrThrow({ where: { id } })
  const said = (event: string) => world.db.ledgerEntry.count({ where: { requestId, event } })
  expect(await resendLetter(staff('agent'), { letterId: id })).toEqual({ ok: false, reason: 'wrong-status' })
  world.smtp.control.refuse = 550
  const both = () => Promise.all([1, 2].map(() => verbs.sendLetter(verbs.worker, { letterId: id })))
  await both()
  expect(await said('letter.undeliverable')).toBe(1)
  world.smtp.control.refuse = null
  expect(await resendLetter(staff('auditor'), { letterId: id })).toEqual({ ok: false, reason: 'not-permitted' })
  expect(await recordPostedLetter(staff('agent'), { letterId: id })).toEqual({ ok: false, reason: 'letter-dropped' })
  const twice = await Promise.all([1, 2].map(() => resendLetter(staff('agent'), { letterId: id })))
  expect(twice.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await letter()).toMatchObject({ status: 'waiting', attempts: 0, lastFailure: null })
  expect(await world.jobs('send-letter')).toContainEqual({ letterId: id })
  await both()
  expect(world.smtp.mails.map((mail) => mail.messageId)).toContain(messageId)
  expect([await said('letter.resent'), await said('letter.sent')]).toEqual([1, 1])
  // An answer has no link in it: it may go by post.
  const answer = { kind: 'answer-access', status: 'undeliverable', textEnc: 'sealed' }
  await world.db.letter.update({ where: { id }, data: answer })
  expect(await recordPostedLetter(staff('agent'), { letterId: id })).toEqual({ ok: true })
  expect(await letter()).toMatchObject({ status: 'posted' })
  expect(await said('letter.posted')).toBe(1)
})

test('after a week without confirmation nothing of the person is left; a confirmed request stays', async () => {
  const unconfirmed = await submitted({ email: 'silent@example.org' })
  const { requestId } = await confirmed()
  const old = new Date(Date.now() - 8 * 86_400_000)
  await world.db.subjectRequest.updateMany({
    where: { id: { in: [unconfirmed.requestId, requestId] } },
    data: { receivedAt: old },
  })
  await world.db.subjectLink.updateMany({
    where: { requestId: unconfirmed.requestId },
    data: { expiresAt: new Date(0) },
  })
  await world.db.$executeRaw`INSERT INTO rate_limit VALUES ('old', 1, 1)`
  const before = await world.db.letter.findFirstOrThrow({ where: { requestId: unconfirmed.requestId } })
  await world.db.letter.update({ where: { id: before.id }, data: { status: 'waiting' } })
  expect(await verbs.expire(verbs.worker)).toMatchObject({ lapsed: 1, links: 1, counters: 1 })
  expect(await verbs.expire(verbs.worker)).toMatchObject({ lapsed: 0, links: 0, counters: 0 })
  const lapsed = await world.db.subjectRequest.findUniqueOrThrow({ where: { id: unconfirmed.requestId } })
  const gone = { wrappedKey: null, nameEnc: null, emailEnc: null, messageEnc: null, emailIndex: '', searchIndex: [] }
  expect(lapsed).toMatchObject({ status: 'lapsed', ...gone })
  expect(await world.db.subjectRequest.findUnique({ where: { id: requestId } })).toMatchObject({
    status: 'identifying',
  })
  // A mail that still waited does not leave any more.
  expect(await verbs.sendLetter(verbs.worker, { letterId: before.id })).toMatchObject({ reason: 'undeliverable' })
  const entry = await world.db.ledgerEntry.findFirst({ where: { event: 'request.lapsed' } })
  expect(entry?.requestId).toBe(unconfirmed.requestId)
})

test('a package goes when its time is over, file first', async () => {
  const { requestId } = await confirmed({ rights: ['access'] })
  const { store, storagePath } = await import('@/lib/platform/storage')
  const { Readable } = await import('node:stream')
  const storageName = await store(Readable.from([Buffer.from('sealed')]))
  const item = await world.db.requestItem.findFirstOrThrow({ where: { requestId } })
  const row = { requestId, itemId: item.id, storageName, sha256: 'x', bytes: 6n, rows: 1, builtAt: new Date() }
  const { id } = await world.db.accessPackage.create({ data: { ...row, expiresAt: new Date(Date.now() + 60_000) } })
  expect(await verbs.expire(verbs.worker)).toMatchObject({ packages: 0 })
  await world.db.accessPackage.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1000) } })
  // Two workers strike the same hour: it is written down once.
  await Promise.all([verbs.expire(verbs.worker), verbs.expire(verbs.worker)])
  expect(await world.db.ledgerEntry.count({ where: { requestId, event: 'package.expired' } })).toBe(1)
  expect(existsSync(storagePath(storageName))).toBe(false)
  expect((await world.db.accessPackage.findUniqueOrThrow({ where: { id } })).deletedAt).not.toBeNull()
})
