// The worker process: several of them may run against one database. Ctrl-C or SIGTERM lets running jobs end.
import { workerActor } from '@/lib/auth/worker-actor'
import { work } from '@/lib/jobs/work'
import { disconnect } from '@/lib/platform/db/client'
import { requireEnv } from '@/lib/platform/env'
import { KeyringError, verifyKeyCheck } from '@/lib/platform/keys'
import { failureOf, log } from '@/lib/platform/log'
import { startQueue, stopQueue } from '@/lib/platform/queue'
import { closeSystems } from '@/lib/workflow/open-system'
import { requeueWork } from '@/lib/workflow/requeue-work'
import { resumeIdentities, resumeWork } from '@/lib/workflow/resume-work'
import { shipRules } from '@/lib/workflow/ship-rules'

const SWEEP_MILLISECONDS = 2_000
const SWEEPS_BETWEEN_IDENTITIES = 450 // a quarter of an hour
const SWEEPS_BETWEEN_REQUEUES = 150 // five minutes
const RETRY_MILLISECONDS = 2_000

const actor = workerActor()
let stopping = false
let sweeps = 0

/** The database may start after us, or be away for a while: wait for it instead of dying. A wrong key is no wait. */
async function whenReady(): Promise<void> {
  while (!stopping) {
    try {
      await verifyKeyCheck()
      await shipRules(actor)
      await work(await startQueue({ worker: true }), actor)
      return
    } catch (error) {
      if (error instanceof KeyringError) throw error
      log.warn('worker-waits', { failure: failureOf(error) })
      await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS))
    }
  }
}

async function sweep(): Promise<void> {
  try {
    await resumeWork(actor)
    sweeps += 1
    if (sweeps % SWEEPS_BETWEEN_REQUEUES === 0) await requeueWork(actor)
    if (sweeps % SWEEPS_BETWEEN_IDENTITIES === 0) await resumeIdentities(actor)
  } catch (error) {
    log.warn('sweep-failed', { failure: failureOf(error) })
  }
  if (!stopping) setTimeout(sweep, SWEEP_MILLISECONDS)
}

async function stop(signal: string): Promise<void> {
  if (stopping) return
  stopping = true
  log.info('worker-stops', { signal })
  await stopQueue()
  await closeSystems()
  await disconnect()
  process.exit(0)
}

requireEnv()
process.on('SIGTERM', () => void stop('SIGTERM'))
process.on('SIGINT', () => void stop('SIGINT'))

try {
  await whenReady()
} catch (error) {
  if (!(error instanceof KeyringError)) throw error
  for (const line of error.lines) console.error(line)
  process.exit(1)
}
if (!stopping) {
  log.info('worker-ready')
  await sweep()
}
