// Never the wrong person: every way in which somebody's data could reach, or be erased by, somebody else. Long, so that
// all of them stand in one list.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DataMap } from '@/lib/domain/data-map/types'
import type { Identifier, PersonKeys } from '@/lib/domain/findings'
import type { Right } from '@/lib/domain/request/rights'
import { letterText, type Office, office } from './office'
import { customerRows, shopMap } from './shop'

let world: Office

const word = (en: string) => ({ en, fr: en })
/** The shop with a second address on the customer's own record, and employees who belong to customers. */
const firmMap: DataMap = {
  ...shopMap,
  datasets: [
    ...shopMap.datasets.map((dataset) =>
      dataset.key === 'customer'
        ? {
            ...dataset,
            identifiedBy: [...(dataset.identifiedBy ?? []), { identifier: 'email', field: 'billing_email' }],
            contactPoints: ['email', 'billing_email'],
            fields: { ...dataset.fields, billing_email: { category: 'contact' as const } },
          }
        : dataset,
    ),
    {
      key: 'employee',
      system: 'shop',
      table: 'shop.employee',
      label: word('employee'),
      controller: 'shop-fr',
      role: 'controller',
      purposes: [word('selling')],
      legalBasis: 'contract',
      recipients: [],
      retention: word('as long as needed'),
      identifiedBy: [{ identifier: 'email', field: 'email' }],
      contactPoints: ['email'],
      links: [{ to: 'customer', fields: ['customer_id'], toFields: ['id'] }],
      erasure: 'delete',
      fields: { id: { category: 'reference' }, customer_id: { category: 'reference' }, email: { category: 'contact' } },
    },
  ],
}

beforeAll(async () => {
  world = await office()
  await world.shop.query(`alter table shop.customer add column billing_email text;
    create table shop.employee (id bigint primary key, customer_id bigint not null references shop.customer, email text)`)
  await world.db.dataMapVersion.create({ data: { version: 2, document: firmMap as object, checksum: 'firm' } })
})
afterAll(() => world.end())

const customer = async (n: number, email: string, billing?: string) => {
  await world.shop.query(customerRows(n, email))
  if (billing) await world.shop.query('update shop.customer set billing_email = $2 where id = $1', [n, billing])
}
const decide = async (requestId: string, decision: 'accept' | 'ask-on-file', more: object = {}) => {
  const { decideIdentity } = await import('@/lib/workflow/decide-identity')
  const { version } = await world.request(requestId)
  const method = decision === 'accept' ? { method: 'call-back' as const } : {}
  return decideIdentity(world.dpo, { requestId, version, decision, ...method, ...more })
}
const number = (n: number): Identifier => ({ kind: 'customer-number', value: `C-${n}` })
/** A colleague enters what came by post: no mailbox was confirmed. */
async function entered(email: string, identifiers: Identifier[] = [], rights: Right[] = ['erasure']) {
  const { submitRequest } = await import('@/lib/workflow/submit-request')
  const done = await submitRequest(world.agent, {
    ...{ rights, name: 'Person', email: { address: email, normalised: email }, locale: 'en', message: '' },
    ...{ identifiers, submissionKey: randomUUID(), channel: 'letter' },
  })
  if (!done.ok) throw new Error(done.reason)
  return done.requestId
}
const recipients = async (requestId: string, kind: string) => {
  const { openVault } = await import('@/lib/platform/request-vault')
  const vault = openVault(await world.request(requestId))
  const letters = await world.db.letter.findMany({ where: { requestId, kind }, orderBy: { createdAt: 'asc' } })
  return letters.map(({ id, recipientEnc }) => vault.open(`letter.recipient:${id}`, recipientEnc ?? ''))
}
const tokenOf = async (requestId: string, kind: string, path: string) =>
  new RegExp(`/${path}/([\\w-]{43})`).exec(await letterText(requestId, kind))?.[1] ?? ''
const anybody = async () => (await import('@/lib/auth/mint-public')).publicActorOf(null)
const sayYes = async (requestId: string) => {
  const { confirmOnFile } = await import('@/lib/workflow/confirm-on-file')
  return confirmOnFile(await anybody(), { token: await tokenOf(requestId, 'on-file-question', 'on-file') })
}
const person = async (requestId: string): Promise<PersonKeys> => {
  const { openVault } = await import('@/lib/platform/request-vault')
  const request = await world.request(requestId)
  return JSON.parse(openVault(request).open('subject_request.person_keys', request.personKeysEnc ?? ''))
}
const customersOf = async (requestId: string) =>
  (await person(requestId)).anchors.find(({ dataset }) => dataset === 'customer')?.keys.map(([id]) => id)
const searchAgain = async (requestId: string) => {
  const { discoverData } = await import('@/lib/workflow/discover-data')
  expect(await discoverData(world.dpo, { requestId })).toEqual({ ok: true })
  expect(await world.drain()).toEqual([])
}

