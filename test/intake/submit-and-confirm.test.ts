import { expect, test } from 'vitest'
import { form, submitted, verbs, world } from './handing-in'
import { tokenIn } from './intake-world'

const events = (requestId: string) =>
  world.db.ledgerEntry.findMany({ where: { requestId }, orderBy: { seq: 'asc' }, select: { event: true, body: true } })

test('a request stands with its items, its clock, its evidence and one mail with a link', async () => {
  const done = await submitted({ email: 'One.Person@Example.org' })
  expect(done.reference).toMatch(/^HB-\d{4}-\d{6}$/)
  const request = await world.db.subjectRequest.findUniqueOrThrow({
    where: { id: done.requestId },
    include: { items: true, letters: true, links: true },
  })
  expect(request).toMatchObject({ status: 'unconfirmed', channel: 'web', locale: 'fr', rights: ['access', 'erasure'] })
  expect(request.items.map(({ right, status }) => `${right} ${status}`)).toEqual(['access waiting', 'erasure waiting'])
  expect(request.dueOn.getTime()).toBeGreaterThanOrEqual(request.nominalOn.getTime())
  expect((request.clock as { steps: unknown[] }).steps.length).toBeGreaterThan(1)
  expect((await events(done.requestId)).map(({ event }) => event)).toEqual(['request.submitted'])
  await world.sendAll()
  expect(world.smtp.mails).toHaveLength(1)
  expect(world.smtp.mails[0]).toMatchObject({
    recipients: ['One.Person@example.org'],
    from: 'privacy@tramontane.example',
    messageId: request.letters[0]?.messageId,
  })
  expect(world.smtp.mails[0]?.subject).toContain('Confirmez votre demande')
  const sent = await world.db.letter.findFirstOrThrow({ where: { requestId: done.requestId } })
  expect(sent).toMatchObject({ status: 'sent', textEnc: null, htmlEnc: null })
})

test('nothing of the person stands in clear anywhere in the database', async () => {
  const marks = ['zanzibar', 'Zanzibar', 'XK-99-77', 'xk9977', 'XK9977', 'unmistakable']
  await submitted({
    name: 'Zanzibar Unmistakable',
    email: 'zanzibar@example.org',
    message: 'My number is XK-99-77, unmistakable.',
    identifiers: { 'customer-number': 'XK-99-77' },
  })
  const tables = await world.db.$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_schema IN ('public', 'pgboss') AND table_type = 'BASE TABLE'`
  expect(tables.length).toBeGreaterThan(15)
  for (const { name } of tables) {
    const rows = await world.db.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM ${name} t`)
    const all = rows.map(({ row }) => row).join('\n')
    for (const mark of marks) expect(all.includes(mark), `${mark} in ${name}`).toBe(false)
  }
})

test('whom somebody wants their data sent to stands with the request, sealed; nothing is confirmed by that', async () => {
  const to = { toWhom: 'controller' as const, name: 'Zonda Póliza', country: 'ES', contact: 'https://zonda.example' }
  const named = await submitted({ rights: ['portability'], transfer: to })
  const { followTransfer } = await import('@/lib/queries/follow-transfer')
  const person = verbs.subjectActorOf(
    { requestId: named.requestId, linkId: named.requestId },
    verbs.signSession({ requestId: named.requestId, linkId: named.requestId }),
  )
  expect(await followTransfer(person)).toMatchObject({
    ...{ version: 1, toWhom: 'controller', confirmedAt: null, receiver: null, formats: ['json', 'csv'], open: true },
    named: { name: 'Zonda Póliza', country: 'ES', contact: 'https://zonda.example' },
  })
  expect(
    await followTransfer(verbs.subjectActorOf({ requestId: named.requestId, linkId: named.requestId }, '')),
  ).toBeNull()
  expect((await events(named.requestId)).map(({ event }) => event)).toEqual(['request.submitted', 'transfer.wished'])
  const rows = await world.db.$queryRaw<{ row: string }[]>`SELECT w::text AS row FROM transfer_wish w`
  expect(rows.map(({ row }) => row).join('')).not.toContain('Zonda')
  const copy = await submitted({ rights: ['access'], transfer: to })
  expect(await world.db.transferWish.count({ where: { item: { requestId: copy.requestId } } })).toBe(0)
})

