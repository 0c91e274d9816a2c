// Upload by PUT to a receiver that gave a token. A request that does not come to its end leaves nothing there, so no
// temporary name is needed; no redirect is followed, since the token is for this server alone.
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Agent, type RequestOptions, request } from 'node:https'
import { connect, type TLSSocket } from 'node:tls'
import type { CarrierProblem, FileToDeliver, HttpsUploadConfig, Patience, Receipt, VerifiedBy } from './carrier'
import { CarrierFailure, tlsProblem } from './carrier-failure'
import { outgoing, type Watch } from './place-file'
import { certificateFingerprint, type SeenCertificate, seenCertificate, tlsTo } from './tls-server'

type Upload = { agent: Agent; config: HttpsUploadConfig; patience: Patience; seen: { fingerprint: string } }
type Sent = Pick<Receipt, 'files' | 'fingerprint'>

export function openUpload(config: HttpsUploadConfig, patience: Patience) {
  const { hostname } = new URL(config.url)
  const open = <T>(act: (upload: Upload) => Promise<T>): Promise<T> => {
    const agent = new Agent({
      keepAlive: true,
      maxSockets: 1,
      maxCachedSessions: 0,
      ...tlsTo(bare(hostname), config.ca),
    })
    return act({ agent, config, patience, seen: { fingerprint: '' } }).finally(() => agent.destroy())
  }
  return {
    check: () =>
      open(async (upload) => {
        const { statusCode } = await ask(upload, 'HEAD', upload.config.url)
        if (statusCode === 401 || statusCode === 403) throw new CarrierFailure('sign-in-refused')
        return { fingerprint: upload.seen.fingerprint }
      }),
    send: (files: FileToDeliver[], watch: Watch & { into?: string }) =>
      open(async (upload): Promise<Sent> => {
        const placed: Receipt['files'] = []
        for (const file of files) {
          const { name, bytes, sha256 } = file
          const url = addressOf(config.url, watch.into, name)
          placed.push({ name, bytes, sha256, verifiedBy: await place(upload, url, file, watch) })
        }
        return { files: placed, fingerprint: upload.seen.fingerprint }
      }),
  }
}

/** Only looks: not a byte of HTTP is sent. */
export function seeHttpsCertificate({ url, ca }: Omit<HttpsUploadConfig, 'secret'>, patience: Patience) {
  const { hostname, port } = new URL(url)
  return new Promise<SeenCertificate>((resolve, reject) => {
    const socket = connect({ ...tlsTo(bare(hostname), ca), port: Number(port || 443), rejectUnauthorized: false })
    const end = (act: () => void) => {
      act()
      socket.destroy()
    }
    socket.setTimeout(patience.connectMs, () => end(() => reject(new CarrierFailure('unreachable'))))
    socket.once('secureConnect', () => end(() => resolve(seenCertificate(socket))))
    socket.on('error', (error) => end(() => reject(new CarrierFailure(tlsProblem(error)))))
  })
}

const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, '')

function addressOf(base: string, into: string | undefined, name: string): string {
  const url = new URL(base)
  url.pathname = [url.pathname.replace(/\/+$/, ''), ...(into === undefined ? [] : [into]), name].join('/')
  return url.href
}

async function place(upload: Upload, url: string, file: FileToDeliver, watch: Watch): Promise<VerifiedBy> {
  const there = await whatIsThere(upload, url, file)
  if (there === 'other') throw new CarrierFailure('name-taken')
  if (there !== 'nothing' && there !== 'untold') return there
  const { statusCode = 0 } = await put(upload, url, file, watch)
  if (statusCode < 200 || statusCode > 299) return afterRefusal(upload, url, file, statusCode)
  const found = await whatIsThere(upload, url, file)
  if (found === 'other') throw new CarrierFailure('not-verified')
  return found === 'nothing' || found === 'untold' ? 'answer' : found
}

/** Somebody, perhaps we, had this name in the meantime: the same file is ours. */
async function afterRefusal(upload: Upload, url: string, file: FileToDeliver, status: number): Promise<VerifiedBy> {
  if (status !== 409 && status !== 412) throw new CarrierFailure(statusProblem(status))
  const found = await whatIsThere(upload, url, file)
  if (found === 'digest' || found === 'read-back') return found
  throw new CarrierFailure('name-taken')
}

