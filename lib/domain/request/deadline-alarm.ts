// Before a deadline passes: which alarm is due, and the office's own mail about it. References and dates, nobody's data.
import type { LetterLocale } from '../letters/letter'
import { escapeHtml } from '../letters/letter-html'

/** Days before the month of Art. 12(3) ends. Each rings once for a deadline, also where it rings late. */
export const alarmStages = [7, 2] as const
export type AlarmStage = (typeof alarmStages)[number]

export const waitsFor = ['system', 'colleague', 'officer'] as const
export type WaitsFor = (typeof waitsFor)[number]

/** The alarm that should have rung by now; null while there is time. */
export function alarmStage(nominalOn: Temporal.PlainDate, today: Temporal.PlainDate): AlarmStage | null {
  const { days } = today.until(nominalOn, { largestUnit: 'days' })
  return alarmStages.findLast((stage) => days <= stage) ?? null
}

export type AlarmLine = {
  reference: string
  nominalOn: string
  /** Days until then; negative where it has passed. */
  days: number
  waitsFor: WaitsFor[]
  /** By name, where a system is waited for. */
  systems: string[]
}
export type DeadlineAlarm = { lines: AlarmLine[]; url: string }

type Words = {
  subject: (count: number) => string
  lead: string
  line: (line: AlarmLine) => string
  look: string
}

const waiting: Record<LetterLocale, Record<WaitsFor, string>> = {
  en: { system: 'a system', colleague: 'a colleague’s answer', officer: 'a decision or signature' },
  fr: { system: 'un système', colleague: 'la réponse d’un collègue', officer: 'une décision ou une signature' },
}

const listed = (locale: LetterLocale, line: AlarmLine): string =>
  line.waitsFor
    .map((what) => {
      const named = what === 'system' && line.systems.length > 0 ? ` (${line.systems.join(', ')})` : ''
      return `${waiting[locale][what]}${named}`
    })
    .join(', ')

const words: Record<LetterLocale, Words> = {
  en: {
    subject: (count) => (count === 1 ? 'A request is due soon and waits' : `${count} requests are due soon and wait`),
    lead: 'The month of Art. 12(3) GDPR is about to end, or has ended, for these requests. What they wait for:',
    line: (line) => `${line.reference}, due ${line.nominalOn} (${left(line.days)}): ${listed('en', line)}`,
    look: 'Look at it here:',
  },
  fr: {
    subject: (count) =>
      count === 1 ? 'Une demande arrive à échéance et attend' : `${count} demandes arrivent à échéance et attendent`,
    lead: 'Le mois de l’art. 12(3) RGPD se termine, ou s’est terminé, pour ces demandes. Ce qu’elles attendent :',
    line: (line) => `${line.reference}, échéance ${line.nominalOn} (${reste(line.days)}) : ${listed('fr', line)}`,
    look: 'À voir ici :',
  },
}

const left = (days: number): string => {
  if (days === 0) return 'today'
  const count = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`
  return days < 0 ? `${count} late` : `${count} left`
}
const reste = (days: number): string => {
  if (days === 0) return 'aujourd’hui'
  if (days < 0) return days === -1 ? '1 jour de retard' : `${-days} jours de retard`
  return days === 1 ? '1 jour restant' : `${days} jours restants`
}

export function deadlineAlarm(
  alarm: DeadlineAlarm,
  locale: LetterLocale,
): { subject: string; text: string; html: string } {
  const said = words[locale]
  const subject = said.subject(alarm.lines.length)
  const lines = alarm.lines.map(said.line)
  const url = escapeHtml(alarm.url)
  const items = lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('\n')
  return {
    subject,
    text: `${[said.lead, lines.join('\n'), `${said.look} ${alarm.url}`].join('\n\n')}\n`,
    html: `<!doctype html>\n<html lang="${locale}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head><body>
<p>${escapeHtml(said.lead)}</p>\n<ul>\n${items}\n</ul>\n<p>${escapeHtml(said.look)} <a href="${url}">${url}</a></p>
</body></html>\n`,
  }
}
