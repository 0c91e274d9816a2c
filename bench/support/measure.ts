// A claim is a ratio: ours beside hand-written work on the same server in the same run, taken in turns, as medians.
// Absolute figures are printed beside it and never decide.
import { mkdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const FOLDER = '.data/bench'

export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** A round's own preparation stays outside of what it times: each side answers its milliseconds. */
export type Turn = (round: number) => Promise<number>
export type Turns = { ours: number[]; theirs: number[] }

export async function inTurns(sides: { ours: Turn; theirs: Turn }, rounds: number, warmUp = 1): Promise<Turns> {
  const turns: Turns = { ours: [], theirs: [] }
  for (let round = 0; round < warmUp + rounds; round += 1) {
    // Who goes first changes, so that neither always finds the other's pages warm.
    for (const side of round % 2 ? (['theirs', 'ours'] as const) : (['ours', 'theirs'] as const)) {
      const took = await sides[side](round)
      if (round >= warmUp) turns[side].push(took)
    }
  }
  return turns
}

export type Claim = {
  /** Of the file that it is written to. */
  name: string
  claim: string
  turns: Turns
  /** Ours may take this many times the hand-written work. */
  limit: number
  /** Printed below the claim and kept with it. */
  notes?: string[]
}

const ms = (value: number) => (value >= 1000 ? `${(value / 1000).toFixed(2)} s` : `${value.toFixed(1)} ms`)

/** One line a claim; a missed one ends the process with an error. */
export function report({ name, claim, turns, limit, notes = [] }: Claim): void {
  const ours = median(turns.ours)
  const theirs = median(turns.theirs)
  const ratio = ours / theirs
  const ok = ratio <= limit
  const line = `${claim}: ours ${ms(ours)}, hand-written ${ms(theirs)}, ratio ${ratio.toFixed(2)} (limit ${limit})`
  write(name, { claim, oursMs: ours, handWrittenMs: theirs, ratio, limit, ok, rounds: turns, notes })
  tell(`${line} ${ok ? 'ok' : 'MISSED'}`, notes)
  if (!ok) process.exitCode = 1
}

export function tell(line: string, notes: string[] = []): void {
  console.log(line)
  for (const note of notes) console.log(`  ${note}`)
}

export function write(name: string, result: object): void {
  mkdirSync(FOLDER, { recursive: true })
  const machine = {
    cores: os.availableParallelism(),
    cpu: os.cpus()[0]?.model,
    load: os.loadavg()[0],
    node: process.version,
  }
  const text = JSON.stringify({ at: Temporal.Now.instant().toString(), machine, ...result }, null, 2)
  writeFileSync(path.join(FOLDER, `${name}.json`), `${text}\n`)
}
