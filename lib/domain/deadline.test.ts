import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarFor } from './calendar'
import { computeDeadline } from './deadline'
import { workedCases } from './deadline-cases'
import type { Deadline, DeadlineInput } from './deadline-terms'

function computed(input: DeadlineInput): Deadline {
  const deadline = computeDeadline(input)
  if (!deadline.ok) throw new Error(`refused: ${deadline.reason} ${deadline.field}`)
  return deadline
}

const paris = (received: string, more: Partial<DeadlineInput> = {}): DeadlineInput => ({
  received,
  timeZone: 'Europe/Paris',
  calendar: 'FR',
  ...more,
})

describe('worked cases', () => {
  it.each(workedCases)('$received, $calendar: $why', ({ receivedOn, nominal, due, why: _why, ...input }) => {
    expect(JSON.parse(JSON.stringify(computed(input)))).toMatchObject({ receivedOn, nominal, due })
  })
})

describe('what stands beside the due date', () => {
  it('the first month alone bounds refusals and the notice of extension', () => {
    const deadline = computed(paris('2026-01-31', { extensionMonths: 2 }))
    expect([deadline.oneMonthDue.toString(), deadline.due.toString()]).toEqual(['2026-03-02', '2026-04-30'])
  })

  it('a pause asked after the first month does not move the one-month date', () => {
    const pauses = [{ askedOn: '2026-06-20', answeredOn: '2026-06-30' }]
    const deadline = computed(paris('2026-05-04', { extensionMonths: 2, pauses }))
    expect([deadline.oneMonthDue.toString(), deadline.due.toString()]).toEqual(['2026-06-04', '2026-08-14'])
  })

  it('the unpaused date and the internal target ignore pauses', () => {
    const deadline = computed(paris('2026-05-04', { pauses: [{ askedOn: '2026-05-06', answeredOn: '2026-05-13' }] }))
    expect(deadline.unpausedDue.toString()).toBe('2026-06-04')
    expect(deadline.internalTarget.toString()).toBe('2026-06-01')
  })

  it('overlapping pauses are counted once', () => {
    const pauses = [
      { askedOn: '2026-05-08', answeredOn: '2026-05-10' },
      { askedOn: '2026-05-06', answeredOn: '2026-05-13' },
      { askedOn: '2026-05-12', answeredOn: '2026-05-15' },
    ]
    const deadline = computed(paris('2026-05-04', { pauses }))
    expect(deadline.nominal.toString()).toBe('2026-06-13')
    expect(deadline.steps.filter((step) => step.code === 'pause-without-effect')).toHaveLength(1)
  })

  it('a pause outside France is flagged as tolerated only', () => {
    const pauses = [{ askedOn: '2026-05-06', answeredOn: '2026-05-13' }]
    const { steps } = computed({ received: '2026-05-04', timeZone: 'Europe/Berlin', calendar: 'DE-BE', pauses })
    expect(steps.find((step) => step.code === 'paused')?.params).toMatchObject({ days: 7, basis: 'edpb-tolerance' })
  })

  it('UK: days before the proof of identity are not counted twice', () => {
    const deadline = computed({
      received: '2026-02-10',
      timeZone: 'Europe/London',
      calendar: 'GB-ENG',
      identityReceivedOn: '2026-02-24',
      pauses: [{ askedOn: '2026-02-12', answeredOn: '2026-02-26' }],
    })
    expect(deadline.nominal.toString()).toBe('2026-03-26')
    expect(deadline.unpausedDue.toString()).toBe('2026-03-10')
  })

  it('UK: identity already proven at receipt changes nothing', () => {
    const input = { received: '2026-02-10', timeZone: 'Europe/London', calendar: 'GB-ENG' }
    const proven = computed({ ...input, identityReceivedOn: '2026-02-01' })
    expect(JSON.stringify(proven)).toBe(JSON.stringify(computed(input)))
  })

  it('names the holidays that moved the date', () => {
    const { steps } = computed(paris('2026-03-05'))
    expect(steps.map((step) => step.code)).toEqual(['received', 'months-added', 'rest-day', 'holiday', 'due'])
    expect(steps[3]?.params).toMatchObject({ nameEn: 'Easter Monday', nameFr: 'Lundi de Pâques' })
  })
})

