// Real worker processes for tests: bundled as in production, started, waited for, ended.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'

export async function workerProcesses(name: string) {
  // Inside the repository, so that the bundle finds node_modules.
  const folder = path.resolve('.data/test', `${name}-${process.pid}`)
  const bundle = path.join(folder, 'worker.mjs')
  mkdirSync(folder, { recursive: true })
  await build({
    entryPoints: ['bin/worker/main.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    alias: { '@': path.resolve('.') },
    loader: { '.sql': 'text', '.yaml': 'text' },
    logLevel: 'error',
  })
  const running = new Set<ChildProcess>()

  const spawnWorker = (environment: Record<string, string> = {}): ChildProcess => {
    const child = spawn(process.execPath, [bundle], {
      env: { ...process.env, LOG_LEVEL: 'info', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    child.once('exit', () => running.delete(child))
    return child
  }

  return {
    spawn: spawnWorker,
    /** Resolves when the worker says that it is ready. */
    start: async (): Promise<ChildProcess> => {
      const child = spawnWorker()
      await said(child, 'worker-ready')
      return child
    },
    end: () => {
      for (const child of running) child.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const said = (child: ChildProcess, word: string): Promise<void> =>
  new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the worker ended with ${code} before it said ${word}`)))
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes(word)) resolve()
    })
  })

/** Its exit code; null after a signal. */
export const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', (code) => resolve(code)))
