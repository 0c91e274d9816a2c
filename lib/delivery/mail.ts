// One mail to one mailbox. Retries are the queue's; here a failure only gets its class, never the server's words, which
// quote addresses.
import nodemailer from 'nodemailer'
import { parseEmail } from '../domain/contact-address'
import { type Outcome, refuse } from '../domain/outcome'
import { env } from '../platform/env'

export type Mail = { to: string; subject: string; text: string; html: string; messageId: string }

export const mailFailures = [
  'server-unreachable',
  'sign-in-refused',
  'refused-for-now',
  'recipient-refused',
  'message-refused',
  'unknown',
] as const
export type MailFailure = (typeof mailFailures)[number]

/** Trying again changes nothing. */
export const isFinal = (failure: MailFailure): boolean =>
  failure === 'recipient-refused' || failure === 'message-refused'

const TIMEOUT_MILLISECONDS = 15_000

const makeTransport = () =>
  nodemailer.createTransport({
    url: env().SMTP_URL,
    pool: true,
    maxConnections: 3,
    connectionTimeout: TIMEOUT_MILLISECONDS,
    greetingTimeout: TIMEOUT_MILLISECONDS,
    socketTimeout: 2 * TIMEOUT_MILLISECONDS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })

let transport: ReturnType<typeof makeTransport> | undefined

/** @throws RangeError where `to` is not exactly one address: the envelope is built from it and from nothing else. */
export async function sendMail(mail: Mail): Promise<Outcome<object, MailFailure>> {
  const recipient = parseEmail(mail.to)
  if (!recipient.ok) throw new RangeError('a mail needs exactly one recipient')
  const { address } = recipient.value
  const from = env().MAIL_FROM
  transport ??= makeTransport()
  try {
    await transport.sendMail({
      from,
      to: { name: '', address },
      envelope: { from: senderAddress(from), to: [address] },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: mail.messageId,
      // Holiday notices and other robots stay silent (RFC 3834).
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    return { ok: true }
  } catch (error) {
    return refuse(failureClass(error))
  }
}

const senderAddress = (from: string): string => /<([^<>]+)>$/.exec(from)?.[1] ?? from

function failureClass(error: unknown): MailFailure {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  if (code === 'EAUTH') return 'sign-in-refused'
  if (typeof responseCode === 'number') {
    if (responseCode < 500) return 'refused-for-now'
    return code === 'EENVELOPE' ? 'recipient-refused' : 'message-refused'
  }
  const unreachable = ['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ECONNREFUSED', 'ECONNRESET', 'ETLS', 'EPROTOCOL']
  return typeof code === 'string' && unreachable.includes(code) ? 'server-unreachable' : 'unknown'
}

/** Ends the connections, at the end of a process or of a test. */
export function closeMail(): void {
  transport?.close()
  transport = undefined
}
