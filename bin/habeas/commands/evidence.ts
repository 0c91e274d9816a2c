import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { exportEvidence } from '@/lib/workflow/export-evidence'
import { type Answer, accepted, badInput, CommandEnds } from '../endings'
import { type EvidenceFault, type EvidenceVerdict, verifyEvidenceFile } from '../evidence-verify'
import { group, leaf, type Run, staffLeaf } from '../leaf'
import { sheetOf } from '../sheet'

export function evidenceCommands(program: Command, run: Run): void {
  const family = group(program, 'evidence', 'the ledger: take a copy, and verify one anywhere')
  exportCommand(family, run)
  verifyCommand(family, run)
}

function exportCommand(family: Command, run: Run): void {
  staffLeaf<{ output?: string }>(family, run, {
    name: 'export [request]',
    summary: 'the whole ledger, or one case, as a file of lines; that it was taken is evidence too',
    examples: [
      'evidence export --output ledger.jsonl --as auditor@example.com',
      'evidence export HB-2026-000042 --output case.jsonl',
    ],
    options: (command) => command.option('--output <file>', 'instead of a name of its own in this folder'),
    work: async ({ args, options, actor }) => {
      const [key] = args
      const scope = key === undefined ? {} : { requestId: (await sheetOf(actor, key)).id }
      const { filename, entries, head, stream } = accepted(await exportEvidence(actor, scope))
      const file = options.output ?? filename
      await writeWhole(file, stream)
      const line = `${entries} entries written to ${file}; the ledger's head is ${head.seq}, ${head.hash}`
      return { lines: [line], json: { file, entries, head } }
    },
  })
}

/** Under another name until it is whole: half a file would look like an altered one. */
async function writeWhole(file: string, stream: NodeJS.ReadableStream): Promise<void> {
  const partial = `${file}.part`
  try {
    await pipeline(stream, createWriteStream(partial, { mode: 0o600 }))
    await rename(partial, file)
  } catch {
    await rm(partial, { force: true })
    throw badInput(`${file} cannot be written.`)
  }
}

function verifyCommand(family: Command, run: Run): void {
  leaf<{ ledger?: string }>(family, run, {
    name: 'verify <file>',
    summary: 'whether every entry is as it was written; names the first that is not; needs no database and no key',
    examples: ['evidence verify ledger.jsonl', 'evidence verify case.jsonl --ledger ledger.jsonl'],
    options: (command) => command.option('--ledger <file>', 'a copy of the whole ledger that the case must stand in'),
    work: async ({ args, options }) => {
      const [file = ''] = args
      const verdict = await verifyEvidenceFile(file, options.ledger === undefined ? {} : { ledger: options.ledger })
      if (!verdict.ok) throw fault(file, verdict)
      return sound(file, verdict)
    },
  })
}

function sound(file: string, verdict: Extract<EvidenceVerdict, { ok: true }>): Answer {
  const { header, entries, last, comparedWithLedger } = verdict
  const lines = [
    `${file}: ${entries} entries, each as it was written.`,
    `  ${header.scope === 'ledger' ? 'the whole ledger' : `the case ${header.reference}`}, taken ${header.exportedAt}`,
    `  last entry ${last.seq}, ${last.hash}`,
    ...(comparedWithLedger ? ['  each stands in the ledger given'] : []),
  ]
  return { lines, json: { ok: true, entries, last, header, comparedWithLedger } }
}

const faults: Record<EvidenceFault, string> = {
  gap: 'an entry is missing before it',
  'broken-link': 'it does not follow from the entry before it',
  altered: 'it is not as it was written',
  'malformed-entry': 'it is not an entry',
  'cut-short': 'the file ends before it',
  'head-differs': 'it is not the head that the file names',
  unreadable: 'the file cannot be read',
  'not-evidence': 'the file is no evidence of Habeas',
  'foreign-entry': 'it belongs to another case',
  added: 'it was added after the end',
  'not-in-ledger': 'it does not stand in the ledger given',
  'ledger-broken': 'the ledger given is itself not sound',
}

function fault(file: string, { line, seq, reason }: Extract<EvidenceVerdict, { ok: false }>): CommandEnds {
  const unread = reason === 'unreadable' || reason === 'not-evidence'
  const place = unread || seq === 0 ? '' : `entry ${seq} (line ${line}): `
  return new CommandEnds(unread ? 'badInput' : 'refused', reason, [`${file}: ${place}${faults[reason]}.`], {
    line,
    seq,
  })
}