function statusProblem(status: number): CarrierProblem {
  if (status === 401 || status === 403) return 'sign-in-refused'
  if (status === 404 || status === 410) return 'folder-missing'
  if (status === 507 || status === 413) return 'disk-full'
  return status >= 500 || status === 408 || status === 429 ? 'receiver-failed' : 'receiver-refused'
}

/** By the receiver's own digest (RFC 9530), else by reading back, else by its size. */
async function whatIsThere(
  upload: Upload,
  url: string,
  file: FileToDeliver,
): Promise<VerifiedBy | 'other' | 'nothing' | 'untold'> {
  const head = await ask(upload, 'HEAD', url)
  if (head.statusCode === 401) throw new CarrierFailure('sign-in-refused')
  if (head.statusCode === 404) return 'nothing'
  if (head.statusCode !== 200) return 'untold'
  const digest = /sha-256=:([A-Za-z0-9+/=]+):/.exec(String(head.headers['repr-digest'] ?? ''))?.[1]
  if (digest) return digest === base64(file.sha256) ? 'digest' : 'other'
  const length = head.headers['content-length']
  if (length !== undefined && Number(length) !== file.bytes) return 'other'
  const back = await readBack(upload, url, file.bytes)
  if (back !== null) return back === file.sha256 ? 'read-back' : 'other'
  return length === undefined ? 'untold' : 'size'
}

/** Null where the receiver does not give it out. */
async function readBack(upload: Upload, url: string, bytes: number): Promise<string | null> {
  const answer = await open(upload, 'GET', url)
  if (answer.statusCode !== 200) {
    answer.destroy()
    return null
  }
  const hash = createHash('sha256')
  let seen = 0
  try {
    for await (const chunk of answer) {
      hash.update(chunk as Buffer)
      seen += (chunk as Buffer).length
      if (seen > bytes) break
    }
  } catch {
    throw new CarrierFailure('cut')
  }
  return hash.digest('hex')
}

const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64')

async function put(upload: Upload, url: string, file: FileToDeliver, watch: Watch): Promise<IncomingMessage> {
  const ours = outgoing(file, null, watch)
  const digest = `sha-256=:${base64(file.sha256)}:`
  const headers = {
    'content-type': 'application/octet-stream',
    'content-length': file.bytes,
    'content-digest': digest,
    'repr-digest': digest,
    'if-none-match': '*',
  }
  const answer = await open(upload, 'PUT', url, { headers, body: ours.stream, unfit: () => ours.unfit })
  answer.resume()
  return answer
}

async function ask(upload: Upload, method: 'HEAD', url: string): Promise<IncomingMessage> {
  const answer = await open(upload, method, url)
  answer.resume()
  return answer
}

type Body = {
  headers: Record<string, string | number>
  body: NodeJS.ReadableStream
  unfit: () => CarrierProblem | null
}

function open({ agent, config, patience, seen }: Upload, method: string, url: string, sent?: Body) {
  const headers = { authorization: `Bearer ${config.secret.token}`, ...sent?.headers }
  const options: RequestOptions = { agent, method, headers }
  return new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request(url, options, (answer) => {
      clearTimeout(late)
      resolve(answer)
    })
    let joined = false
    const fail = (problem: CarrierProblem) => {
      clearTimeout(late)
      reject(new CarrierFailure(sent?.unfit() ?? problem))
      asked.destroy()
    }
    const late = setTimeout(() => joined || fail('unreachable'), patience.connectMs)
    asked.once('socket', (socket) => {
      const met = () => {
        joined = true
        seen.fingerprint ||= certificateFingerprint(socket as TLSSocket)
      }
      if ((socket as TLSSocket).getPeerCertificate()?.fingerprint256) met()
      else socket.once('secureConnect', met)
    })
    asked.setTimeout(patience.stallMs, () => fail('stalled'))
    asked.on('error', (error) => fail(joined ? 'cut' : tlsProblem(error)))
    if (!sent) return void asked.end()
    sent.body.pipe(asked, { end: false })
    // Without its last piece the request has not come to its end, and must not.
    sent.body.once('end', () => (sent.unfit() ? fail('cut') : asked.end()))
  })
}
