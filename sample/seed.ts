// Makes the sample company and its desk. Idempotent: what stands is left alone, so that every start may call it.
import { workerActor } from '@/lib/auth/worker-actor'
import { moveClock, today } from '@/lib/platform/clock'
import { db, disconnect } from '@/lib/platform/db/client'
import { verifyKeyCheck } from '@/lib/platform/keys'
import { stopQueue } from '@/lib/platform/queue'
import { closeSystems } from '@/lib/workflow/open-system'
import { shipRules } from '@/lib/workflow/ship-rules'
import { connectCompany, raiseCompany } from './connect-company'
import { staffTheControllers, staffTheDesk } from './staff'
import { tellTheStory } from './story'

function needed(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is missing`)
  return value
}

const companyUrl = needed('SAMPLE_DATABASE_URL')
const connectorUrl = needed('SAMPLE_CONNECTOR_URL')
const connectorUser = decodeURIComponent(new URL(connectorUrl).username)

const raisedOn = today('Europe/Paris').toString()

await verifyKeyCheck()
// The desk was set up before its first request came in.
moveClock('-P60D')
await shipRules(workerActor())
await raiseCompany(companyUrl, connectorUser, raisedOn)
const desk = await staffTheDesk(needed('HABEAS_SIGN_INS_FILE'))
await connectCompany(desk.dpo, connectorUrl)
await staffTheControllers(needed('HABEAS_SIGN_INS_FILE'))
if ((await db.subjectRequest.count()) === 0) await tellTheStory(desk, companyUrl)
await stopQueue()
await closeSystems()
await disconnect()
