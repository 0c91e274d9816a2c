// Makes the sample company and its desk. Idempotent: what stands is left alone, so that every start may call it.
import { workerActor } from '@/lib/auth/worker-actor'
import { today } from '@/lib/platform/clock'
import { db, disconnect } from '@/lib/platform/db/client'
import { verifyKeyCheck } from '@/lib/platform/keys'
import { stopQueue } from '@/lib/platform/queue'
import { closeSystems } from '@/lib/workflow/open-system'
import { shipRules } from '@/lib/workflow/ship-rules'
import { connectCompany, raiseCompany } from './connect-company'
import { staffTheDesk } from './staff'
import { tellTheStory } from './story'

function needed(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is missing`)
  return value
}

const connectorUrl = needed('SAMPLE_CONNECTOR_URL')
const connectorUser = decodeURIComponent(new URL(connectorUrl).username)

await verifyKeyCheck()
await shipRules(workerActor())
await raiseCompany(needed('SAMPLE_DATABASE_URL'), connectorUser, today('Europe/Paris').toString())
const desk = await staffTheDesk(needed('HABEAS_SIGN_INS_FILE'))
await connectCompany(desk.dpo, connectorUrl)
if ((await db.subjectRequest.count()) === 0) await tellTheStory(desk)
await stopQueue()
await closeSystems()
await disconnect()
