import { existsSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { codeIn, intakeWorld, tokenIn } from './intake-world'

let world: Awaited<ReturnType<typeof intakeWorld>>
let verbs: Awaited<ReturnType<typeof load>>

async function load() {
  const { submitRequest } = await import('@/lib/workflow/submit-request')
  const { confirmEmail } = await import('@/lib/workflow/confirm-email')
  const { sendFollowCode } = await import('@/lib/workflow/send-follow-code')
  const { checkFollowCode } = await import('@/lib/workflow/check-follow-code')
  const { withdrawRequest } = await import('@/lib/workflow/withdraw-request')
  const { sendLetter } = await import('@/lib/workflow/send-letter')
  const { expire } = await import('@/lib/workflow/expire')
  const { publicActorOf } = await import('@/lib/auth/public-actor')
  const { signSession, subjectActorOf } = await import('@/lib/auth/subject-session')
  const { workerActor } = await import('@/lib/auth/worker-actor')
  const { followPage } = await import('@/lib/queries/follow-page')
  const { submitRequest: schema } = await import('@/lib/schemas/submit-request')
  return {
    submit: async (email: string, rights: ('access' | 'erasure')[] = ['access', 'erasure']) => {
      const input = { rights, name: 'Joana Marques', email, message: '', locale: 'en' as const }
      const done = await submitRequest(publicActorOf(null), schema.parse(input))
      if (!done.ok) throw new Error(done.reason)
      return done
    },
    ...{ confirmEmail, sendFollowCode, checkFollowCode, withdrawRequest, sendLetter, expire, followPage },
    ...{ signSession, subjectActorOf, actor: publicActorOf(null), worker: workerActor() },
  }
}

beforeAll(async () => {
  world = await intakeWorld()
  verbs = await load()
})
afterAll(() => world?.end())
beforeEach(async () => {
  await world.sendAll()
  world.smtp.mails.length = 0
})

let count = 0
/** A confirmed request and the token of its page. */
async function confirmed(rights?: ('access' | 'erasure')[]) {
  const { requestId } = await verbs.submit(`joana.${++count}@example.org`, rights)
  await world.sendAll()
  await verbs.confirmEmail(verbs.actor, { token: tokenIn(world.smtp.mails, 'confirm') })
  await world.sendAll()
  const token = tokenIn(world.smtp.mails, 'follow')
  const link = await world.db.subjectLink.findFirstOrThrow({ where: { requestId, purpose: 'follow' } })
  return { requestId, token, linkId: link.id }
}
async function code(token: string) {
  await verbs.sendFollowCode(verbs.actor, { token, purpose: 'open-page' })
  await world.sendAll()
  return codeIn(world.smtp.mails)
}
const wrong = (right: string) => (right.startsWith('9') ? `1${right.slice(1)}` : `9${right.slice(1)}`)

test('link and code open the page; the code works once', async () => {
  const { token, requestId, linkId } = await confirmed()
  const right = await code(token)
  expect(await verbs.checkFollowCode(verbs.actor, { token, code: right })).toEqual({ ok: true, requestId, linkId })
  expect(await verbs.checkFollowCode(verbs.actor, { token, code: right })).toMatchObject({ reason: 'code-over' })
})

test('v5.0.0-6.6.3: five tries, also all at once; then the right code is worth nothing', async () => {
  const { token } = await confirmed()
  const right = await code(token)
  const tries = await Promise.all(
    Array.from({ length: 12 }, () => verbs.checkFollowCode(verbs.actor, { token, code: wrong(right) })),
  )
  expect(tries.filter((tried) => !tried.ok && tried.reason === 'code-wrong')).toHaveLength(4)
  expect(tries.filter((tried) => !tried.ok && tried.reason === 'code-over')).toHaveLength(8)
  expect(await verbs.checkFollowCode(verbs.actor, { token, code: right })).toMatchObject({ reason: 'code-over' })
  const again = await code(token)
  expect(await verbs.checkFollowCode(verbs.actor, { token, code: again })).toMatchObject({ ok: true })
})

test('v5.0.0-6.5.5: a code ends after ten minutes, and when a newer one is mailed', async () => {
  const { token, linkId } = await confirmed()
  const first = await code(token)
  const row = await world.db.oneTimeCode.findFirstOrThrow({ where: { linkId } })
  expect(row.expiresAt.getTime() - row.createdAt.getTime()).toBe(10 * 60_000)
  const second = await code(token)
  if (first !== second)
    expect(await verbs.checkFollowCode(verbs.actor, { token, code: first })).toMatchObject({ reason: 'code-wrong' })
  await world.db.oneTimeCode.updateMany({ where: { linkId }, data: { expiresAt: new Date(0) } })
  expect(await verbs.checkFollowCode(verbs.actor, { token, code: second })).toMatchObject({ reason: 'code-over' })
})

test('a code of another person’s link opens nothing', async () => {
  const one = await confirmed()
  const other = await confirmed()
  const right = await code(one.token)
  await code(other.token)
  const tried = await verbs.checkFollowCode(verbs.actor, { token: other.token, code: right })
  expect(tried).toMatchObject({ ok: false })
})

test('codes for one link have an end', async () => {
  const { token } = await confirmed()
  const asked = []
  for (let n = 0; n < 13; n++) asked.push(await verbs.sendFollowCode(verbs.actor, { token, purpose: 'open-page' }))
  expect(asked.filter(({ ok }) => ok)).toHaveLength(12)
  expect(asked.at(-1)).toEqual({ ok: false, reason: 'too-many-requests' })
})

test('the session is signed, bound to its link and request, and ends', async () => {
  const { requestId, linkId } = await confirmed()
  const cookie = verbs.signSession({ requestId, linkId })
  const level = (link: { requestId: string; linkId: string }, value?: string) => verbs.subjectActorOf(link, value).level
  expect(level({ requestId, linkId }, cookie)).toBe('code')
  expect(level({ requestId, linkId })).toBe('link')
  const other = await confirmed()
  expect(level(other, cookie)).toBe('link')
  expect(level({ requestId, linkId: other.linkId }, cookie)).toBe('link')
  expect(level({ requestId, linkId }, `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`)).toBe('link')
  const [a, b, until, mac] = cookie.split('.')
  expect(level({ requestId, linkId }, [a, b, Number(until) + 1, mac].join('.'))).toBe('link')
  expect(level({ requestId, linkId }, '')).toBe('link')
})

test('the page tells the person everything, and only to who gave a code', async () => {
  const { requestId, linkId } = await confirmed()
  const opened = verbs.subjectActorOf({ requestId, linkId }, verbs.signSession({ requestId, linkId }))
  const page = await verbs.followPage(opened)
  expect(page).toMatchObject({ status: 'identifying', items: [{ right: 'access' }, { right: 'erasure' }] })
  expect(page?.dueOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  expect(await verbs.followPage(verbs.subjectActorOf({ requestId, linkId }, undefined))).toBeNull()
})

test('one right is withdrawn, then the rest; what is not theirs is refused', async () => {
  const { requestId, linkId } = await confirmed()
  const other = await confirmed()
  const opened = verbs.subjectActorOf({ requestId, linkId }, verbs.signSession({ requestId, linkId }))
  const atTheDoor = verbs.subjectActorOf({ requestId, linkId }, undefined)
  expect(await verbs.withdrawRequest(atTheDoor, { requestId })).toMatchObject({ reason: 'not-permitted' })
  expect(await verbs.withdrawRequest(opened, { requestId: other.requestId })).toMatchObject({ reason: 'not-permitted' })
  expect(await verbs.withdrawRequest(opened, { requestId, right: 'erasure' })).toMatchObject({ rights: ['erasure'] })
  expect((await verbs.followPage(opened))?.status).toBe('identifying')
  const both = await Promise.all([
    verbs.withdrawRequest(opened, { requestId }),
    verbs.withdrawRequest(opened, { requestId }),
  ])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect((await verbs.followPage(opened))?.status).toBe('withdrawn')
  expect(await verbs.withdrawRequest(opened, { requestId })).toMatchObject({ reason: 'not-withdrawable' })
})

test('mail server down: the request stands and the letter waits; up again: the same Message-ID', async () => {
  await world.smtp.down()
  const { requestId } = await verbs.submit('patient@example.org')
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
  const { requestId } = await verbs.submit('moved@example.org')
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
  const { requestId } = await verbs.submit('back.again@example.org')
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
  const unconfirmed = await verbs.submit('silent@example.org')
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
  const { requestId } = await confirmed(['access'])
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

test('the address on file says “yes, mine”: identity is proven by it, once, and all goes there from then on', async () => {
  const { confirmOnFile, sealOnFileProof } = await import('@/lib/workflow/confirm-on-file')
  const { issueLink } = await import('@/lib/workflow/issue-link')
  const { openVault } = await import('@/lib/platform/request-vault')
  const { requestId, token: before } = await confirmed()
  const row = await world.db.subjectRequest.update({ where: { id: requestId }, data: { identity: 'waiting' } })
  const { id, url } = await issueLink(world.db, { requestId, purpose: 'on-file' })
  const token = url.split('/').at(-1) ?? ''
  // A link that does not say what it proves proves nothing.
  expect(await confirmOnFile(verbs.actor, { token })).toEqual({ ok: false, reason: 'link-gone' })
  const proof = {
    mailbox: { address: 'on.file@example.org', normalised: 'on.file@example.org' },
    identifiers: [{ kind: 'customer-number', value: '7' }],
  }
  await world.db.subjectLink.update({ where: { id }, data: { provesEnc: sealOnFileProof(openVault(row), id, proof) } })
  world.smtp.mails.length = 0
  expect(await confirmOnFile(verbs.actor, { token })).toMatchObject({ ok: true })
  expect(await confirmOnFile(verbs.actor, { token })).toEqual({ ok: false, reason: 'link-gone' })
  const request = await world.db.subjectRequest.findUniqueOrThrow({
    where: { id: requestId },
    include: { items: true },
  })
  expect(request).toMatchObject({ identity: 'proven', status: 'discovering' })
  expect(await world.jobs('discover-data')).toContainEqual({ requestId })
  const code = { token: before, purpose: 'open-page' as const }
  expect(await verbs.sendFollowCode(verbs.actor, code)).toEqual({ ok: false, reason: 'link-gone' })
  await world.sendAll()
  const page = tokenIn(world.smtp.mails, 'follow')
  expect(await verbs.sendFollowCode(verbs.actor, { ...code, token: page })).toEqual({ ok: true })
  await world.sendAll()
  expect(world.smtp.mails.map(({ recipients }) => recipients)).toEqual([
    ['on.file@example.org'],
    ['on.file@example.org'],
  ])
})

test('disowned: no new link opens it again, its package goes, and what was done stands at the desk', async () => {
  const { disownRequest } = await import('@/lib/workflow/disown-request')
  const { sendLinkAgain } = await import('@/lib/workflow/send-link-again')
  const { collectPackage } = await import('@/lib/workflow/collect-package')
  const { todoRequests } = await import('@/lib/queries/desk-todo')
  const { store, storagePath } = await import('@/lib/platform/storage')
  const { Readable } = await import('node:stream')
  const { requestId, token, linkId } = await confirmed(['access'])
  const email = `joana.${count}@example.org`
  const storageName = await store(Readable.from([Buffer.from('sealed')]))
  const item = await world.db.requestItem.findFirstOrThrow({ where: { requestId } })
  await world.db.requestItem.update({ where: { id: item.id }, data: { status: 'done', outcome: 'provided' } })
  const row = { requestId, itemId: item.id, storageName, sha256: 'x', bytes: 6n, rows: 1, builtAt: new Date() }
  await world.db.accessPackage.create({ data: { ...row, expiresAt: new Date(Date.now() + 60_000) } })
  const opened = verbs.subjectActorOf({ linkId, requestId }, verbs.signSession({ linkId, requestId }))
  const notMe = tokenIn(world.smtp.mails, 'not-me')
  expect(await disownRequest(verbs.actor, { token: notMe })).toEqual({ ok: true, rights: [] })
  world.smtp.mails.length = 0
  expect(await sendLinkAgain(verbs.actor, { email: { address: email, normalised: email } })).toEqual({ ok: true })
  await world.sendAll()
  expect(world.smtp.mails).toEqual([])
  expect(await verbs.sendFollowCode(verbs.actor, { token, purpose: 'open-page' })).toMatchObject({ ok: false })
  expect(await collectPackage(opened, { requestId, code: '123456' })).toEqual({ ok: false, reason: 'not-found' })
  expect(existsSync(storagePath(storageName))).toBe(false)
  const dpo = { kind: 'staff', userId: crypto.randomUUID(), name: 'Ana', role: 'dpo' } as never
  const stuck = await world.db.$queryRaw<{ request_id: string }[]>(todoRequests('stuck', dpo))
  expect(stuck.map((one) => one.request_id)).toContain(requestId)
})
