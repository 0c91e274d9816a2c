// A mail server for development and tests: it accepts everything, delivers nothing, and shows what came in a small inbox.
import http from 'node:http'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { inboxPage, mailPage } from './mail-inbox.mjs'

const KEPT = 500

async function toMail(raw, session, id) {
  const parsed = await PostalMime.parse(raw)
  return {
    id,
    at: new Date().toISOString(),
    envelope: {
      from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
      to: session.envelope.rcptTo.map((one) => one.address),
    },
    from: parsed.from ?? null,
    to: parsed.to ?? [],
    cc: parsed.cc ?? [],
    bcc: parsed.bcc ?? [],
    subject: parsed.subject ?? '',
    messageId: parsed.messageId ?? '',
    headers: parsed.headers,
    text: parsed.text ?? '',
    html: parsed.html ?? '',
    attachments: parsed.attachments.map((one) => ({
      filename: one.filename,
      mimeType: one.mimeType,
      bytes: one.content.byteLength,
    })),
  }
}

function smtp(state) {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: 25 * 1024 * 1024,
    disableReverseLookup: true,
    onConnect(_session, done) {
      done(state.down ? Object.assign(new Error('Service not available'), { responseCode: 421 }) : undefined)
    },
    onData(stream, session, done) {
      const chunks = []
      stream.on('data', (chunk) => chunks.push(chunk))
      stream.on('error', done)
      stream.on('end', () => {
        toMail(Buffer.concat(chunks), session, ++state.last).then((mail) => {
          state.mails.push(mail)
          if (state.mails.length > KEPT) state.mails.shift()
          done()
        }, done)
      })
    },
  })
}

const PAGE_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self' about:; base-uri 'none'; form-action 'self'"

function send(response, status, type, body) {
  response.writeHead(status, {
    'content-type': type,
    'content-security-policy': PAGE_CSP,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  })
  response.end(body)
}

/** Sign-in links lie here: a foreign site must not reach them by a name that it points at 127.0.0.1. */
const localName = (request) =>
  /^(localhost|127\.0\.0\.1|\[::1\]|mail|mailcatcher)(:\d+)?$/.test(request.headers.host ?? '')

function answer(state, request, response) {
  if (!localName(request)) return send(response, 421, 'text/plain', 'Only for this machine.')
  const { pathname } = new URL(request.url, 'http://localhost')
  const json = (value) => send(response, 200, 'application/json', JSON.stringify(value))
  if (request.method === 'GET' && pathname === '/')
    return send(response, 200, 'text/html; charset=utf-8', inboxPage(state.mails))
  if (request.method === 'GET' && pathname === '/api/mails') return json(state.mails)
  if (request.method === 'DELETE' && pathname === '/api/mails') {
    state.mails.length = 0
    return json({ ok: true })
  }
  // For tests of a mail server that is away.
  if (request.method === 'POST' && (pathname === '/api/down' || pathname === '/api/up')) {
    state.down = pathname === '/api/down'
    return json({ down: state.down })
  }
  const mail = state.mails.find((one) => pathname === `/mail/${one.id}`)
  if (mail && request.method === 'GET') return send(response, 200, 'text/html; charset=utf-8', mailPage(mail))
  return send(response, 404, 'text/plain', 'Nothing here.')
}

const listen = (server, port, host) =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve())
  })

/** Ports 0: any free ones. `mails` grows as mails come in. */
export async function startMailCatcher({ smtpPort = 0, webPort = 0, host = '127.0.0.1' } = {}) {
  const state = { mails: [], last: 0, down: false }
  const mailServer = smtp(state)
  mailServer.on('error', () => {}) // a client that hangs up in the middle
  await listen(mailServer.server, smtpPort, host)
  const webServer = http.createServer((request, response) => answer(state, request, response))
  await listen(webServer, webPort, host)
  return {
    mails: state.mails,
    smtpUrl: `smtp://127.0.0.1:${mailServer.server.address().port}`,
    webUrl: `http://localhost:${webServer.address().port}`,
    close: async () => {
      webServer.closeAllConnections()
      await Promise.all([new Promise((done) => webServer.close(done)), new Promise((done) => mailServer.close(done))])
    },
  }
}

if (import.meta.main) {
  const host = process.env.HOST ?? '127.0.0.1'
  const catcher = await startMailCatcher({ smtpPort: 2525, webPort: 8025, host })
  console.log(`Mail catcher: ${catcher.webUrl} (SMTP on port 2525)`)
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => void catcher.close().then(() => process.exit(0)))
}
