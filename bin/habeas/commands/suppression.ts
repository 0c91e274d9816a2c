import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Command } from 'commander'
import type { StaffActor } from '@/lib/domain/actor'
import { addressesIn, MOST_VALUES } from '@/lib/domain/suppression'
import { suppressedCounts } from '@/lib/queries/suppression'
import { addSuppression } from '@/lib/workflow/add-suppression'
import { checkSuppression } from '@/lib/workflow/check-suppression'
import { removeSuppression } from '@/lib/workflow/remove-suppression'
import { accepted, badInput } from '../endings'
import { group, type Run, staffLeaf } from '../leaf'

export function suppressionCommands(program: Command, run: Run): void {
  const family = group(program, 'suppression', 'addresses that must not be written to or imported again')
  staffLeaf(family, run, {
    name: 'check <file>',
    summary: 'says which lines of a list or table hold a suppressed address: line numbers, never the address',
    examples: ['suppression check contacts.csv --as agent@example.com', 'suppression check contacts.csv --json'],
    work: async ({ args, actor }) => {
      const { suppressed, lines } = await checkFile(actor, args[0] ?? '')
      const summary = `${suppressed.length} of ${lines} lines hold a suppressed address.`
      return { lines: [...suppressed.map(String), summary], json: { suppressed, lines } }
    },
  })
  staffLeaf(family, run, {
    name: 'add <file>',
    summary: 'adds every address of a list, one or more a line',
    examples: ['suppression add objections.txt --as dpo@example.com'],
    work: async ({ args, actor }) => {
      let [added, unreadable] = [0, 0]
      for await (const batch of batches(args[0] ?? '')) {
        const values = batch.flatMap(({ values }) => values)
        for (let at = 0; at < values.length; at += MOST_VALUES) {
          const done = accepted(await addSuppression(actor, { values: values.slice(at, at + MOST_VALUES) }))
          added += done.added
          unreadable += done.unreadable
        }
      }
      return { lines: [`${added} added, ${unreadable} could not be read.`], json: { added, unreadable } }
    },
  })
  more(family, run)
}

function more(family: Command, run: Run): void {
  staffLeaf(family, run, {
    name: 'remove',
    summary: 'takes one address out; it is asked, or taken from HABEAS_ADDRESS',
    examples: ['suppression remove --as dpo@example.com'],
    work: async ({ actor, terminal }) => {
      // Not an argument: arguments stand in the shell's history and in the machine's list of processes.
      const value = terminal.env.HABEAS_ADDRESS ?? (await terminal.askSecret('Address: '))
      if (value === null) throw badInput('No terminal to ask for the address: set HABEAS_ADDRESS.')
      const { removed } = accepted(await removeSuppression(actor, { value }))
      return { lines: [removed > 0 ? 'Taken out.' : 'It was not on the list.'], json: { removed } }
    },
  })
  staffLeaf(family, run, {
    name: 'count',
    summary: 'how many addresses are suppressed',
    examples: ['suppression count'],
    work: async ({ actor }) => {
      const counts = await suppressedCounts(actor)
      return { lines: [`${counts.email} e-mail addresses, ${counts.phone} phone numbers`], json: counts }
    },
  })
}

async function checkFile(actor: StaffActor, file: string): Promise<{ suppressed: number[]; lines: number }> {
  const suppressed: number[] = []
  let lines = 0
  for await (const batch of batches(file)) {
    lines = batch.at(-1)?.line ?? lines
    const asked = batch.flatMap(({ line, values }) => values.map((value) => ({ line, value })))
    for (let at = 0; at < asked.length; at += MOST_VALUES) {
      const part = asked.slice(at, at + MOST_VALUES)
      const done = accepted(await checkSuppression(actor, { values: part.map(({ value }) => value) }))
      for (const place of done.suppressed) suppressed.push(part[place]?.line ?? 0)
    }
  }
  return { suppressed: [...new Set(suppressed)].sort((a, b) => a - b), lines }
}

const LINES_AT_ONCE = 500
type Line = { line: number; values: string[] }

/** The file of any length in constant memory. */
async function* batches(file: string): AsyncGenerator<Line[]> {
  const source = createReadStream(file, 'utf8')
  const missing = new Promise<never>((_, reject) =>
    source.once('error', () => reject(badInput(`The file ${file} cannot be read.`))),
  )
  await Promise.race([new Promise((resolve) => source.once('open', resolve)), missing])
  let batch: Line[] = []
  let line = 0
  for await (const text of createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1
    batch.push({ line, values: addressesIn(text) })
    if (batch.length < LINES_AT_ONCE) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
