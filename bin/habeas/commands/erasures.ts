import type { Command } from 'commander'
import { officeToday } from '@/lib/queries/office'
import { dueUntil } from '@/lib/queries/retention'
import { type Replayed, replayErasures } from '@/lib/workflow/replay-erasures'
import { accepted, badInput, CommandEnds } from '../endings'
import { group, type Run, staffLeaf } from '../leaf'
import { runFollowUps } from '../run-follow-ups'

type DueOptions = { days?: string }
type ReplayOptions = { system?: string; backupOf?: string }

export function erasuresCommands(program: Command, run: Run): void {
  const family = group(program, 'erasures', 'what answered erasures left, and what a restored backup brought back')
  dueCommand(family, run)
  replayCommand(family, run)
}

function dueCommand(family: Command, run: Run): void {
  staffLeaf<DueOptions>(family, run, {
    name: 'due',
    summary: 'what is overdue and why, and what the law lets go in the next days',
    examples: ['erasures due', 'erasures due --days 365 --json'],
    options: (command) => command.option('--days <number>', 'how far to look ahead (31)'),
    work: async ({ options, actor }) => {
      const days = options.days ?? '31'
      if (!/^\d{1,5}$/.test(days)) throw badInput('--days is a whole number, e.g. --days 365.')
      const { today } = await officeToday()
      const until = today.add({ days: Number(days) }).toString()
      const due = await dueUntil(actor, until)
      const lines = due.map(
        ({ reference, system, dataset, rule, endedOn, rows, overdue, problem }) =>
          `${overdue ? 'overdue' : 'ends   '} ${endedOn ?? 'lifted    '}  ${reference}  ${system}/${dataset}  ${rule}  ${counted(rows)}${problem ? `  (${problem})` : ''}`,
      )
      return { lines: lines.length > 0 ? lines : [`Nothing ends until ${until}.`], json: { until, due } }
    },
  })
}

const counted = (rows: number) => `${rows} ${rows === 1 ? 'record' : 'records'}`

function replayCommand(family: Command, run: Run): void {
  staffLeaf<ReplayOptions>(family, run, {
    name: 'replay',
    summary: 'after a restore of a system: erases again what was erased there; safe to repeat',
    examples: [
      'erasures replay --system shop --backup-of 2026-11-20T03:00Z',
      'erasures replay --system shop --json --as dpo@example.com',
    ],
    options: (command) =>
      command
        .option('--system <key>', 'the restored system')
        .option(
          '--backup-of <instant>',
          'when the backup was made (ISO 8601): rows whose key is an address are told from new registrations by it',
        ),
    work: async ({ options, actor }) => {
      if (!options.system) throw badInput('Say which system was restored: --system NAME.')
      const backupOf = readInstant(options.backupOf)
      const found = accepted(await replayErasures(actor, { system: options.system, backupOf }))
      const done = await runFollowUps(actor, found.planIds)
      return ending(found, done)
    },
  })
}

function readInstant(text: string | undefined): string | null {
  if (text === undefined) return null
  try {
    return Temporal.Instant.from(text).toString()
  } catch {
    throw badInput('--backup-of is an instant with its zone, e.g. 2026-11-20T03:00Z.')
  }
}

/** 0: all of it stands as it should. 1: something waits for the officer. 3: something could not be looked at or done. */
function ending(found: Replayed, done: Awaited<ReturnType<typeof runFollowUps>>) {
  const erased = done.filter(({ closed }) => closed).length
  const unfinished = done.filter(({ closed }) => !closed)
  const { remembered, standing, waiting, keyless, failed } = found
  const json = { remembered, standing, erasedAgain: erased, waiting, keyless, failed, unfinished }
  const lines = [
    `${remembered} erasures of the window touched the system.`,
    `${standing} stand as they should, ${erased} were carried out again and read again.`,
    ...waiting.map(({ reference, waitsFor }) => `  ${reference} waits for the data protection officer: ${waitsFor}`),
    ...keyless.map(
      ({ reference, dataset, rows }) =>
        `  ${reference}: ${rows} records of ${dataset} were too many to remember by key; look for them by hand`,
    ),
    ...failed.map(({ reference, failure }) => `  ${reference} could not be looked at: ${failure}`),
    ...unfinished.map(
      ({ reference, step }) => `  ${reference} is not done: ${step?.problem ?? step?.status ?? 'stopped'}`,
    ),
  ]
  if (failed.length + unfinished.length > 0) throw new CommandEnds('unavailable', 'replay-unfinished', lines, json)
  if (waiting.length + keyless.length > 0) throw new CommandEnds('refused', 'replay-waits', lines, json)
  return { lines, json }
}
