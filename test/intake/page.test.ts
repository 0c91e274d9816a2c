import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { code, confirmed, verbs, world } from './handing-in'
import { tokenIn } from './intake-world'

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
  const { collectPackage } = await import('@/lib/workflow/collect-package')
  const { todoRequests } = await import('@/lib/queries/desk-todo')
  const { store, storagePath } = await import('@/lib/platform/storage')
  const { Readable } = await import('node:stream')
  const email = 'disowned@example.org'
  const { requestId, token, linkId } = await confirmed({ rights: ['access'], email })
  const storageName = await store(Readable.from([Buffer.from('sealed')]))
  const item = await world.db.requestItem.findFirstOrThrow({ where: { requestId } })
  await world.db.requestItem.update({ where: { id: item.id }, data: { status: 'done', outcome: 'provided' } })
  const row = { requestId, itemId: item.id, storageName, sha256: 'x', bytes: 6n, rows: 1, builtAt: new Date() }
  await world.db.accessPackage.create({ data: { ...row, expiresAt: new Date(Date.now() + 60_000) } })
  const opened = verbs.subjectActorOf({ linkId, requestId }, verbs.signSession({ linkId, requestId }))
  const notMe = tokenIn(world.smtp.mails, 'not-me')
  expect(await verbs.disownRequest(verbs.actor, { token: notMe })).toEqual({ ok: true, rights: [] })
  world.smtp.mails.length = 0
  expect(await verbs.sendLinkAgain(verbs.actor, { email: { address: email, normalised: email } })).toEqual({ ok: true })
  await world.sendAll()
  expect(world.smtp.mails).toEqual([])
  expect(await verbs.sendFollowCode(verbs.actor, { token, purpose: 'open-page' })).toMatchObject({ ok: false })
  expect(await collectPackage(opened, { requestId, code: '123456' })).toEqual({ ok: false, reason: 'not-found' })
  expect(existsSync(storagePath(storageName))).toBe(false)
  const dpo = { kind: 'staff', userId: crypto.randomUUID(), name: 'Ana', role: 'dpo' } as never
  const stuck = await world.db.$queryRaw<{ request_id: string }[]>(todoRequests('stuck', dpo))
  expect(stuck.map((one) => one.request_id)).toContain(requestId)
})
