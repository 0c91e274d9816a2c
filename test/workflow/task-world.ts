// An office whose map names a paper archive that no connector reaches, its keeper, another colleague, and a mail server.
import { buffer } from 'node:stream/consumers'
import type { StaffActor } from '@/lib/domain/actor'
import type { MapTaskSystem } from '@/lib/domain/data-map/types'
import type { Right } from '@/lib/domain/request/rights'
import type { CompleteTask } from '@/lib/workflow/complete-task'
import { mailServer } from '../intake/intake-world'
import { type Office, office } from './office'
import { customerRows, shopMap } from './shop'

export const OWNER = 'ann@shop.example'
const words = (text: string) => ({ en: text, fr: text })
const archive: MapTaskSystem = {
  ...{ key: 'paper-archive', name: 'Paper archive', kind: 'task', owner: OWNER, dueDays: 5 },
  holdings: [
    {
      ...{ key: 'files', label: words('Files'), controller: 'shop-fr', purposes: [words('proof of orders')] },
      ...{ legalBasis: 'contract', recipients: [], retention: words('five years'), categories: ['identity'] },
    },
  ],
}

export async function taskWorld() {
  const smtp = await mailServer()
  const world = await office({ SMTP_URL: smtp.url })
  const document = { ...shopMap, systems: [...shopMap.systems, archive] }
  await world.db.dataMapVersion.create({ data: { version: 2, document, checksum: 'with tasks' } })
  const [ann, bob] = [await colleague(world, OWNER), await colleague(world, 'bob@shop.example')]
  const { completeTask } = await import('@/lib/workflow/complete-task')
  const task = (requestId: string, kind: string) =>
    world.db.manualTask.findFirstOrThrow({ where: { kind, item: { requestId } }, orderBy: { createdAt: 'desc' } })
  let number = 600
  return {
    ...{ world, smtp, ann, bob, task },
    tasks: (requestId: string) =>
      world.db.manualTask.findMany({ where: { item: { requestId } }, orderBy: { createdAt: 'asc' } }),
    item: (requestId: string, right: Right) => world.db.requestItem.findFirstOrThrow({ where: { requestId, right } }),
    /** `number`: of the customer. Jobs of the kinds in `leave` wait. */
    person: async (rights: Right[], leave: string[] = []) => {
      number += 1
      const email = `person${number}@shop.example`
      await world.shop.query(customerRows(number, email))
      const requestId = await world.submit(email, rights)
      await world.drain(leave)
      return { requestId, email, number }
    },
    answer: async (actor: StaffActor, kind: string, requestId: string, given: Partial<CompleteTask>) => {
      const { id, version } = await task(requestId, kind)
      return completeTask(actor, { taskId: id, version, note: '', result: 'done', ...given })
    },
    sendAll: async () => {
      const { sendLetter } = await import('@/lib/workflow/send-letter')
      const waiting = await world.db.letter.findMany({ where: { status: 'waiting' }, orderBy: { createdAt: 'asc' } })
      for (const { id } of waiting) await sendLetter(world.worker, { letterId: id })
    },
    packageOf: (requestId: string) => packageOf(world, requestId),
    end: async () => {
      await world.end()
      await smtp.down()
    },
  }
}
async function colleague(world: Office, email: string): Promise<StaffActor> {
  const { addUser } = await import('@/lib/workflow/add-user')
  const { mintStaff } = await import('@/lib/auth/mint-staff')
  const added = await addUser(world.dpo, { email, name: email, role: 'colleague', password: 'long enough a word' })
  if (!added.ok) throw new Error(added.reason)
  return mintStaff({ id: added.userId, name: email, role: 'colleague' })
}

async function packageOf(world: Office, requestId: string): Promise<Buffer> {
  const { openVault } = await import('@/lib/platform/request-vault')
  const { packagePlace } = await import('@/lib/workflow/package-course')
  const { openPackage } = await import('@/lib/delivery/package/open-package')
  const { wrappedKey } = await world.request(requestId)
  const { id, storageName, sha256, bytes } = await world.db.accessPackage.findFirstOrThrow({ where: { requestId } })
  const { key } = openVault({ id: requestId, wrappedKey })
  const place = packagePlace(requestId, id)
  const opened = await openPackage({ storageName, sha256, bytes: Number(bytes), key, place })
  if (!opened.ok) throw new Error(opened.reason)
  return buffer(opened.stream())
}
