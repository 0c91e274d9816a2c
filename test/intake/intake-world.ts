// What the intake's tests stand on: a product database with a small data map, and a real SMTP server that can go away.
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import type { DataMap } from '@/lib/domain/data-map/types'
import { productDatabase } from '../support/product-database'

export const map: DataMap = {
  format: 'habeas-data-map/1',
  organisation: { name: 'Tramontane', defaultController: 'tramontane-fr' },
  controllers: [
    {
      key: 'tramontane-fr',
      name: 'Tramontane SAS',
      relation: 'own',
      country: 'FR',
      timeZone: 'Europe/Paris',
      calendar: 'FR',
      dpo: { email: 'dpo@tramontane.example', name: 'Inès Roux' },
    },
  ],
  identifiers: [
    { key: 'email', label: { en: 'E-mail', fr: 'E-mail' }, normalise: 'email', asked: false },
    { key: 'customer-number', label: { en: 'Customer number', fr: 'Numéro client' }, normalise: 'upper', asked: true },
  ],
  systems: [],
  datasets: [],
  exempt: [],
}

export type ReceivedMail = {
  from: string
  recipients: string[]
  messageId: string
  subject: string
  text: string
  html: string
}

/** Listens until `down`; `up` brings it back on the same port. `refuse` answers every recipient with that code. */
export async function mailServer() {
  const mails: ReceivedMail[] = []
  const control: { refuse: number | null } = { refuse: null }
  const make = () =>
    new SMTPServer({
      authOptional: true,
      closeTimeout: 200,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo: (_address, _session, callback) =>
        callback(control.refuse ? Object.assign(new Error('no'), { responseCode: control.refuse }) : null),
      onData: async (stream, session, callback) => {
        const chunks: Buffer[] = []
        for await (const chunk of stream) chunks.push(chunk as Buffer)
        const parsed = await PostalMime.parse(Buffer.concat(chunks))
        const from = session.envelope.mailFrom
        mails.push({
          from: from ? from.address : '',
          recipients: session.envelope.rcptTo.map(({ address }) => address),
          messageId: parsed.messageId ?? '',
          subject: parsed.subject ?? '',
          text: parsed.text ?? '',
          html: parsed.html ?? '',
        })
        callback()
      },
    })
  let server = make()
  const listen = (port: number) =>
    new Promise<number>((resolve) => {
      const socket = server.listen(port, '127.0.0.1', () => resolve((socket.address() as { port: number }).port))
    })
  const port = await listen(0)
  return {
    mails,
    control,
    url: `smtp://127.0.0.1:${port}`,
    down: () => new Promise<void>((resolve) => server.close(() => resolve())),
    up: async () => {
      server = make()
      await listen(port)
    },
  }
}

export async function intakeWorld(environment: Record<string, string> = {}) {
  const smtp = await mailServer()
  const database = await productDatabase({ SMTP_URL: smtp.url, ...environment })
  const { db } = await import('@/lib/platform/db/client')
  const { closeMail } = await import('@/lib/delivery/mail')
  const { workerActor } = await import('@/lib/auth/worker-actor')
  const { sendLetter } = await import('@/lib/workflow/send-letter')
  await db.dataMapVersion.create({ data: { version: 1, document: map, checksum: 'test' } })
  return {
    smtp,
    db,
    /** What the queue's worker does, without its clock. */
    sendAll: async () => {
      const waiting = await db.letter.findMany({ where: { status: 'waiting' }, orderBy: { createdAt: 'asc' } })
      for (const { id } of waiting) await sendLetter(workerActor(), { letterId: id })
    },
    jobs: async (name: string) =>
      (
        await db.$queryRaw<{ data: Record<string, string> }[]>`
        SELECT data FROM pgboss.job WHERE name = ${name} AND state = 'created' ORDER BY created_on`
      ).map((row) => row.data),
    end: async () => {
      closeMail()
      await smtp.down()
      await database.drop()
    },
  }
}

/** The token of the newest mail's link for that purpose. */
export function tokenIn(mails: ReceivedMail[], purpose: string): string {
  const found = mails.toReversed().flatMap((mail) => {
    const match = new RegExp(`https?://[^\\s]+/${purpose}/([\\w-]{43})`).exec(mail.text)
    return match?.[1] ? [match[1]] : []
  })
  if (!found[0]) throw new Error(`no ${purpose} link was mailed`)
  return found[0]
}

export const codeIn = (mails: ReceivedMail[]): string => {
  const code = /^\s{4}(\d{3} \d{3})$/m.exec(mails.at(-1)?.text ?? '')?.[1]
  if (!code) throw new Error('no code was mailed')
  return code
}
