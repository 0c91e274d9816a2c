// Art. 19: an erasure was seen done, and everybody who had received the data is told: once, by a link that names nobody.
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { letterText } from './office'
import { POST, recipientsWorld } from './recipients-world'

const w = await recipientsWorld()
const { world, smtp } = w
afterAll(() => w.end())
afterEach(async () => (await import('@/lib/platform/clock')).moveClock(null))

const garbled = 'A'.repeat(43)
const daysOn = async (days: number) => (await import('@/lib/platform/clock')).moveClock(`P${days}DT1H`)

describe('after an erasure', () => {
  it('each recipient of what was touched is told, and the answer names them; those of what stays are not', async () => {
    const { requestId, email } = await w.erased()
    expect(await w.notices(requestId)).toMatchObject([
      { recipient: 'Auditors', email: null, status: 'by-hand', act: 'erasure', tokenHash: null },
      { recipient: 'Post Ltd', email: POST, status: 'queued', datasets: ['customer'] },
      { recipient: 'Tax authorities', status: 'by-hand', datasets: ['invoice'] },
    ])
    const answer = await letterText(requestId, 'answer-erasure')
    for (const name of ['Auditors', 'Post Ltd', 'Tax authorities']) expect(answer).toContain(name)
    const { openVault } = await import('@/lib/platform/request-vault')
    const { id, bodyEnc } = await w.notice(requestId, 'Tax authorities')
    const body = openVault(await world.request(requestId)).open(`recipient_notice.body:${id}`, bodyEnc ?? '')
    // The invoice of 2024 stays with name and address.
    expect(JSON.parse(body).lines).toMatchObject([{ dataset: 'invoice', partly: true }])
    expect(await w.sendAll()).toEqual([])
    const mail = smtp.mails.findLast(({ recipients }) => recipients.includes(POST))
    for (const part of [mail?.subject, mail?.text, mail?.html]) {
      expect(part).not.toContain(email)
      expect(part).not.toContain('Person')
    }
    expect(await w.notice(requestId)).toMatchObject({ status: 'sent', chasers: 0 })
    expect((await world.events(requestId)).filter((event) => event === 'recipient.notified')).toHaveLength(3)
  })

  it('told once, however often the closing runs', async () => {
    const { requestId } = await w.erased()
    const before = await w.notices(requestId)
    const { closeItem } = await import('@/lib/workflow/close-item')
    const { tellRecipients } = await import('@/lib/workflow/tell-recipients')
    const { commit } = await import('@/lib/workflow/commit-item')
    const { currentMap } = await import('@/lib/workflow/current-map')
    const { linesFor } = await import('@/lib/domain/recipients/notice')
    const [item] = await world.items(requestId)
    if (!item) throw new Error('no item')
    expect(await closeItem(world.worker, { itemId: item.id })).toMatchObject({ ok: false })
    const { map } = await currentMap(world.db)
    const change = { act: 'erasure' as const, map, lines: linesFor(map, ['customer', 'invoice']) }
    const again = () =>
      commit(world.worker, requestId, async (tx, say) => {
        await tellRecipients(tx, say, item, change)
        return {}
      })
    await Promise.all([again(), again()])
    expect(await w.notices(requestId)).toEqual(before)
    expect(await world.db.letter.count({ where: { requestId, kind: 'recipient-notice' } })).toBe(1)
  })
})

describe('behind the link', () => {
  it('says whom and what it concerns, by what the recipient can know; then takes its word, once', async () => {
    const { requestId, email } = await w.erased()
    await w.sendAll()
    const read = await w.read(w.token())
    expect(read).toMatchObject({
      ok: true,
      notice: { state: 'open', act: 'erasure', recipient: 'Post Ltd', lines: [{ dataset: 'customer' }] },
    })
    expect(read.ok && read.notice.person).toMatchObject({ name: 'Person', identifiers: [{ value: email }] })
    expect(await w.answer(w.token(), 'cannot', ' ')).toMatchObject({ reason: 'reason-missing' })
    const both = await Promise.all([w.answer(w.token()), w.answer(w.token(), 'cannot', 'We keep it for a lawsuit.')])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(both.find(({ ok }) => !ok)).toMatchObject({ reason: 'notice-answered' })
    expect(await w.answer(w.token())).toMatchObject({ reason: 'notice-answered' })
    expect(await w.read(w.token())).toMatchObject({ notice: { state: 'answered' } })
    expect((await world.events(requestId)).filter((event) => event === 'recipient.answered')).toHaveLength(1)
  })

  it('cannot, because: the words are kept sealed', async () => {
    const { requestId } = await w.erased()
    await w.sendAll()
    expect(await w.answer(w.token(), 'cannot', 'A lawsuit of 2031.')).toEqual({ ok: true })
    const { id, status, reasonEnc } = await w.notice(requestId)
    expect([status, reasonEnc?.includes('lawsuit')]).toEqual(['declined', false])
    const { openVault } = await import('@/lib/platform/request-vault')
    const vault = openVault(await world.request(requestId))
    expect(vault.open(`recipient_notice.reason:${id}`, reasonEnc ?? '')).toBe('A lawsuit of 2031.')
    const said = await world.db.ledgerEntry.findMany({ where: { requestId, event: 'recipient.answered' } })
    expect(JSON.stringify(said.map(({ body }) => body))).not.toContain('lawsuit')
  })

  it('wrong, foreign, past its days, replaced: one and the same answer', async () => {
    const { requestId } = await w.erased()
    await w.sendAll()
    const token = w.token()
    const gone = { ok: false, reason: 'link-gone' }
    for (const wrong of ['', garbled, `${token}x`, token.toLowerCase()]) expect(await w.read(wrong)).toMatchObject(gone)
    const { issueLink } = await import('@/lib/workflow/issue-link')
    const { url } = await issueLink(world.db, { requestId, purpose: 'follow' })
    expect(await w.read(url.slice(-43))).toMatchObject(gone)
    await daysOn(29)
    expect(await w.read(token)).toMatchObject({ ok: true })
    await daysOn(31)
    expect(await w.read(token)).toMatchObject(gone)
    expect(await w.answer(token)).toMatchObject(gone)
  })

  it('the key is destroyed at the end of retention: it is over, and nothing is left to read', async () => {
    const { requestId } = await w.erased()
    await w.sendAll()
    const token = w.token()
    const { destroyPersonalData } = await import('@/lib/workflow/destroy-personal-data')
    const { inTransaction } = await import('@/lib/platform/db/client')
    await inTransaction((tx) => destroyPersonalData(tx, requestId))
    expect(await w.read(token)).toMatchObject({ reason: 'link-gone' })
    expect(await w.answer(token)).toMatchObject({ reason: 'link-gone' })
    expect(await w.notice(requestId)).toMatchObject({ bodyEnc: null, reasonEnc: null, tokenHash: null })
    expect(await w.record(world.dpo, requestId, 'impossible', 'Why')).toMatchObject({ reason: 'data-destroyed' })
  })
})

