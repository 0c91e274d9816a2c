// The program in this process, with a terminal of the test's own.
import { runProgram } from '@/bin/habeas/program'

export type Told = {
  code: number
  out: string
  err: string
  /** Of `--json`. */
  json: () => Record<string, unknown>
}

/** @param env HABEAS_USER, HABEAS_PASSWORD …; nobody sits at this terminal. */
export async function habeas(argv: string[], env: Record<string, string> = {}): Promise<Told> {
  const told = { out: [] as string[], err: [] as string[] }
  const code = await runProgram(argv, {
    out: (text) => void told.out.push(text),
    err: (text) => void told.err.push(text),
    env,
    askSecret: () => Promise.resolve(null),
  })
  const out = told.out.join('\n')
  return { code, out, err: told.err.join('\n'), json: () => JSON.parse(out) as Record<string, unknown> }
}