describe('asking at the address on file', () => {
  it('nobody is asked where mailbox and number are two people’s, whoever wrote it down', async () => {
    await customer(60, 'attacker@example.org')
    await customer(61, 'victim@example.org')
    const web = await world.submit('attacker@example.org', ['erasure'], { 'customer-number': 'C-61' })
    await world.drain()
    const letter = await entered('attacker@example.org', [number(61)])
    for (const id of [web, letter]) {
      expect(await decide(id, 'ask-on-file')).toEqual({ ok: false, reason: 'claims-disagree' })
      expect(await recipients(id, 'on-file-question')).toEqual([])
    }
  })

  it('nobody is asked where a colleague’s entry names an address of two people', async () => {
    await customer(62, 'one@example.org', 'family@example.org')
    await customer(63, 'two@example.org', 'family@example.org')
    expect(await decide(await entered('family@example.org'), 'ask-on-file')).toEqual({
      ...{ ok: false, reason: 'several-people' },
    })
  })

  it('only the addresses on the person’s own record; an employee of the firm does not answer for it', async () => {
    await customer(64, 'firm@example.org', 'accounts@example.org')
    await world.shop.query(`insert into shop.employee values (1, 64, 'employee@example.org')`)
    const id = await world.submit('stranger64@example.net', ['access'], { 'customer-number': 'C-64' })
    await world.drain()
    expect(await decide(id, 'ask-on-file')).toEqual({ ok: true })
    expect((await recipients(id, 'on-file-question')).sort()).toEqual(['accounts@example.org', 'firm@example.org'])
  })

  it('the answer goes where the proof came from, and the one that wrote sees nothing more', async () => {
    await customer(65, 'known65@example.org')
    await world.shop.query(`insert into shop.newsletter values ('stranger65@example.net', '2020-01-01')`)
    const id = await world.submit('stranger65@example.net', ['access'], { 'customer-number': 'C-65' })
    await world.drain()
    // On file for a newsletter, and somebody else's number: nobody is asked.
    expect(await decide(id, 'ask-on-file')).toEqual({ ok: false, reason: 'claims-disagree' })
    await world.shop.query(`delete from shop.newsletter where email = 'stranger65@example.net'`)
    expect(await decide(id, 'ask-on-file')).toEqual({ ok: true })
    const question = await letterText(id, 'on-file-question')
    expect(question).toContain('s…@example.net')
    expect(question).not.toContain('stranger65')
    const follow = await tokenOf(id, 'your-page', 'follow')
    expect(await sayYes(id)).toMatchObject({ ok: true })
    await world.shop.query(`insert into shop.newsletter values ('stranger65@example.net', '2020-01-01')`)
    await world.drain()
    const { openFollowPage } = await import('@/lib/workflow/open-follow-page')
    expect(await openFollowPage(await anybody(), { token: follow })).toEqual({ ok: false, reason: 'link-gone' })
    expect(await recipients(id, 'your-page')).toEqual(['stranger65@example.net', 'known65@example.org'])
    expect((await person(id)).identifiers).toEqual([{ kind: 'email', value: 'known65@example.org' }, number(65)])
    expect(await customersOf(id)).toEqual(['65'])
    const { blindIndex } = await import('@/lib/platform/keys')
    expect(await world.request(id)).toMatchObject({ emailIndex: blindIndex('email', 'known65@example.org') })
    const { refuseItem } = await import('@/lib/workflow/refuse-item')
    const [item] = await world.items(id)
    const refusal = { itemId: item?.id ?? '', version: item?.version ?? 0, ground: 'manifestly-unfounded', reason: 'x' }
    expect(await refuseItem(world.dpo, refusal)).toMatchObject({ ok: true })
    expect(await recipients(id, 'refusal')).toEqual(['known65@example.org'])
  })

  it('strangers who type the address do not use up its questions; of two addresses both are asked or none', async () => {
    await customer(66, 'known66@example.org', 'billing66@example.org')
    for (let typed = 0; typed < 4; typed += 1) await entered('known66@example.org')
    const ask = async () => {
      const id = await world.submit(`stranger${randomUUID()}@example.net`, ['access'], { 'customer-number': 'C-66' })
      await world.drain()
      return decide(id, 'ask-on-file')
    }
    for (let asked = 0; asked < 3; asked += 1) expect(await ask()).toEqual({ ok: true })
    expect(await ask()).toEqual({ ok: false, reason: 'too-many-mails' })
    await world.shop.query(`update shop.customer set email = 'new66@example.org' where id = 66`)
    for (let asked = 0; asked < 4; asked += 1) expect(await ask()).toEqual({ ok: false, reason: 'too-many-mails' })
    await world.shop.query(`update shop.customer set billing_email = null where id = 66`)
    expect(await ask()).toEqual({ ok: true })
  })
})

