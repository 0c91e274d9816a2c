// A request is handed in, its mail arrives, its link is followed: what every test of the intake does.
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { RequestForm } from '@/lib/schemas/submit-request'
import { codeIn, intakeWorld, tokenIn } from './intake-world'

export let world: Awaited<ReturnType<typeof intakeWorld>>
export let verbs: Awaited<ReturnType<typeof load>>

async function load() {
  const { publicActorOf } = await import('@/lib/auth/public-actor')
  const { workerActor } = await import('@/lib/auth/worker-actor')
  const { submitRequest: schema } = await import('@/lib/schemas/submit-request')
  return {
    ...(await import('@/lib/workflow/submit-request')),
    ...(await import('@/lib/workflow/confirm-email')),
    ...(await import('@/lib/workflow/open-follow-page')),
    ...(await import('@/lib/workflow/send-follow-code')),
    ...(await import('@/lib/workflow/check-follow-code')),
    ...(await import('@/lib/workflow/send-link-again')),
    ...(await import('@/lib/workflow/disown-request')),
    ...(await import('@/lib/workflow/withdraw-request')),
    ...(await import('@/lib/workflow/send-letter')),
    ...(await import('@/lib/workflow/expire')),
    ...(await import('@/lib/auth/subject-session')),
    ...(await import('@/lib/queries/follow-page')),
    ...{ schema, actor: publicActorOf(null), worker: workerActor() },
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
export const form = (changes: Partial<RequestForm> = {}): RequestForm => ({
  rights: ['access', 'erasure'],
  name: 'Camille Lefèvre',
  email: `camille.${++count}@example.org`,
  identifiers: { 'customer-number': 'AC-12 345' },
  message: 'Please, all of it.',
  locale: 'fr',
  submissionKey: `key-key-key-key-${count}`,
  ...changes,
})

export async function submitted(changes: Partial<RequestForm> = {}) {
  const done = await verbs.submitRequest(verbs.actor, verbs.schema.parse(form(changes)))
  if (!done.ok) throw new Error(done.reason)
  return done
}

/** A confirmed request and the token of its page. */
export async function confirmed(changes: Partial<RequestForm> = {}) {
  const { requestId } = await submitted(changes)
  await world.sendAll()
  await verbs.confirmEmail(verbs.actor, { token: tokenIn(world.smtp.mails, 'confirm') })
  await world.sendAll()
  const token = tokenIn(world.smtp.mails, 'follow')
  const link = await world.db.subjectLink.findFirstOrThrow({ where: { requestId, purpose: 'follow' } })
  return { requestId, token, linkId: link.id }
}

export async function code(token: string) {
  await verbs.sendFollowCode(verbs.actor, { token, purpose: 'open-page' })
  await world.sendAll()
  return codeIn(world.smtp.mails)
}