describe('refusals', () => {
  const pause = (askedOn: string, answeredOn: string) => paris('2026-05-04', { pauses: [{ askedOn, answeredOn }] })
  const refused: [string, DeadlineInput, string][] = [
    ['a zone nobody knows', paris('2026-05-04', { timeZone: 'Europe/Atlantis' }), 'unknown-time-zone'],
    ['an offset for a zone', paris('2026-05-04', { timeZone: '+02:00' }), 'unknown-time-zone'],
    ['no zone', paris('2026-05-04', { timeZone: '' }), 'unknown-time-zone'],
    ['a country nobody knows', paris('2026-05-04', { calendar: 'XX' }), 'unknown-calendar'],
    ['a region of another country', paris('2026-05-04', { calendar: 'FR-BY' }), 'unknown-calendar'],
    ['a property name for a region', paris('2026-05-04', { calendar: 'FR-constructor' }), 'unknown-calendar'],
    ['lower case', paris('2026-05-04', { calendar: 'fr' }), 'unknown-calendar'],
    ['30 February', paris('2026-02-30'), 'impossible-date'],
    ['an instant on 30 February', paris('2026-02-30T10:00:00Z'), 'impossible-date'],
    ['an instant without offset', paris('2026-02-03T10:00:00'), 'not-a-date'],
    ['words', paris('tomorrow'), 'not-a-date'],
    ['an extended year', paris('+012026-02-03'), 'not-a-date'],
    ['year 1', paris('0001-01-01'), 'date-out-of-range'],
    ['one month more', paris('2026-05-04', { extensionMonths: 1 as 2 }), 'extension-not-two-months'],
    ['answered before asked', pause('2026-05-13', '2026-05-06'), 'answered-before-asked'],
    ['asked before received', pause('2026-05-03', '2026-05-06'), 'asked-before-received'],
    ['asked when the month was over', pause('2026-06-05', '2026-06-06'), 'asked-after-period'],
    ['an impossible pause', pause('2026-05-32', '2026-06-06'), 'impossible-date'],
    ['identity outside the UK', paris('2026-05-04', { identityReceivedOn: '2026-05-05' }), 'identity-start-outside-uk'],
  ]
  it.each(refused)('%s', (_name, input, reason) => {
    expect(computeDeadline(input)).toMatchObject({ ok: false, reason })
  })
})

describe('for every request', () => {
  const CALENDARS = ['FR', 'FR-57', 'DE-BY', 'DE-BE', 'ES-MD', 'ES-CT', 'IT', 'PT', 'IE', 'GB-ENG', 'GB-SCT', 'RO']
  const request = fc.record({
    day: fc.integer({ min: 0, max: 365 * 12 }),
    calendar: fc.constantFrom(...CALENDARS),
    extensionMonths: fc.constantFrom(0 as const, 2 as const),
    pauses: fc.array(fc.record({ after: fc.integer({ min: 0, max: 27 }), days: fc.nat(60) }), { maxLength: 4 }),
  })
  type Drawn = typeof request extends fc.Arbitrary<infer T> ? T : never
  const inputOf = ({ day, calendar, extensionMonths, pauses }: Drawn): DeadlineInput => {
    const received = Temporal.PlainDate.from('2020-01-01').add({ days: day })
    return {
      received: received.toString(),
      timeZone: 'Europe/Paris',
      calendar,
      extensionMonths,
      pauses: pauses.map(({ after, days }) => {
        const asked = received.add({ days: after })
        return { askedOn: asked.toString(), answeredOn: asked.add({ days }).toString() }
      }),
    }
  }
  const compare = Temporal.PlainDate.compare
  const holds = (check: (deadline: Deadline, input: DeadlineInput) => void) =>
    fc.assert(
      fc.property(request, (drawn) => check(computed(inputOf(drawn)), inputOf(drawn))),
      { numRuns: 300 },
    )

  it('received ≤ nominal ≤ due, and due is a working day', () =>
    holds((deadline, input) => {
      expect(compare(deadline.receivedOn, deadline.nominal)).toBe(-1)
      expect(compare(deadline.nominal, deadline.due)).toBeLessThanOrEqual(0)
      expect(calendarFor(input.calendar)?.restDay(deadline.due)).toBeNull()
    }))

  it('a pause never shortens, and never leaves less time than none at all', () =>
    holds((deadline, input) => {
      expect(compare(deadline.unpausedDue, deadline.due)).toBeLessThanOrEqual(0)
      expect(compare(deadline.oneMonthDue, deadline.due)).toBeLessThanOrEqual(0)
      for (const pause of input.pauses ?? []) expect(compare(pause.answeredOn, deadline.nominal)).toBeLessThanOrEqual(0)
    }))

  it('the internal target comes before every legal date', () =>
    holds((deadline) => {
      expect(compare(deadline.internalTarget, deadline.oneMonthDue)).toBeLessThanOrEqual(0)
    }))

  it('a later receipt is never due earlier', () => {
    fc.assert(
      fc.property(request, fc.nat(40), (drawn, later) => {
        const first = computed(inputOf({ ...drawn, pauses: [] }))
        const second = computed(inputOf({ ...drawn, pauses: [], day: drawn.day + later }))
        expect(compare(first.due, second.due)).toBeLessThanOrEqual(0)
      }),
    )
  })

  it('the period always has two working days (Art. 3(5))', () =>
    holds((deadline, input) => {
      const calendar = calendarFor(input.calendar)
      let working = 0
      for (let d = deadline.receivedOn.add({ days: 1 }); compare(d, deadline.due) <= 0; d = d.add({ days: 1 }))
        if (!calendar?.restDay(d)) working += 1
      expect(working).toBeGreaterThanOrEqual(2)
    }))
})
