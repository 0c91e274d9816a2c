import { expect, test } from 'vitest'
import { submitted, verbs, world } from './handing-in'
import { tokenIn } from './intake-world'

const { correctAddress } = await import('@/lib/workflow/correct-address')
const { mintStaff } = await import('@/lib/auth/mint-staff')
const staff = (role: string) => mintStaff({ id: '0196f7a4-0000-7000-8000-000000000009', name: role, role })
const mailbox = (address: string) => ({ address, normalised: address })
const versionOf = async (id: string) => (await world.db.subjectRequest.findUniqueOrThrow({ where: { id } })).version
const correct = async (requestId: string, address: string, role = 'agent') =>
  correctAddress(staff(role), { requestId, version: await versionOf(requestId), email: mailbox(address) })

test('the new mailbox confirms, the old one cannot any more, and the record does not name them', async () => {
  const { requestId } = await submitted({ email: 'typo@example.org' })
  await world.sendAll()
  const old = tokenIn(world.smtp.mails, 'confirm')
  expect(await correct(requestId, 'typed.right@example.org')).toEqual({ ok: true })
  expect(await verbs.confirmEmail(verbs.actor, { token: old })).toEqual({ ok: false, reason: 'link-gone' })
  world.smtp.mails.length = 0
  await verbs.sendLinkAgain(verbs.actor, { email: mailbox('typo@example.org') })
  await world.sendAll()
  expect(world.smtp.mails.map(({ recipients }) => recipients)).toEqual([['typed.right@example.org']])
  const token = tokenIn(world.smtp.mails, 'confirm')
  expect(await verbs.confirmEmail(verbs.actor, { token })).toMatchObject({ ok: true })
  const entries = await world.db.ledgerEntry.findMany({ where: { requestId, event: 'request.address-corrected' } })
  expect(entries.map(({ actor }) => actor)).toEqual([`staff:${staff('agent').userId}`])
  expect(entries[0]?.body).not.toContain('typed')
})

test('what came back or waits for the old mailbox never leaves', async () => {
  const { requestId } = await submitted({ email: 'bounces@example.org' })
  const { id } = await world.db.letter.findFirstOrThrow({ where: { requestId } })
  world.smtp.control.refuse = 550
  await verbs.sendLetter(verbs.worker, { letterId: id })
  world.smtp.control.refuse = null
  await verbs.sendLinkAgain(verbs.actor, { email: mailbox('bounces@example.org') })
  expect(await correct(requestId, 'arrives@example.org', 'dpo')).toEqual({ ok: true })
  const { resendLetter } = await import('@/lib/workflow/resend-letter')
  expect(await resendLetter(staff('agent'), { letterId: id })).toEqual({ ok: false, reason: 'wrong-status' })
  await world.sendAll()
  expect(world.smtp.mails.map(({ recipients }) => recipients)).toEqual([['arrives@example.org']])
})

test('only who may, what they saw, and before the mailbox is confirmed', async () => {
  const { requestId } = await submitted()
  expect(await correct(requestId, 'other@example.org', 'auditor')).toEqual({ ok: false, reason: 'not-permitted' })
  const version = await versionOf(requestId)
  const both = await Promise.all(
    ['one@example.org', 'two@example.org'].map((address) =>
      correctAddress(staff('agent'), { requestId, version, email: mailbox(address) }),
    ),
  )
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, reason: 'conflict' })
  await world.sendAll()
  await verbs.confirmEmail(verbs.actor, { token: tokenIn(world.smtp.mails, 'confirm') })
  expect(await correct(requestId, 'late@example.org')).toEqual({ ok: false, reason: 'wrong-status' })
})

test('three mails a day to one address hold for colleagues too', async () => {
  const { requestId } = await submitted()
  for (const _ of [1, 2, 3]) expect(await correct(requestId, 'flooded.here@example.org')).toEqual({ ok: true })
  expect(await correct(requestId, 'flooded.here@example.org')).toEqual({ ok: false, reason: 'too-many-requests' })
})
