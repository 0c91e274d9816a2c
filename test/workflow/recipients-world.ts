// The shop, with three recipients: one that is written to, one whom a colleague tells, and one of the invoices alone.
import { mailServer } from '../intake/intake-world'
import { approvedErasure, office } from './office'
import { customer, customerRows, invoice, shopMap } from './shop'

export const POST = 'privacy@post.example'

export async function recipientsWorld() {
  const smtp = await mailServer()
  const world = await office({ SMTP_URL: smtp.url })
  const changed = [
    { ...customer, recipients: ['Post Ltd', 'Auditors'] },
    { ...invoice, recipients: ['Tax authorities'] },
  ]
  const document = {
    ...shopMap,
    recipients: [{ key: 'post', name: 'Post Ltd', email: POST, language: 'en' }],
    datasets: shopMap.datasets.map((one) => changed.find(({ key }) => key === one.key) ?? one),
  }
  await world.db.dataMapVersion.create({ data: { version: 2, document, checksum: 'recipients' } })
  const { publicActorOf } = await import('@/lib/auth/mint-public')
  const { sendLetter } = await import('@/lib/workflow/send-letter')
  const { readNotice } = await import('@/lib/workflow/read-notice')
  const { acknowledgeNotice } = await import('@/lib/workflow/acknowledge-notice')
  const { recordNotice } = await import('@/lib/workflow/record-notice')
  const { closeMail } = await import('@/lib/delivery/mail')
  let number = 900
  const notice = (requestId: string, recipient = 'Post Ltd') =>
    world.db.recipientNotice.findFirstOrThrow({ where: { requestId, recipient } })
  return {
    ...{ world, smtp, notice },
    anybody: publicActorOf(null),
    notices: (requestId: string) =>
      world.db.recipientNotice.findMany({ where: { requestId }, orderBy: { recipient: 'asc' } }),
    /** Erased, answered; what the queue would send waits for `sendAll`. */
    erased: async () => {
      number += 1
      const email = `person${number}@shop.example`
      await world.shop.query(customerRows(number, email))
      const requestId = await world.submit(email, ['erasure'])
      await approvedErasure(world, requestId)
      const thrown = await world.drain(['send-letter'])
      if (thrown.length > 0) throw thrown[0]
      return { requestId, email, number }
    },
    /** What is thrown is what the queue repeats. */
    sendAll: async () => {
      const waiting = await world.db.letter.findMany({ where: { status: 'waiting' }, orderBy: { createdAt: 'asc' } })
      const results = await Promise.allSettled(waiting.map(({ id }) => sendLetter(world.worker, { letterId: id })))
      return results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    },
    /** Of the newest mail to the recipient. */
    token: (): string => {
      const mail = smtp.mails.findLast(({ recipients }) => recipients.includes(POST))
      return /\/recipients\/([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? ''
    },
    read: (token: string) => readNotice(publicActorOf(null), { token }),
    answer: (token: string, answer: 'done' | 'cannot' = 'done', reason = '') =>
      acknowledgeNotice(publicActorOf(null), { token, answer, reason }),
    record: async (
      actor: typeof world.dpo,
      requestId: string,
      result: 'told-by-hand' | 'impossible',
      note: string,
      recipient = 'Auditors',
    ) => {
      const { id, version } = await notice(requestId, recipient)
      return recordNotice(actor, { noticeId: id, version, result, note })
    },
    end: async () => {
      closeMail()
      await world.end()
      await smtp.down()
    },
  }
}