test('the office finds the person through keyed digests', async () => {
  const done = await submitted({ name: 'Jörg Weiß-Äquator', email: 'Joerg@Example.DE' })
  const { blindIndex } = await import('@/lib/platform/keys')
  const { nameTerms, identifierTerm } = await import('@/lib/domain/request/search-terms')
  const words = nameTerms('joerg aquator weiss')
    .slice(1)
    .map((term) => blindIndex('name', term))
  const byName = await world.db.subjectRequest.findMany({ where: { searchIndex: { hasEvery: words } } })
  expect(byName.map(({ id }) => id)).toEqual([done.requestId])
  const byEmail = await world.db.subjectRequest.findMany({
    where: { emailIndex: blindIndex('email', 'joerg@example.de') },
  })
  expect(byEmail).toHaveLength(1)
  const byNumber = blindIndex('identifier', identifierTerm('ac12345'))
  expect(await world.db.subjectRequest.count({ where: { searchIndex: { has: byNumber } } })).toBeGreaterThan(0)
})

test('the same form twice, also at the same moment, is one request; a changed one is another', async () => {
  const twice = { email: 'twice@example.org', submissionKey: 'the-very-same-form' }
  const [a, b] = await Promise.all([submitted(twice), submitted(twice)])
  const c = await submitted(twice)
  expect(new Set([a.reference, b.reference, c.reference]).size).toBe(1)
  expect([a, b, c].filter(({ repeated }) => repeated)).toHaveLength(2)
  const changed = await submitted({ ...twice, message: 'And one thing more.' })
  expect(changed.reference).not.toBe(a.reference)
})

const hostile = [
  'a@example.org\r\nBcc: e@evil.example',
  'a@example.org\nBcc: e@evil.example',
  'a@example.org, e@evil.example',
  'a@example.org;e@evil.example',
  'a@example.org e@evil.example',
  'Group: a@example.org, e@evil.example;',
  'A <a@example.org>, <e@evil.example>',
  '"e@evil.example, a"@example.org',
  'a@example.org\0@evil.example',
  'a@example.org\u2028e@evil.example',
  '<a@example.org>',
  'a@[127.0.0.1]',
  'a@b@example.org',
  '=?utf-8?q?e=40evil.example?=',
  "o'brien+tag=x@example.org",
  '!#$%&*/?^_`{|}~@example.org',
  'jürgen@müller.example',
  'a@example.org ',
]
test.each(hostile)('one recipient or none: %j', async (email) => {
  const parsed = verbs.schema.safeParse(form({ email }))
  if (parsed.success) {
    const done = await verbs.submitRequest(verbs.actor, parsed.data)
    expect(done.ok).toBe(true)
    await world.sendAll()
    expect(world.smtp.mails).toHaveLength(1)
    expect(world.smtp.mails[0]?.recipients).toHaveLength(1)
    expect(world.smtp.mails[0]?.recipients[0]).not.toContain('evil')
  } else {
    expect(parsed.error.issues[0]?.path).toEqual(['email'])
  }
})

test('three mails a day to one address; the fourth request stands, silently, and the evidence says so', async () => {
  const email = 'flooded@example.org'
  for (const _ of [1, 2, 3]) await submitted({ email })
  const fourth = await submitted({ email })
  expect(fourth.ok).toBe(true)
  await verbs.sendLinkAgain(verbs.actor, { email: { address: email, normalised: email } })
  await world.sendAll()
  expect(world.smtp.mails).toHaveLength(3)
  expect((await events(fourth.requestId)).map(({ event }) => event)).toEqual(['letter.withheld', 'request.submitted'])
})

test('a scanner that opens the link spends nothing; the POST does, once', async () => {
  const { requestId, reference } = await submitted()
  await world.sendAll()
  const token = tokenIn(world.smtp.mails, 'confirm')
  for (const _ of [1, 2, 3])
    expect(await verbs.openLink(verbs.actor, { token, purpose: 'confirm' })).toMatchObject({ ok: true })
  const both = await Promise.all([
    verbs.confirmEmail(verbs.actor, { token }),
    verbs.confirmEmail(verbs.actor, { token }),
  ])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.find(({ ok }) => ok)).toMatchObject({ reference })
  expect(both.find(({ ok }) => !ok)).toMatchObject({ reason: 'link-gone' })
  const request = await world.db.subjectRequest.findUniqueOrThrow({ where: { id: requestId } })
  expect(request).toMatchObject({ status: 'identifying', identity: 'unproven' })
  expect(request.confirmedAt).not.toBeNull()
  expect(await world.jobs('verify-identity')).toContainEqual({ requestId })
  await world.sendAll()
  expect(world.smtp.mails.at(-1)?.text).toMatch(/\/follow\/[\w-]{43}/)
})

