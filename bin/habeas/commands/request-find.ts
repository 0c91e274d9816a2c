import type { Command } from 'commander'
import type { StaffActor } from '@/lib/domain/actor'
import type { InboxRow } from '@/lib/domain/request/inbox-row'
import { inboxPage } from '@/lib/queries/desk-inbox'
import { type InboxAddress, readInboxQuery } from '@/lib/queries/desk-inbox-query'
import { searchPart } from '@/lib/queries/desk-search'
import type { Answer } from '../endings'
import { type Run, staffLeaf } from '../leaf'
import { sheetLines, sheetOf } from '../sheet'

type ListOptions = { view: string; status?: string; right?: string; due?: string; assignee?: string; page?: string }

export function findingCommands(family: Command, run: Run): void {
  staffLeaf<ListOptions>(family, run, {
    name: 'list',
    summary: 'the inbox, 25 a page, what presses first',
    examples: ['request list --as dpo@example.com', 'request list --due overdue --json', 'request list --view closed'],
    options: (command) =>
      command
        .option('--view <view>', 'open, closed or all', 'open')
        .option('--status <status>', 'identifying, deciding, approving, executing …')
        .option('--right <right>', 'access, erasure, rectification or portability')
        .option('--due <when>', 'overdue, soon or week')
        .option('--assignee <who>', 'me or none')
        .option('--page <number>'),
    work: ({ options, actor }) => list(actor, { ...options }),
  })
  staffLeaf(family, run, {
    name: 'find <text...>',
    summary: 'requests of a reference, an e-mail address, a name or a customer number',
    examples: ['request find HB-2026-000042', 'request find camille@example.com', 'request find Lefèvre'],
    work: ({ args, actor }) => list(actor, { view: 'all', ...addressOf(searchPart(actor, args.join(' '))) }),
  })
  staffLeaf(family, run, {
    name: 'show <request>',
    summary: 'where a request stands and what it waits for (no personal data)',
    examples: ['request show HB-2026-000042', 'request show HB-2026-000042 --json'],
    work: async ({ args, actor }) => {
      const sheet = await sheetOf(actor, args[0])
      return { lines: sheetLines(sheet), json: sheet }
    },
  })
}

/** The inbox reads its question from an address, where lists are joined by commas. */
const addressOf = ({ word, ...part }: ReturnType<typeof searchPart>): InboxAddress => ({
  ...Object.fromEntries(Object.entries(part).map(([key, value]) => [key, String(value)])),
  ...(word && { word: word.map((candidates) => candidates.join(',')) }),
})

async function list(actor: StaffActor, address: InboxAddress): Promise<Answer> {
  const { rows, total, more } = await inboxPage(actor, readInboxQuery(address))
  const count = `${rows.length} of ${total}${more ? '+' : ''} requests`
  return { lines: [...rows.map(rowLine), count], json: { rows, total, more } }
}

const rowLine = ({ reference, status, rights, dueOn, daysLeft, person, assignee }: InboxRow): string =>
  [reference, status.padEnd(12), rights.join('+').padEnd(10), `${dueOn} (${daysLeft} d)`, person ?? '', assignee ?? '']
    .join('  ')
    .trimEnd()
