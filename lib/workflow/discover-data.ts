import type { StaffActor, WorkerActor } from '../domain/actor'
import type { PersonKeys, SystemFinding } from '../domain/findings'
import type { IdentityDoubt } from '../domain/identity-doubt'
import { type Outcome, refuse } from '../domain/outcome'
import type { Right } from '../domain/request/rights'
import { type ItemStatus, may, permits } from '../domain/request/status'
import { now, today } from '../platform/clock'
import { db, inTransaction, type Transaction } from '../platform/db/client'
import { enqueue } from '../platform/queue'
import { inferenceOf } from '../platform/sealed-inference'
import { setting } from '../platform/settings'
import { activeMatters } from './active-matters'
import { askOwners } from './by-hand-tasks'
import { commit, moveItem, type Say } from './commit-item'
import { correctionFacts } from './correction-facts'
import { currentMap } from './current-map'
import { currentRules } from './current-rules'
import { askIdentityAgain, doubtOf } from './doubt-identity'
import { drawPlan, olderPlans, type PlanMaterial, savePlan, supersedePlan } from './draw-plan'
import { type FoundPlace, findPlaces } from './find-places'
import { loadRequest, type RequestCase, vaultOf } from './load-case'
import { mostUnindexed } from './most-unindexed'
import { personIndex } from './person-index'
import { planChoices } from './plan-choices'
import { provenIdentifiers } from './proven-identifiers'
import { saveSearch } from './record-search'
import { savePlaces } from './save-places'
import { type PersonSearch, searchPerson } from './search-person'

/** Staff ask for a new search; the worker searches and drafts the plans. */
export function discoverData(actor: WorkerActor | StaffActor, input: { requestId: string }): Promise<Outcome> {
  return actor.kind === 'staff' ? askAgain(actor, input.requestId) : search(actor, input.requestId)
}

async function askAgain(actor: StaffActor, requestId: string): Promise<Outcome> {
  if (!may(actor, 'preparePlan')) return refuse('not-permitted')
  const request = await loadRequest(requestId)
  if (!request) return refuse('not-found')
  const items = await searchable(request)
  // A search that the queue gave up on is asked for again the same way.
  const searching = request.items.some((item) => item.status === 'discovering')
  if (items.length === 0 && !searching) return refuse('wrong-status')
  return commit(actor, requestId, async (tx, say) => {
    await returnToSearch(tx, say, requestId, items)
    return {}
  })
}

type Items = RequestCase['items']

/** Rights that a new search may still change. */
export async function searchable(request: RequestCase): Promise<Items> {
  const stuck = await stuckItems(request.id)
  return request.items.filter(({ id, status }) => permits('rediscover', status as ItemStatus) || stuck.includes(id))
}

/** Within `commit`. */
export async function returnToSearch(tx: Transaction, say: Say, requestId: string, items: Items): Promise<void> {
  for (const item of items) {
    await moveItem(tx, item, { status: 'discovering' })
    const plan = await tx.plan.findFirst({ where: { itemId: item.id }, orderBy: { number: 'desc' } })
    if (plan) await supersedePlan(tx, say, item, plan, 'searched-again')
  }
  await enqueue(tx, 'discover-data', { requestId })
}

/** A re-reading found something still there: the way on is a new search and a new plan, never a silent repetition. */
async function stuckItems(requestId: string): Promise<string[]> {
  const plans = await db.plan.findMany({
    where: { item: { requestId, status: 'approved' }, status: 'approved', steps: { some: { status: 'ambiguous' } } },
    include: { steps: true },
  })
  const running = ['pending', 'attempted', 'waiting']
  return plans.filter(({ steps }) => !steps.some(({ status }) => running.includes(status))).map(({ itemId }) => itemId)
}

async function search(actor: WorkerActor, requestId: string): Promise<Outcome> {
  const [request, last] = await Promise.all([loadRequest(requestId), lastRound(requestId)])
  if (request?.identity !== 'proven') return refuse('wrong-status')
  const waiting = last.findings.filter((finding) => finding.status === 'unreachable')
  const items = request.items.filter((item) => wantsSearch(item, waiting.length > 0))
  if (items.length === 0) return { ok: true }
  const { material, found, doubt } = await lookFor(request, last)
  if (doubt) {
    return commit(actor, requestId, async (tx, say) => {
      await askIdentityAgain(tx, say, request, doubt)
      return {}
    })
  }
  const retry = retryAfter(last, found.findings)
  if (retry !== null && items.every((item) => item.status === 'planned') && !anybodyBack(waiting, found.findings)) {
    await inTransaction((tx) => askLater(tx, requestId, retry))
    return { ok: true }
  }
  const correction = items.find(({ right }) => right === 'rectification')
  const places = correction && (await placesOf(correction.id, material, found))
  return commit(actor, requestId, async (tx, say) => {
    await saveSearch(tx, say, request, last.round + 1, found)
    if (correction && places) await savePlaces(tx, vaultOf(request), correction.id, places)
    await draftAll(tx, say, items, material)
    await askOwners(tx, say, request, material.map)
    if (retry !== null) await askLater(tx, requestId, retry)
    return {}
  })
}