describe('by a colleague', () => {
  it('told by hand by whoever works on requests; impossible by the officer alone, with a reason', async () => {
    const { requestId } = await w.erased()
    expect(await w.record(world.auditor, requestId, 'told-by-hand', '')).toMatchObject({ reason: 'not-permitted' })
    expect(await w.record(world.agent, requestId, 'impossible', 'Too many')).toMatchObject({ reason: 'not-permitted' })
    expect(await w.record(world.dpo, requestId, 'impossible', ' ')).toMatchObject({ reason: 'reason-missing' })
    const both = await Promise.all([
      w.record(world.dpo, requestId, 'impossible', 'It closed down.'),
      w.record(world.agent, requestId, 'told-by-hand', 'By phone.'),
    ])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await w.record(world.dpo, requestId, 'impossible', 'Again')).toMatchObject({ reason: 'wrong-status' })
    expect((await world.events(requestId)).filter((event) => event === 'recipient.recorded')).toHaveLength(1)
  })
})

describe('mail', () => {
  it('the server is away: nothing is lost, and the answer to the person stands; it comes back: sent once', async () => {
    await w.sendAll()
    await smtp.down()
    const { requestId } = await w.erased()
    expect((await w.sendAll()).length).toBeGreaterThan(0)
    expect(await w.notice(requestId)).toMatchObject({ status: 'queued', sentAt: null })
    expect(await world.items(requestId)).toMatchObject([{ status: 'done' }])
    await smtp.up()
    smtp.mails.length = 0
    await w.sendAll()
    expect(smtp.mails.filter(({ recipients }) => recipients.includes(POST))).toHaveLength(1)
    expect(await w.notice(requestId)).toMatchObject({ status: 'sent' })
  })

  it('the address is refused: a colleague tells them', async () => {
    const { requestId } = await w.erased()
    smtp.control.refuse = 550
    await w.sendAll()
    smtp.control.refuse = null
    expect(await w.notice(requestId)).toMatchObject({ status: 'by-hand' })
    expect(await world.events(requestId)).toContain('recipient.by-hand')
    expect(await w.record(world.agent, requestId, 'told-by-hand', 'By phone', 'Post Ltd')).toEqual({ ok: true })
  })
})

it('reminds every seven days with a new link, tells the officer after two, and gives up after four', async () => {
  const { requestId } = await w.erased()
  await w.sendAll()
  const first = w.token()
  const { chaseRecipients } = await import('@/lib/workflow/chase-recipients')
  const after = async (days: number) => {
    await daysOn(days)
    await Promise.all([chaseRecipients(world.worker), chaseRecipients(world.worker)])
    await w.sendAll()
    const { chasers, status } = await w.notice(requestId)
    return `${chasers} ${status}`
  }
  expect([await after(6), await after(7), await after(13)]).toEqual(['0 sent', '1 sent', '1 sent'])
  expect(await w.read(first)).toMatchObject({ reason: 'link-gone' })
  expect(await w.read(w.token())).toMatchObject({ ok: true })
  expect([await after(14), await after(21), await after(28), await after(35), await after(60)]).toEqual([
    ...['2 sent', '3 sent', '4 sent', '4 by-hand', '4 by-hand'],
  ])
  const kinds = (await world.db.letter.findMany({ where: { requestId }, orderBy: { createdAt: 'asc' } }))
    .map(({ kind }) => kind)
    .filter((kind) => kind.startsWith('recipient-'))
  expect(kinds.filter((kind) => kind === 'recipient-reminder')).toHaveLength(4)
  expect(kinds.filter((kind) => kind === 'recipient-silent')).toHaveLength(1)
  const silent = smtp.mails.find(({ subject }) => subject.includes('A recipient does not answer: Post Ltd'))
  const inFrench = smtp.mails.find(({ subject }) => subject.includes('Un destinataire ne répond pas : Post Ltd'))
  expect((silent ?? inFrench)?.recipients).toEqual(['dpo@shop.example'])
})
