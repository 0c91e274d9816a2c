// A product database, a company database, two colleagues and a DPO; jobs are run here, one after the other, by calling
// what the worker would call.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Right } from '@/lib/domain/request/rights'
import type { SubmitRequest } from '@/lib/schemas/submit-request'
import type { AddSystem } from '@/lib/workflow/add-system'
import { emptyDatabase, productDatabase } from '../support/product-database'
import { shopMap, shopSchema } from './shop'

type Stated = Partial<Pick<SubmitRequest, 'message' | 'corrections' | 'locale'>>
type Job = { id: string; name: string; data: Record<string, string> }

/** @param environment more of the environment, e.g. SMTP_URL */
export async function office(environment: Record<string, string> = {}) {
  const product = await productDatabase(environment)
  const company = await emptyDatabase('shop')
  const shop = new pg.Client({ connectionString: company.url })
  await shop.connect()
  await shop.query(shopSchema)
  const { db } = await import('@/lib/platform/db/client')
  const { mintStaff } = await import('@/lib/auth/mint-staff')
  const { workerActor } = await import('@/lib/auth/worker-actor')
  const { shippedRules } = await import('@/lib/domain/hold-rules/shipped')
  const { addSystem } = await import('@/lib/workflow/add-system')
  const { closeSystems } = await import('@/lib/workflow/open-system')
  const { jobHandlers } = await import('@/lib/jobs/handlers')
  const staff = (role: string) => mintStaff({ id: randomUUID(), name: role, role })
  const people = { dpo: staff('dpo'), second: staff('dpo'), agent: staff('agent'), auditor: staff('auditor') }
  const worker = workerActor()
  await db.dataMapVersion.create({ data: { version: 1, document: shopMap, checksum: 'test' } })
  await db.holdRule.createMany({
    data: shippedRules.map(({ key, version, ...rule }) => ({
      key,
      version,
      document: { key, version, ...rule },
      effectiveAt: new Date('2020-01-01'),
    })),
  })
  const connectShop = async (url = company.url) => {
    const input: AddSystem = { key: 'shop', name: 'Shop', connection: { url } }
    const added = await addSystem(people.dpo, input)
    if (!added.ok) throw new Error(`the shop was refused: ${added.reason}`)
    return added
  }
  await connectShop()

  const waitingJobs = () => db.$queryRaw<Job[]>`SELECT id::text, name, data FROM pgboss.job
    WHERE state = 'created' AND name NOT IN ('send-letter', 'build-package') AND start_after <= now() ORDER BY created_on`
  const one = async (job: Job): Promise<unknown> => {
    await db.$executeRaw`UPDATE pgboss.job SET state = 'completed' WHERE id = ${job.id}::uuid`
    const handler = jobHandlers[job.name as keyof typeof jobHandlers]
    return handler(worker, job.data).then(
      () => null,
      (error: unknown) => error,
    )
  }
  /** Until nothing is due. Answers what was thrown: a job that the queue would repeat. */
  const drain = async (leave: string[] = []): Promise<unknown[]> => {
    const thrown: unknown[] = []
    const due = async () => (await waitingJobs()).filter(({ name }) => !leave.includes(name))
    for (let jobs = await due(); jobs.length > 0; jobs = await due()) {
      for (const job of jobs) {
        const error = await one(job)
        if (error) thrown.push(error)
      }
    }
    return thrown
  }

  return {
    db,
    shop,
    ...people,
    worker,
    product,
    company,
    connectShop,
    drain,
    /** The company's database refuses new sign-ins and ends the open ones, as after a crash. */
    shopAway: async () => {
      const name = new URL(company.url).pathname.slice(1)
      const admin = new pg.Client({ connectionString: process.env.TEST_PG_URL })
      await admin.connect()
      await admin.query(`alter database ${name} with allow_connections false`)
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name like 'habeas%'`,
        [name],
      )
      return {
        back: async () => {
          await admin.query(`alter database ${name} with allow_connections true`)
          await admin.end()
        },
      }
    },
    submit: (email: string, rights: Right[], identifiers: Record<string, string> = {}, more: Stated = {}) =>
      submit(email, rights, identifiers, more),
    items: (requestId: string) => db.requestItem.findMany({ where: { requestId }, orderBy: { right: 'asc' } }),
    request: (id: string) => db.subjectRequest.findUniqueOrThrow({ where: { id } }),
    events: async (requestId: string) =>
      (await db.ledgerEntry.findMany({ where: { requestId }, orderBy: { seq: 'asc' } })).map(({ event }) => event),
    end: async () => {
      await closeSystems()
      await shop.end()
      await product.drop()
      await company.drop()
    },
  }
}
export type Office = Awaited<ReturnType<typeof office>>

/** Found, planned and signed by two people; its steps have not run. */
export async function approvedErasure(world: Office, requestId: string, search = true): Promise<void> {
  const { preparePlan } = await import('@/lib/workflow/prepare-plan')
  const { approvePlan } = await import('@/lib/workflow/approve-plan')
  if (search) await world.drain()
  const item = await world.db.requestItem.findFirstOrThrow({ where: { requestId, right: 'erasure' } })
  const plan = await world.db.plan.findFirstOrThrow({ where: { itemId: item.id }, orderBy: { number: 'desc' } })
  const { hash } = plan
  const signatures = [
    await preparePlan(world.agent, { itemId: item.id, version: item.version, hash }),
    await approvePlan(world.dpo, { itemId: item.id, version: item.version + 1, hash }),
  ]
  for (const signature of signatures) if (!signature.ok) throw new Error(`not signed: ${signature.reason}`)
}

/** From the form to the confirmed mailbox, by the public's own verbs. Answers the request's id. */
async function submit(
  email: string,
  rights: Right[],
  identifiers: Record<string, string>,
  more: Stated,
): Promise<string> {
  const { db } = await import('@/lib/platform/db/client')
  const { publicActorOf } = await import('@/lib/auth/mint-public')
  const { submitRequest } = await import('@/lib/workflow/submit-request')
  const { confirmEmail } = await import('@/lib/workflow/confirm-email')
  const { openVault } = await import('@/lib/platform/request-vault')
  const sent = await submitRequest(publicActorOf(null), {
    rights,
    name: 'Person',
    email: { address: email, normalised: email },
    locale: 'en',
    message: '',
    identifiers: Object.entries(identifiers).map(([kind, value]) => ({ kind, value })),
    submissionKey: randomUUID(),
    ...more,
  })
  if (!sent.ok) throw new Error(`the request was refused: ${sent.reason}`)
  const { wrappedKey } = await db.subjectRequest.findUniqueOrThrow({ where: { id: sent.requestId } })
  const letter = await db.letter.findFirstOrThrow({ where: { requestId: sent.requestId, kind: 'confirm-address' } })
  const body = openVault({ id: sent.requestId, wrappedKey }).open(`letter.text:${letter.id}`, letter.textEnc ?? '')
  const token = /\/confirm\/([\w-]{43})/.exec(body)?.[1] ?? ''
  const confirmed = await confirmEmail(publicActorOf(null), { token })
  if (!confirmed.ok) throw new Error(`the link was refused: ${confirmed.reason}`)
  return sent.requestId
}

/** The letter's text as the person reads it. */
export async function letterText(requestId: string, kind: string): Promise<string> {
  const { db } = await import('@/lib/platform/db/client')
  const { openVault } = await import('@/lib/platform/request-vault')
  const { wrappedKey } = await db.subjectRequest.findUniqueOrThrow({ where: { id: requestId } })
  const letter = await db.letter.findFirstOrThrow({ where: { requestId, kind } })
  return openVault({ id: requestId, wrappedKey }).open(`letter.text:${letter.id}`, letter.textEnc ?? '')
}
