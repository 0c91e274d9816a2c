// A disk of the test's own that really fills up (ENOSPC): a tmpfs, where this account may mount one.
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const run = (command: string, args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0
const asRoot = (command: string, args: string[]) => run(command, args) || run('sudo', ['-n', command, ...args])

/** Null where nothing may be mounted here. */
export function smallDisk(name: string, megabytes: number) {
  const at = path.resolve('.data/test', `${name}-${process.pid}`)
  mkdirSync(at, { recursive: true })
  const options = `size=${megabytes}m,mode=0700,uid=${process.getuid?.() ?? 0}`
  if (!asRoot('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', at])) {
    rmSync(at, { recursive: true })
    return null
  }
  const ballast = path.join(at, 'ballast')
  return {
    at,
    /** Until not a block is free. */
    fill: () => {
      try {
        for (;;) writeFileSync(ballast, Buffer.alloc(1 << 16), { flag: 'a' })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      }
    },
    free: () => rmSync(ballast, { force: true }),
    remove: () => {
      asRoot('umount', ['-l', at])
      rmSync(at, { recursive: true, force: true })
    },
  }
}

/** No file of this process grows beyond that (EFBIG), for accounts that may mount nothing. Returns the way back. */
export function smallFiles(bytes: number): () => void {
  const limit = (value: string) => run('prlimit', ['--pid', String(process.pid), `--fsize=${value}:`])
  if (!limit(String(bytes))) throw new Error('The test of a full disk needs `mount` as root, or `prlimit`.')
  return () => void limit('unlimited')
}
