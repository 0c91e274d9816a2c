// The officer hears by mail what ended, what waits and what is overdue; over a real SMTP server.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { moveClock } from '@/lib/platform/clock'
import { mailServer } from '../intake/intake-world'
import { approvedErasure, type Office, office } from './office'
import { AFTER_ITS_END, customerRows } from './shop'

let smtp: Awaited<ReturnType<typeof mailServer>>
let world: Office
beforeAll(async () => {
  smtp = await mailServer()
  world = await office({ SMTP_URL: smtp.url })
  await world.shop.query(customerRows(1, 'ana@example.org') + customerRows(2, 'bea@example.org'))
  for (const email of ['ana@example.org', 'bea@example.org']) {
    await approvedErasure(world, await world.submit(email, ['erasure']))
    await world.drain()
  }
})
afterAll(async () => {
  const { closeMail } = await import('@/lib/delivery/mail')
  closeMail()
  await smtp.down()
  await world.end()
})
afterEach(() => moveClock(null))

const notice = async () => {
  const { sendHoldNotices } = await import('@/lib/workflow/send-hold-notices')
  return sendHoldNotices(world.worker)
}

it('says nothing while nothing ended', async () => {
  expect(await notice()).toEqual({ ok: true, sent: 0 })
  expect(smtp.mails).toEqual([])
})

it('says what ended and what waits, to the controller’s officer, without anybody’s data; once', async () => {
  const { endHolds } = await import('@/lib/workflow/end-holds')
  // One of the two has more than was left.
  await world.shop.query(
    `insert into shop.invoice values (29, 2, 'F-2-9', '2012-01-01', 'issued', 'Bea', '2 rue B', null, 5)`,
  )
  moveClock(AFTER_ITS_END)
  await endHolds(world.worker)
  expect(await world.drain()).toEqual([])
  smtp.control.refuse = 451
  await expect(notice()).rejects.toThrow('refused-for-now')
  smtp.control.refuse = null
  expect(await notice()).toEqual({ ok: true, sent: 1 })
  const [mail] = smtp.mails
  expect(mail?.recipients).toEqual(['dpo@shop.example'])
  expect(mail?.subject).toBe('Durées de conservation arrivées à terme')
  for (const words of [
    '3 enregistrements (1 plan de suite)',
    'décision : 1 plan de suite',
    'retard (3)',
    '/desk/retention',
  ])
    expect(mail?.text).toContain(words)
  expect(`${mail?.text}${mail?.html}`).not.toMatch(/ana|bea|HB-/i)
  // What ended is told once; what waits is told again the day after.
  moveClock('P8Y2M1D')
  await notice()
  expect(smtp.mails).toHaveLength(2)
  expect(smtp.mails[1]?.text).not.toContain('Effacés')
})
