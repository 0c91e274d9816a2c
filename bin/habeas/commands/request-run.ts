import type { Command } from 'commander'
import { may } from '@/lib/domain/request/status'
import { CommandEnds, refused } from '../endings'
import { type Run, staffLeaf } from '../leaf'
import { type RunOutcome, runRequest } from '../run-request'
import { sheetLines } from '../sheet'

export function runCommand(family: Command, run: Run): void {
  staffLeaf(family, run, {
    name: 'run <request>',
    summary: 'does now what waits for the worker: search, approved steps, their re-reading, letters',
    examples: ['request run HB-2026-000042', 'request run HB-2026-000042 --json'],
    work: async ({ args, actor }) => {
      if (!may(actor, 'preparePlan')) throw refused({ ok: false, reason: 'not-permitted' })
      const outcome = await runRequest(actor, args[0] ?? '')
      const lines = [...sheetLines(outcome.sheet), ...outcome.waiting.map(waitingLine)]
      const stopped = outcome.waiting.filter(({ job }) => job !== 'send-letter')
      // A mail server that is away holds no erasure up: the letter waits, and the line says so.
      if (stopped.length > 0) throw new CommandEnds('unavailable', 'work-waits', lines, { ...outcome })
      return { lines, json: outcome }
    },
  })
}

const waitingLine = ({ job, failure }: RunOutcome['waiting'][number]): string =>
  job === 'send-letter' ? `  the letter waits for the mail server (${failure})` : `  ${job} waits: ${failure}`
