// What a command may do to the world of whoever typed it. Tests bring a terminal of their own.
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

export type Terminal = {
  out: (text: string) => void
  err: (text: string) => void
  env: Record<string, string | undefined>
  /** Without echo; null where nobody sits at the terminal. */
  askSecret: (question: string) => Promise<string | null>
}

export const processTerminal = (): Terminal => ({
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  env: process.env,
  askSecret,
})

function askSecret(question: string): Promise<string | null> {
  if (!process.stdin.isTTY) return Promise.resolve(null)
  process.stderr.write(question)
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silence, terminal: true })
  return new Promise((resolve) => {
    lines.once('line', (line) => resolve(line))
    lines.once('close', () => resolve(null))
  }).finally(() => {
    lines.close()
    process.stderr.write('\n')
  }) as Promise<string | null>
}
