// A desk of its own beside the company, on the benchmark's server: fresh product database, the real verbs, no worker
// unless the benchmark starts one.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { publicActorOf } from '@/lib/auth/mint-public'
import { mintStaff } from '@/lib/auth/mint-staff'
import { workerActor } from '@/lib/auth/worker-actor'
import { shippedRules } from '@/lib/domain/hold-rules/shipped'
import type { Outcome } from '@/lib/domain/outcome'
import type { Right } from '@/lib/domain/request/rights'
import { db } from '@/lib/platform/db/client'
import { openVault } from '@/lib/platform/request-vault'
import { addSystem } from '@/lib/workflow/add-system'
import { approvePlan } from '@/lib/workflow/approve-plan'
import { confirmEmail } from '@/lib/workflow/confirm-email'
import { closeSystems } from '@/lib/workflow/open-system'
import { preparePlan } from '@/lib/workflow/prepare-plan'
import { submitRequest } from '@/lib/workflow/submit-request'
import { emptyDatabase, productDatabase } from '@/test/support/product-database'
import { companySchema, emailOf } from './company'
import { companyMap } from './company-map'

export function must<T extends object>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.reason}`)
  return outcome
}

const staff = (role: string) => mintStaff({ id: randomUUID(), name: role, role })

export async function openOffice() {
  const smtp = process.env.SMTP_URL
  const product = await productDatabase(smtp ? { SMTP_URL: smtp } : {})
  const company = await emptyDatabase('shop')
  const shop = new pg.Client({ connectionString: company.url })
  await shop.connect()
  await shop.query(companySchema)
  const dpo = staff('dpo')
  await db.dataMapVersion.create({ data: { version: 1, document: companyMap, checksum: 'bench' } })
  await db.holdRule.createMany({
    data: shippedRules.map((rule) => ({
      key: rule.key,
      version: rule.version,
      document: rule,
      effectiveAt: new Date('2020-01-01'),
    })),
  })
  must(await addSystem(dpo, { key: 'shop', name: 'Shop', connection: { url: company.url } }))
  return {
    shop,
    dpo,
    agent: staff('agent'),
    worker: workerActor(),
    end: async () => {
      await closeSystems()
      await shop.end()
      await product.drop()
      await company.drop()
    },
  }
}
export type Office = Awaited<ReturnType<typeof openOffice>>

/** From the form to the confirmed mailbox, as the person would. Answers the request's id. */
export async function confirmedRequest(customer: number, rights: Right[]): Promise<string> {
  const email = emailOf(customer)
  const { requestId } = must(
    await submitRequest(publicActorOf(null), {
      rights,
      name: `Person ${customer}`,
      email: { address: email, normalised: email },
      locale: 'en',
      message: '',
      identifiers: [],
      submissionKey: randomUUID(),
    }),
  )
  must(await confirmEmail(publicActorOf(null), { token: await tokenOf(requestId) }))
  return requestId
}

/** The link stands in the letter alone. */
async function tokenOf(requestId: string): Promise<string> {
  const { wrappedKey } = await db.subjectRequest.findUniqueOrThrow({ where: { id: requestId } })
  const letter = await db.letter.findFirstOrThrow({ where: { requestId, kind: 'confirm-address' } })
  const text = openVault({ id: requestId, wrappedKey }).open(`letter.text:${letter.id}`, letter.textEnc ?? '')
  return /\/confirm\/([\w-]{43})/.exec(text)?.[1] ?? ''
}

/** What the desk shows of one right, read once before it is signed. */
export async function seenItem(requestId: string) {
  const item = await db.requestItem.findFirstOrThrow({
    where: { requestId },
    include: { plans: { orderBy: { number: 'desc' }, take: 1 } },
  })
  const plan = item.plans[0]
  if (!plan) throw new Error(`no plan: ${item.status}`)
  return { itemId: item.id, version: item.version, hash: plan.hash, planId: plan.id }
}

export async function approve({ dpo }: Office, requestId: string): Promise<string> {
  const { itemId, version, hash } = await seenItem(requestId)
  must(await approvePlan(dpo, { itemId, version, hash }))
  return itemId
}

/** A deletion takes two people. Answers the steps. */
export async function signErasure({ agent, dpo }: Office, requestId: string): Promise<string[]> {
  const { itemId, version, hash, planId } = await seenItem(requestId)
  must(await preparePlan(agent, { itemId, version, hash }))
  must(await approvePlan(dpo, { itemId, version: version + 1, hash }))
  const steps = await db.step.findMany({ where: { planId }, select: { id: true } })
  return steps.map(({ id }) => id)
}
