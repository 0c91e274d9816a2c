import { expect, it } from 'vitest'
import { type AlarmLine, alarmStage, deadlineAlarm } from './deadline-alarm'

const day = (text: string) => Temporal.PlainDate.from(text)

it.each([
  ['2026-03-01', null],
  ['2026-03-23', null],
  ['2026-03-24', 7],
  ['2026-03-28', 7],
  ['2026-03-29', 2],
  ['2026-03-31', 2],
  ['2026-04-05', 2],
] as const)('due on 31 March, today %s: %s', (today, stage) => {
  expect(alarmStage(day('2026-03-31'), day(today))).toBe(stage)
})

it('says what each request waits for, as text and escaped', () => {
  const line: AlarmLine = {
    reference: 'HB-2026-000007',
    nominalOn: '2026-03-31',
    days: 2,
    waitsFor: ['system', 'colleague'],
    systems: ['A <&> B'],
  }
  const mail = deadlineAlarm({ lines: [line, { ...line, days: -3 }], url: 'https://desk.example/desk' }, 'en')
  expect(mail.subject).toBe('2 requests are due soon and wait')
  expect(mail.text).toContain('HB-2026-000007, due 2026-03-31 (2 days left): a system (A <&> B), a colleague’s answer')
  expect(mail.text).toContain('(3 days late)')
  expect(mail.html).toContain('A &lt;&amp;&gt; B')
  expect(deadlineAlarm({ lines: [line], url: 'x' }, 'fr').subject).toBe('Une demande arrive à échéance et attend')
})
