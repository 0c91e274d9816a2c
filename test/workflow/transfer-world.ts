// An office whose map holds data of its own and of a client, a mail server, a person who asks for a transfer, and real
// receivers.
import { randomUUID } from 'node:crypto'
import type { StaffActor, SubjectActor } from '@/lib/domain/actor'
import type { DataMap } from '@/lib/domain/data-map/types'
import { mailServer } from '../intake/intake-world'
import { type Office, office } from './office'
import { customerRows, shopMap } from './shop'

export const CLIENT = 'mistral-fr'

/** The newsletter is a client's: found by address alone, and never handed out without its word. */
const map: DataMap = {
  ...shopMap,
  controllers: [
    ...shopMap.controllers,
    {
      ...{ key: CLIENT, name: 'Mistral', relation: 'client', country: 'FR', timeZone: 'Europe/Paris', calendar: 'FR' },
      dpo: { email: 'privacy@mistral.example' },
    },
  ],
  datasets: shopMap.datasets.map((dataset) =>
    dataset.key === 'newsletter' ? { ...dataset, controller: CLIENT, role: 'processor' } : dataset,
  ),
}

export type TransferWorld = Awaited<ReturnType<typeof transferWorld>>

export async function transferWorld() {
  const smtp = await mailServer()
  const world = await office({ SMTP_URL: smtp.url })
  await world.db.dataMapVersion.create({ data: { version: 2, document: map, checksum: 'with a client' } })
  const client = await controllersPerson(world, CLIENT)
  const shop = await controllersPerson(world, 'shop-fr')
  let number = 800
  const item = (requestId: string) =>
    world.db.requestItem.findFirstOrThrow({ where: { requestId, right: 'portability' } })
  const newest = { orderBy: { createdAt: 'desc' } } as const
  const acts = {
    item,
    subject: (requestId: string) =>
      ({ kind: 'subject', requestId, linkId: randomUUID(), level: 'code' }) as SubjectActor,
    plan: async (requestId: string) =>
      world.db.plan.findFirstOrThrow({
        where: { itemId: (await item(requestId)).id },
        orderBy: { number: 'desc' },
      }),
    wish: async (requestId: string) =>
      world.db.transferWish.findUniqueOrThrow({ where: { itemId: (await item(requestId)).id } }),
    delivery: async (requestId: string) =>
      world.db.transferDelivery.findFirstOrThrow({ where: { itemId: (await item(requestId)).id }, ...newest }),
    acceptances: async (requestId: string) =>
      world.db.transferAcceptance.findMany({ where: { itemId: (await item(requestId)).id, status: 'pending' } }),
    letters: async (requestId: string, kind: string) => world.db.letter.count({ where: { requestId, kind } }),
    person: async () => {
      number += 1
      const email = `person${number}@shop.example`
      await world.shop.query(customerRows(number, email))
      const requestId = await world.submit(email, ['portability'])
      await world.drain()
      return { requestId, email, number }
    },
    sign: (requestId: string) => sign(world, acts, requestId),
    /** Everything that is due: also what is built and sent. */
    work: () => work(world),
  }
  return {
    ...{ world, smtp, client, shop, ...acts },
    /** Named by the person, found by the officer, confirmed by the person, and planned anew. */
    towards: async (requestId: string, receiver: string) => {
      const { setTransferWish } = await import('@/lib/workflow/set-transfer-wish')
      const { linkReceiver } = await import('@/lib/workflow/link-receiver')
      const { confirmTransferWish } = await import('@/lib/workflow/confirm-transfer-wish')
      const subject = acts.subject(requestId)
      const { version: receiverVersion } = await world.db.transferReceiver.findUniqueOrThrow({
        where: { key: receiver },
      })
      const form = { toWhom: 'controller', name: 'Bora', country: 'FR', contact: 'privacy@bora.example' }
      const said = [
        await setTransferWish(subject, { requestId, version: 0, form }),
        await linkReceiver(world.dpo, { requestId, version: 1, receiver }),
        await confirmTransferWish(subject, { requestId, version: 2, receiverVersion }),
      ]
      for (const one of said) if (!one.ok) throw new Error(`not wished: ${one.reason}`)
      await world.drain()
    },
    decide: async (actor: StaffActor, requestId: string, accept: boolean, reason = '') => {
      const { decideAcceptance } = await import('@/lib/workflow/decide-acceptance')
      const controller = actor === client ? CLIENT : 'shop-fr'
      const asked = (await acts.acceptances(requestId)).find((one) => one.controllerKey === controller)
      if (!asked) throw new Error('nobody asked')
      return decideAcceptance(actor, { acceptanceId: asked.id, version: asked.version, accept, reason })
    },
    sendAll: async () => {
      const { sendLetter } = await import('@/lib/workflow/send-letter')
      const waiting = await world.db.letter.findMany({ where: { status: 'waiting' }, orderBy: { createdAt: 'asc' } })
      for (const { id } of waiting) await sendLetter(world.worker, { letterId: id })
    },
    end: async () => {
      await world.end()
      await smtp.down()
    },
  }
}

type Acts = {
  item: (requestId: string) => Promise<{ id: string; version: number }>
  plan: (requestId: string) => Promise<{ hash: string }>
}

async function sign(world: Office, acts: Acts, requestId: string) {
  const { approvePlan } = await import('@/lib/workflow/approve-plan')
  const { id, version } = await acts.item(requestId)
  return approvePlan(world.dpo, { itemId: id, version, hash: (await acts.plan(requestId)).hash })
}

/** As the worker would: one job after the other, also those that `drain` leaves. */
async function work(world: Office): Promise<void> {
  const { jobHandlers } = await import('@/lib/jobs/handlers')
  for (;;) {
    await world.drain()
    const [job] = await world.db.$queryRaw<
      { id: string; name: keyof typeof jobHandlers; data: Record<string, string> }[]
    >`
      SELECT id::text, name, data FROM pgboss.job
       WHERE state = 'created' AND name = 'build-package' AND start_after <= now() ORDER BY created_on LIMIT 1`
    if (!job) return
    await world.db.$executeRaw`UPDATE pgboss.job SET state = 'completed' WHERE id = ${job.id}::uuid`
    await jobHandlers[job.name](world.worker, job.data)
  }
}

async function controllersPerson(world: Office, controller: string): Promise<StaffActor> {
  const { addUser } = await import('@/lib/workflow/add-user')
  const { mintStaff } = await import('@/lib/auth/mint-staff')
  const email = `person@${controller}.example`
  const user = { email, name: email, role: 'controller', password: 'long enough a word', controller }
  const added = await addUser(world.dpo, user)
  if (!added.ok) throw new Error(added.reason)
  return mintStaff({ id: added.userId, name: email, role: 'controller' })
}