describe('what is searched for is what was proven', () => {
  it('a claim that stood nowhere stays out, whoever it comes to stand for', async () => {
    await customer(70, 'known70@example.org')
    const id = await world.submit('known70@example.org', ['erasure'], { 'customer-number': 'C-71' })
    await world.drain()
    expect(await world.request(id)).toMatchObject({ identity: 'proven' })
    await customer(71, 'late71@example.org')
    await searchAgain(id)
    expect(await customersOf(id)).toEqual(['70'])
    expect(await world.items(id)).toMatchObject([{ status: 'planned' }])
  })

  it('a later search that finds another person stops and asks again', async () => {
    await customer(72, 'known72@example.org')
    const id = await world.submit('known72@example.org', ['erasure', 'access'])
    await world.drain()
    expect(await world.items(id)).toMatchObject([{ status: 'planned' }, { status: 'planned' }])
    await customer(73, 'other73@example.org', 'known72@example.org')
    await searchAgain(id)
    expect(await world.request(id)).toMatchObject({ identity: 'waiting', identityReason: 'several-people' })
    expect(await world.items(id)).toMatchObject([{ status: 'waiting' }, { status: 'waiting' }])
    expect(await world.db.plan.count({ where: { item: { requestId: id }, status: { not: 'superseded' } } })).toBe(0)
    expect(await decide(id, 'accept', { identifiers: [number(72)] })).toEqual({ ok: true })
    await world.drain()
    expect(await customersOf(id)).toEqual(['72'])
    expect(await world.items(id)).toMatchObject([{ status: 'planned' }, { status: 'planned' }])
  })
})

describe('“I know it is the person”', () => {
  it('says which: one of a household is chosen by what is theirs alone', async () => {
    await customer(80, 'a80@example.org', 'home80@example.org')
    await customer(81, 'b81@example.org', 'home80@example.org')
    const id = await world.submit('home80@example.org', ['erasure'])
    await world.drain()
    expect(await world.request(id)).toMatchObject({ identity: 'waiting', identityReason: 'several-people' })
    expect(await decide(id, 'accept')).toEqual({ ok: false, reason: 'identifiers-missing' })
    expect(await decide(id, 'accept', { identifiers: [] })).toEqual({ ok: false, reason: 'identifiers-missing' })
    const unreadable = [{ kind: 'no-such-kind', value: '1' }]
    expect(await decide(id, 'accept', { identifiers: unreadable })).toMatchObject({ reason: 'identifier-unreadable' })
    expect(await decide(id, 'accept', { identifiers: [number(80)] })).toEqual({ ok: true })
    await world.drain()
    expect(await customersOf(id)).toEqual(['80'])
  })

  it('two records need the word that they are one person’s; without it nothing is planned', async () => {
    await customer(82, 'a82@example.org')
    await customer(83, 'b83@example.org')
    const id = await entered('nobody82@example.net', [number(82)])
    const both = { identifiers: [number(82), number(83)] }
    expect(await decide(id, 'accept', both)).toEqual({ ok: true })
    await world.drain()
    expect(await world.request(id)).toMatchObject({ identity: 'waiting', identityReason: 'several-people' })
    expect(await world.db.plan.count({ where: { item: { requestId: id } } })).toBe(0)
    expect(await decide(id, 'accept', { ...both, onePerson: true })).toEqual({ ok: true })
    await world.drain()
    expect(await customersOf(id)).toEqual(['82', '83'])
    expect(await world.items(id)).toMatchObject([{ status: 'planned' }])
  })

  it('a colleague’s entry, accepted, gets the page by which its copy is collected', async () => {
    await customer(84, 'post84@example.org')
    const id = await entered('post84@example.org', [], ['access'])
    expect(await decide(id, 'accept')).toEqual({ ok: true })
    expect(await recipients(id, 'your-page')).toEqual(['post84@example.org'])
  })

  it('a web form whose mailbox was never confirmed is not accepted', async () => {
    const id = await world.submit('web85@example.org', ['access'])
    await world.db.subjectRequest.update({ where: { id }, data: { status: 'unconfirmed', confirmedAt: null } })
    expect(await decide(id, 'accept')).toEqual({ ok: false, reason: 'wrong-status' })
  })
})

it('one stolen mailbox is not unseen: the other address on the record is told and can stop it', async () => {
  await customer(90, 'stolen90@example.org', 'safe90@example.org')
  const id = await world.submit('stolen90@example.org', ['erasure'])
  await world.drain()
  expect(await world.request(id)).toMatchObject({ identity: 'proven', identityLevel: 1 })
  expect(await recipients(id, 'not-me')).toEqual(['safe90@example.org'])
  const { disownRequest } = await import('@/lib/workflow/disown-request')
  const token = await tokenOf(id, 'not-me', 'not-me')
  expect(await disownRequest(await anybody(), { token })).toMatchObject({ ok: true, rights: ['erasure'] })
  expect(await world.request(id)).toMatchObject({ status: 'withdrawn', identityReason: 'disowned' })
})
