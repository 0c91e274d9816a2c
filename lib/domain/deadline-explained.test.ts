import { describe, expect, it } from 'vitest'
import { computeDeadline } from './deadline'
import { explainDeadline } from './deadline-explained'
import type { DeadlineInput } from './deadline-terms'

const explained = (input: DeadlineInput, language: 'en' | 'fr') => {
  const deadline = computeDeadline(input)
  return deadline.ok ? explainDeadline(deadline.steps, language) : [deadline.reason]
}

describe('the clock in words', () => {
  const easter = { received: '2026-03-05', timeZone: 'Europe/Paris', calendar: 'FR' }

  it('in English', () => {
    expect(explained(easter, 'en')).toEqual([
      'Received on Thursday 5 March 2026 (Europe/Paris). The day of receipt itself is not counted.',
      'One month from Thursday 5 March 2026 ends on the same date: Sunday 5 April 2026.',
      'A period cannot end on Sunday 5 April 2026: it goes on to the next working day.',
      'A period cannot end on Monday 6 April 2026, a public holiday (Easter Monday, FR).',
      'The answer is due by the end of Tuesday 7 April 2026, 23:59:59 in Europe/Paris.',
    ])
  })

  it('in French', () => {
    expect(explained(easter, 'fr')).toEqual([
      'Reçue le jeudi 5 mars 2026 (Europe/Paris). Le jour de la réception ne compte pas.',
      'Un mois à compter du jeudi 5 mars 2026 : le délai finit à la même date, le dimanche 5 avril 2026.',
      'Un délai ne peut finir le dimanche 5 avril 2026 : il va jusqu’au jour ouvrable suivant.',
      'Un délai ne peut finir le lundi 6 avril 2026, jour férié (Lundi de Pâques, FR).',
      'La réponse est due avant la fin du mardi 7 avril 2026, 23 h 59 min 59 s à l’heure de Europe/Paris.',
    ])
  })

  it('says pauses, clamped months, time zones and identity in both languages', () => {
    const london = { timeZone: 'Europe/London', calendar: 'GB-ENG' }
    const all = [
      { received: '2026-01-31', timeZone: 'Europe/Paris', calendar: 'FR', extensionMonths: 2 as const },
      { received: '2026-09-09T22:30:00Z', timeZone: 'Europe/Paris', calendar: 'FR' },
      { ...london, received: '2026-02-10', identityReceivedOn: '2026-02-24' },
      { ...london, received: '2026-06-01', pauses: [{ askedOn: '2026-06-08', answeredOn: '2026-06-08' }] },
      { ...london, received: '2026-06-01', pauses: [{ askedOn: '2026-06-08', answeredOn: '2026-06-15' }] },
    ]
    const english = all.flatMap((input) => explained(input, 'en')).join('\n')
    for (const part of ['3 months', 'no day 31', 'in UTC', 'proof of identity', 'no further day', '7 days added'])
      expect(english).toContain(part)
    const french = all.flatMap((input) => explained(input, 'fr')).join('\n')
    for (const part of ['3 mois', 'pas de jour 31', 'en UTC', 'preuve d’identité', 'aucun jour', '7 jours ajoutés'])
      expect(french).toContain(part)
    expect(`${english}${french}`).not.toContain('undefined')
  })
})
