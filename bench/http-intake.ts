// Requests accepted over HTTP by the production build, with every safeguard on the way (schema, rate limits in the
// database, encryption, evidence, the letter with its link), beside a bare server that writes the same bytes into a row.
import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import autocannon from 'autocannon'
import { serveBareIntake } from './support/bare-intake'
import { inTurns, median, report } from './support/measure'

const CONNECTIONS = 10
const AMOUNT = 400
const SECONDS_AT_MOST = 60
const ROUNDS = 5
const RIVAL_PER_SECOND = 38
const LIMIT = 12

function body(): string {
  const id = randomUUID()
  return JSON.stringify({
    rights: ['access', 'erasure'],
    name: `Camille Lefèvre ${id.slice(0, 4)}`,
    email: `${id}@example.org`,
    message: 'Please send me what you hold about me, and then delete it. '.repeat(4),
    identifiers: { 'account-number': `P-${id.slice(0, 8)}` },
    locale: 'en',
    submissionKey: id,
  })
}

/** Milliseconds for a thousand requests. @throws where one of them was not accepted: a refusal would be quick. */
async function fire(url: string): Promise<number> {
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    amount: AMOUNT,
    timeout: SECONDS_AT_MOST,
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        setupRequest: (request) => ({ ...request, body: body() }),
      },
    ],
  })
  const accepted = result.statusCodeStats?.['201']?.count ?? 0
  if (accepted !== AMOUNT)
    throw new Error(`${accepted} of ${AMOUNT} accepted: ${JSON.stringify(result.statusCodeStats)}`)
  return ((result.finish.getTime() - result.start.getTime()) / AMOUNT) * 1000
}

async function bareServer(): Promise<{ url: string; child: ChildProcess }> {
  const child = fork(process.argv[1] ?? '', [], { env: { ...process.env, BARE_INTAKE: '1' } })
  const port = await new Promise((resolve) => child.once('message', resolve))
  return { url: `http://127.0.0.1:${port}/`, child }
}

async function main(): Promise<void> {
  const base = process.env.BASE_URL
  if (!base) throw new Error('BASE_URL is not set: run it as npm run bench http-intake')
  const { url, child } = await bareServer()
  const turns = await inTurns(
    { ours: () => fire(new URL('/api/requests', base).href), theirs: () => fire(url) },
    ROUNDS,
    2,
  )
  child.kill()
  const perSecond = 1_000_000 / median(turns.ours)
  report({
    name: 'http-intake',
    claim: 'a thousand requests accepted over HTTP',
    turns,
    limit: LIMIT,
    notes: [
      `${perSecond.toFixed(0)} requests/s over ${CONNECTIONS} connections, ${(perSecond / RIVAL_PER_SECOND).toFixed(1)} times the ${RIVAL_PER_SECOND}/s to beat`,
    ],
  })
}

if (process.env.BARE_INTAKE) await serveBareIntake()
else await main()