test('spent, foreign, garbled and expired links are one refusal', async () => {
  const { requestId } = await submitted()
  await world.sendAll()
  const token = tokenIn(world.smtp.mails, 'confirm')
  await world.db.subjectLink.updateMany({ where: { requestId }, data: { expiresAt: new Date(0) } })
  const foreign = 'A'.repeat(43)
  for (const wrong of [token, foreign, '', 'x'.repeat(5000), '../../etc/passwd', `${token}=`])
    expect(await verbs.confirmEmail(verbs.actor, { token: wrong })).toEqual({ ok: false, reason: 'link-gone' })
  // A link of another purpose opens nothing here.
  await verbs.sendLinkAgain(verbs.actor, { email: { address: 'x@example.org', normalised: 'nobody@example.org' } })
  expect(await verbs.openLink(verbs.actor, { token, purpose: 'follow' })).toEqual({ ok: false, reason: 'link-gone' })
})

test('a new link for who came too late; nobody learns whether the address is known', async () => {
  const email = 'late@example.org'
  const { requestId } = await submitted({ email })
  await world.db.subjectLink.updateMany({ where: { requestId }, data: { expiresAt: new Date(0) } })
  const ask = async (normalised: string) => {
    const start = performance.now()
    const answer = await verbs.sendLinkAgain(verbs.actor, { email: { address: normalised, normalised } })
    return { answer, milliseconds: performance.now() - start }
  }
  const known = await ask(email)
  const unknown = await ask('stranger@example.org')
  expect(known.answer).toEqual(unknown.answer)
  expect(Math.abs(known.milliseconds - unknown.milliseconds)).toBeLessThan(100)
  await world.sendAll()
  expect(world.smtp.mails.map(({ recipients }) => recipients)).toEqual([[email], [email]])
  const confirmed = await verbs.confirmEmail(verbs.actor, { token: tokenIn(world.smtp.mails, 'confirm') })
  expect(confirmed.ok).toBe(true)
})

test('“this was not me” stops everything that has not been done and closes the page', async () => {
  const { requestId } = await submitted()
  await world.sendAll()
  await verbs.confirmEmail(verbs.actor, { token: tokenIn(world.smtp.mails, 'confirm') })
  await world.sendAll()
  const follow = tokenIn(world.smtp.mails, 'follow')
  const token = tokenIn(world.smtp.mails, 'not-me')
  expect(await verbs.disownRequest(verbs.actor, { token })).toMatchObject({ ok: true, rights: ['access', 'erasure'] })
  expect(await verbs.disownRequest(verbs.actor, { token })).toMatchObject({ ok: false, reason: 'link-gone' })
  expect(await verbs.openLink(verbs.actor, { token: follow, purpose: 'follow' })).toMatchObject({ ok: false })
  const request = await world.db.subjectRequest.findUniqueOrThrow({
    where: { id: requestId },
    include: { items: true },
  })
  expect(request.status).toBe('withdrawn')
  expect(request.items.every(({ status, outcome }) => status === 'withdrawn' && outcome === 'withdrawn')).toBe(true)
})

test('a colleague enters what came by letter; an auditor may not, and nothing comes from the future', async () => {
  const staff = (role: string) => ({ kind: 'staff', userId: crypto.randomUUID(), name: 'Ana', role }) as never
  const input = { ...verbs.schema.parse(form()), channel: 'letter' as const, receivedOn: '2026-01-30' }
  const done = await verbs.submitRequest(staff('agent'), input)
  expect(done).toMatchObject({ ok: true, dueOn: '2026-03-02' })
  expect(await verbs.submitRequest(staff('auditor'), input)).toEqual({ ok: false, reason: 'not-permitted' })
  const ahead = { ...input, receivedOn: '2099-01-01' }
  expect(await verbs.submitRequest(staff('dpo'), ahead)).toEqual({ ok: false, reason: 'received-in-future' })
})
