// Art. 19 after a correction and a restriction: what was put right, from which value to which, to those who received it.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { NoticeBody } from '@/lib/domain/recipients/notice'
import { letterText } from './office'
import { type RectificationWorld, rectificationWorld } from './rectification-world'

let world: RectificationWorld
beforeAll(async () => {
  world = await rectificationWorld()
}, 300_000)
afterAll(() => world.end())

const notices = (requestId: string) =>
  world.db.recipientNotice.findMany({ where: { requestId }, orderBy: [{ act: 'asc' }, { recipient: 'asc' }] })

async function bodies(requestId: string): Promise<NoticeBody[]> {
  const { openVault } = await import('@/lib/platform/request-vault')
  const vault = openVault(await world.request(requestId))
  return (await notices(requestId)).map(({ id, bodyEnc }) =>
    JSON.parse(vault.open(`recipient_notice.body:${id}`, bodyEnc ?? '')),
  )
}

it('a correction: each recipient is told the values of its own datasets; those of unchanged invoices nothing', async () => {
  const { email } = await world.person()
  const requestId = await world.asked(email, '1 cours A')
  await world.decide(requestId, 'accept')
  expect(await world.sign(requestId)).toEqual({ ok: true })
  expect(await world.drain()).toEqual([])
  expect(await notices(requestId)).toEqual([])
  const { completeTask } = await import('@/lib/workflow/complete-task')
  const { id: taskId, version } = await world.db.manualTask.findFirstOrThrow({ where: { item: { requestId } } })
  await completeTask(world.agent, { taskId, version, note: 'F-2026-9 corrects it.', result: 'done' })
  expect(await world.drain()).toEqual([])
  expect(await notices(requestId)).toMatchObject([
    { recipient: 'Hosting Ltd', act: 'rectification', status: 'by-hand', datasets: ['customer'] },
    { recipient: 'Post Ltd', act: 'rectification', status: 'by-hand', datasets: ['member'] },
  ])
  const [host, post] = await bodies(requestId)
  const line = { field: { en: 'Address' }, before: '1 rue A', after: '1 cours A' }
  expect(host?.lines).toMatchObject([{ dataset: 'customer', ...line }])
  expect(post?.lines).toMatchObject([{ dataset: 'member', ...line }])
  expect(post?.person).toMatchObject({ name: 'Person', identifiers: [{ value: email }] })
  expect(await letterText(requestId, 'answer-rectification')).toContain('Hosting Ltd')
})

it('a restriction: told when it begins, and when it ends', async () => {
  const { askRestriction } = await import('@/lib/workflow/ask-restriction')
  const { beginRestriction } = await import('@/lib/workflow/begin-restriction')
  const { announceLift } = await import('@/lib/workflow/announce-lift')
  const { liftRestriction } = await import('@/lib/workflow/lift-restriction')
  const { email } = await world.person()
  const requestId = await world.asked(email, '2 cours B')
  await askRestriction(await world.subject(requestId), { requestId, reason: 'It is wrong.' })
  const restriction = () => world.db.restriction.findFirstOrThrow({ where: { requestId } })
  const seen = async () => {
    const { id, version } = await restriction()
    return { restrictionId: id, version }
  }
  expect(await beginRestriction(world.dpo, await seen())).toMatchObject({ ok: true })
  expect((await notices(requestId)).map(({ act, recipient }) => `${act} ${recipient}`)).toEqual([
    ...['restriction Hosting Ltd', 'restriction Post Ltd'],
  ])
  await announceLift(world.dpo, { ...(await seen()), reason: 'It is settled.' })
  await world.db.letter.update({ where: { id: (await restriction()).letterId ?? '' }, data: { status: 'sent' } })
  expect(await liftRestriction(world.dpo, await seen())).toEqual({ ok: true })
  expect((await notices(requestId)).map(({ act }) => act)).toEqual([
    ...['restriction', 'restriction', 'restriction-lifted', 'restriction-lifted'],
  ])
  expect((await world.events(requestId)).filter((event) => event === 'recipient.notified')).toHaveLength(4)
})
