import { expect, test } from 'vitest'
import { workedCases } from '@/lib/domain/deadline-cases'
import { habeas } from './terminal'

const paris = ['--time-zone', 'Europe/Paris', '--calendar', 'FR']

test.each(workedCases)('$why', async ({ receivedOn, nominal, due, pauses = [], ...input }) => {
  const told = await habeas([
    ...['deadline', '--json', '--received', input.received],
    ...['--time-zone', input.timeZone, '--calendar', input.calendar],
    ...(input.extensionMonths ? ['--extend', String(input.extensionMonths)] : []),
    ...pauses.flatMap(({ askedOn, answeredOn }) => ['--pause', `${askedOn}/${answeredOn}`]),
    ...(input.identityReceivedOn ? ['--identity-received', input.identityReceivedOn] : []),
  ])
  expect(told.code).toBe(0)
  expect(told.json()).toMatchObject({ receivedOn, nominal, due })
})

test('explains itself, in two languages', async () => {
  const english = await habeas(['deadline', '--received', '2026-03-05', ...paris])
  expect(english.out).toMatch(/^2026-04-07\n.*Easter Monday/s)
  const french = await habeas(['deadline', '--received', '2026-03-05', ...paris, '--language', 'fr'])
  expect(french.out).toMatch(/lundi 6 avril 2026, jour férié/)
})

test('several pauses are several options', async () => {
  const pauses = ['--pause', '2026-05-06/2026-05-13', '--pause', '2026-05-20/2026-05-21']
  const told = await habeas(['deadline', '--received', '2026-05-04', ...paris, ...pauses, '--json'])
  expect(told.json()).toMatchObject({ nominal: '2026-06-12' })
})

test.each([
  ['no date', ['--received', 'yesterday', ...paris], '--received yesterday is not a date'],
  ['an impossible one', ['--received', '2026-02-30', ...paris], '--received 2026-02-30 is a day that does not exist'],
  ['an unknown zone', ['--received', '2026-03-05', '--time-zone', 'Paris', '--calendar', 'FR'], '--time-zone Paris'],
  ['an unknown calendar', ['--received', '2026-03-05', '--time-zone', 'Europe/Paris', '--calendar', 'FR-99'], 'FR-99'],
  ['another extension', ['--received', '2026-03-05', ...paris, '--extend', '3'], 'takes 2'],
  ['half a pause', ['--received', '2026-03-05', ...paris, '--pause', '2026-03-06'], 'asked and the day answered'],
  [
    'a pause backwards',
    ['--received', '2026-03-05', ...paris, '--pause', '2026-03-09/2026-03-06'],
    'before it was asked',
  ],
  [
    'identity outside the UK',
    ['--received', '2026-03-05', ...paris, '--identity-received', '2026-03-06'],
    'United Kingdom',
  ],
  ['a missing option', ['--received', '2026-03-05'], '--time-zone'],
])('wrong input ends with 2 and says what to write: %s', async (_case, options, line) => {
  const told = await habeas(['deadline', ...options])
  expect(told).toMatchObject({ code: 2, out: '' })
  expect(told.err).toContain(line)
})

test('a refusal is JSON where JSON was asked for', async () => {
  const told = await habeas(['deadline', '--received', '2026-02-30', ...paris, '--json'])
  expect(told.code).toBe(2)
  expect(told.json()).toMatchObject({ ok: false, reason: 'impossible-date', field: 'received' })
})