const searchedRights: readonly string[] = ['access', 'erasure', 'portability', 'rectification'] satisfies Right[]

/** A plan that waits for a system is drawn again when the system answers; a signed one is left alone. */
const wantsSearch = ({ right, status }: { right: string; status: string }, systemAway: boolean): boolean =>
  searchedRights.includes(right) && (status === 'discovering' || (systemAway && status === 'planned'))

async function placesOf(itemId: string, material: PlanMaterial, { person }: PersonSearch): Promise<FoundPlace[]> {
  const { wishes, ownMatters } = await correctionFacts(db, itemId)
  const data = wishes.flatMap(({ datum, status }) => (datum === null || status === 'replaced' ? [] : [datum]))
  return findPlaces(material, person, { data, ownMatters })
}

type Looked = { material: PlanMaterial; found: PersonSearch; doubt: IdentityDoubt | null }

async function lookFor(request: RequestCase, last: Round): Promise<Looked> {
  const [{ version, map }, rules, mostRows] = await Promise.all([
    currentMap(db),
    currentRules(db),
    mostUnindexed(request),
  ])
  const vault = vaultOf(request)
  const known: PersonKeys | null = request.personKeysEnc
    ? JSON.parse(vault.open('subject_request.person_keys', request.personKeysEnc))
    : null
  const earlier = inferenceOf(vault, request)
  const proven = provenIdentifiers(vault, request, map)
  const wanted = { proven, known, earlier, begun: last.begun, mostUnindexed: mostRows }
  const found = await searchPerson(map, rules, wanted)
  const material: PlanMaterial = {
    requestId: request.id,
    map,
    mapVersion: version,
    catalogues: found.catalogues,
    findings: found.findings,
    rules,
    matters: await activeMatters(db, () => personIndex(found.person)),
    rowsAtOnce: await setting(db, 'rows-at-once'),
    today: today(request.timeZone).toString(),
  }
  // Keys found on the way were judged one by one; the doubt is about what was proven.
  const before = { findings: last.all, known: earlier?.proven ?? known }
  const doubt = doubtOf(request, map, before, found.inference?.proven ?? found.person)
  return { material, found, doubt }
}

const anybodyBack = (waiting: { systemKey: string }[], findings: SystemFinding[]): boolean =>
  waiting.some(({ systemKey }) => findings.some((one) => one.system === systemKey && one.status !== 'unreachable'))

async function draftAll(tx: Transaction, say: Say, items: RequestCase['items'], material: PlanMaterial): Promise<void> {
  for (const item of items) {
    const older = await olderPlans(tx, item)
    await moveItem(tx, item, { status: 'planned' })
    const choices = await planChoices(tx, item, older[0]?.document, material.today)
    await savePlan(tx, say, item, drawPlan(item.right as Right, material, choices), older)
  }
}

type Found = { systemKey: string; status: string; foundAt: Date }
/** `begun`: an erasure was asked of a system. */
type Round = { round: number; findings: Found[]; all: Found[]; begun: boolean }
type FoundInRound = { round: number; systemKey: string; status: string; foundAt: Date }

async function lastRound(requestId: string): Promise<Round> {
  const [seen] = await db.$queryRaw<
    { begun: boolean; rows: (Omit<FoundInRound, 'foundAt'> & { foundAt: string })[] }[]
  >`
    SELECT EXISTS (SELECT FROM step s JOIN plan p ON p.id = s.plan_id JOIN request_item i ON i.id = p.item_id
        WHERE i.request_id = ${requestId}::uuid) AS begun,
      coalesce(json_agg(json_build_object('round', round, 'systemKey', system_key, 'status', status,
        'foundAt', found_at)), '[]') AS rows
    FROM system_finding WHERE request_id = ${requestId}::uuid`
  const rows = (seen?.rows ?? []).map((row): FoundInRound => ({ ...row, foundAt: new Date(row.foundAt) }))
  const round = Math.max(0, ...rows.map((row) => row.round))
  return { round, findings: rows.filter((row) => row.round === round), all: rows, begun: seen?.begun ?? false }
}

/** Seconds until the next attempt: a tenth of the time the system has been away, 30 seconds to 15 minutes. */
function retryAfter(last: Round, findings: SystemFinding[]): number | null {
  if (findings.every((finding) => finding.status !== 'unreachable')) return null
  const since = last.findings.find((finding) => finding.status === 'unreachable')?.foundAt
  const away = since ? (now().epochMilliseconds - since.getTime()) / 1000 : 0
  return Math.round(Math.min(900, Math.max(30, away / 10)))
}

const askLater = (tx: Transaction, requestId: string, seconds: number): Promise<void> =>
  enqueue(tx, 'discover-data', { requestId }, { startAfterSeconds: seconds })
