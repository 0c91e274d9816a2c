import type { Command } from 'commander'
import { computeDeadline } from '@/lib/domain/deadline'
import { type ClockLanguage, explainDeadline, explainStep } from '@/lib/domain/deadline-explained'
import type { Deadline, DeadlineReason, DeadlineRefusal } from '@/lib/domain/deadline-terms'
import { type Answer, badInput, CommandEnds } from '../endings'
import { collect, leaf, type Run } from '../leaf'

type Options = {
  received: string
  timeZone: string
  calendar: string
  extend?: string
  pause?: string[]
  identityReceived?: string
  language: string
}

/** Needs no database and nobody's name: a calculation. */
export function deadlineCommand(program: Command, run: Run): void {
  leaf<Options>(program, run, {
    name: 'deadline',
    summary: 'the last day to answer a request (Regulation 1182/71, Art. 12(3) GDPR), explained step by step',
    examples: [
      'deadline --received 2026-03-05 --time-zone Europe/Paris --calendar FR',
      'deadline --received 2026-03-05T22:30:00Z --time-zone Europe/Paris --calendar FR-57 --extend 2',
      'deadline --received 2026-05-04 --time-zone Europe/Paris --calendar FR --pause 2026-05-06/2026-05-13 --json',
      'deadline --received 2026-02-10 --time-zone Europe/London --calendar GB-ENG --identity-received 2026-02-24',
    ],
    options: (command) =>
      command
        .requiredOption('--received <date>', 'day it reached the company, or the instant with its offset')
        .requiredOption('--time-zone <name>', 'of the controller who answers, such as Europe/Paris')
        .requiredOption('--calendar <code>', 'public holidays of its seat: FR, FR-57, DE-BY, GB-ENG …')
        .option('--extend <months>', 'the one extension that Art. 12(3) knows: 2')
        .option('--pause <asked/answered>', 'days that do not count, may be repeated', collect)
        .option('--identity-received <date>', 'United Kingdom only: the day identity was proven')
        .option('--language <code>', 'of the explanation: en or fr', 'en'),
    work: async ({ options }) => answer(options),
  })
}

function answer(options: Options): Answer {
  const deadline = computeDeadline({
    received: options.received,
    timeZone: options.timeZone,
    calendar: options.calendar,
    extensionMonths: readExtension(options.extend),
    pauses: (options.pause ?? []).map(readPause),
    ...(options.identityReceived !== undefined && { identityReceivedOn: options.identityReceived }),
  })
  if (!deadline.ok) throw refusal(deadline, options)
  return inWords(deadline, readLanguage(options.language))
}

export function readLanguage(text: string): ClockLanguage {
  if (text === 'en' || text === 'fr') return text
  throw badInput('--language is en or fr.')
}

function readExtension(text: string | undefined): 0 | 2 {
  if (text === undefined || text === '0') return 0
  if (text === '2') return 2
  throw badInput('--extend takes 2: Art. 12(3) GDPR knows one extension, of two further months.')
}

function readPause(text: string): { askedOn: string; answeredOn: string } {
  const [askedOn, answeredOn, more] = text.split('/')
  if (!askedOn || !answeredOn || more !== undefined)
    throw badInput(`--pause takes the day asked and the day answered: 2026-05-06/2026-05-13, not ${text}.`)
  return { askedOn, answeredOn }
}

function inWords(deadline: Deadline, language: ClockLanguage): Answer {
  const { ok: _ok, steps, ...dates } = deadline
  return {
    lines: [deadline.due.toString(), ...explainDeadline(steps, language).map((line) => `  ${line}`)],
    json: { ...dates, steps: steps.map((step) => ({ ...step, text: explainStep(step, language) })) },
  }
}

/** The option that a field of the calculation came from, and what was typed there. */
function typed(field: string, options: Options): string {
  if (field.startsWith('pauses')) return `--pause ${(options.pause ?? []).join(', ')}:`
  if (field === 'timeZone') return `--time-zone ${options.timeZone}`
  if (field === 'calendar') return `--calendar ${options.calendar}`
  if (field === 'identityReceivedOn') return `--identity-received ${options.identityReceived}`
  return field === 'extensionMonths' ? '--extend' : `--received ${options.received}`
}

const mistakes: Record<DeadlineReason, string> = {
  'unknown-time-zone': 'is no time zone: write its IANA name, such as Europe/Paris',
  'unknown-calendar': 'is no calendar that is known: write FR, FR-57, DE-BY, GB-ENG …',
  'not-a-date': 'is not a date: write 2026-03-05 (an instant needs its offset: 2026-03-05T22:30:00Z)',
  'impossible-date': 'is a day that does not exist',
  'date-out-of-range': 'lies outside 1972 to 2099',
  'extension-not-two-months': 'takes 2 only',
  'asked-before-received': 'was asked before the request was received',
  'answered-before-asked': 'was answered before it was asked',
  'asked-after-period': 'was asked after the period had run out: a clock that has stopped cannot be paused',
  'identity-start-outside-uk': 'moves the start in the United Kingdom only: elsewhere a doubt is a --pause',
}

function refusal({ reason, field }: DeadlineRefusal, options: Options): CommandEnds {
  return new CommandEnds('badInput', reason, [`${typed(field, options)} ${mistakes[reason]}.`], { field })
}
