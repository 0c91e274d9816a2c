// What a search brought: findings by round, the keys of the person's records, the state of each system, the evidence.
import type { Catalogue } from '../domain/catalogue'
import { evidence } from '../domain/evidence/events'
import type { SystemFinding } from '../domain/findings'
import { type Inference, isFollowed, strengthOf } from '../domain/inference/inferred-key'
import { instantToDate, now } from '../platform/clock'
import type { Prisma, Transaction } from '../platform/db/client'
import { evidenceDigest } from '../platform/keys'
import { keyDigest, sealInference } from '../platform/sealed-inference'
import type { Say } from './commit-item'
import { type RequestCase, vaultOf } from './load-case'
import { personIndex } from './person-index'
import type { PersonSearch } from './search-person'
import { wholeHash } from './system-report'

/** Within `commit`. */
export async function saveSearch(
  tx: Transaction,
  say: Say,
  request: RequestCase,
  round: number,
  { findings, person, catalogues, inference }: PersonSearch,
): Promise<void> {
  const foundAt = instantToDate(now())
  await tx.systemFinding.createMany({
    data: findings.map((finding) => ({
      requestId: request.id,
      round,
      systemKey: finding.system,
      status: finding.status,
      document: finding as unknown as Prisma.InputJsonValue,
      foundAt,
    })),
  })
  await tx.subjectRequest.updateMany({
    where: { id: request.id },
    data: {
      personKeysEnc: vaultOf(request).seal('subject_request.person_keys', JSON.stringify(person)),
      inferredKeysEnc: inference && sealInference(vaultOf(request), inference),
      personIndex: personIndex(person),
    },
  })
  for (const finding of findings) await saveState(tx, finding, catalogues[finding.system], foundAt)
  sayFound(say, round, findings)
  sayInferred(say, round, inference)
}

async function saveState(
  tx: Transaction,
  finding: SystemFinding,
  catalogue: Catalogue | undefined,
  checkedAt: Date,
): Promise<void> {
  const { system: key, problems } = finding
  const away = problems.find((problem) => problem.code === 'unreachable')
  const state = { state: away ? 'unreachable' : 'reachable', failure: away ? away.detail : null, checkedAt }
  if (!catalogue) return void (await tx.connectedSystem.updateMany({ where: { key }, data: state }))
  const last = writtenAt.get(catalogue)
  writtenAt.set(catalogue, checkedAt)
  const inspected = { ...state, inspectedAt: checkedAt }
  if (last && (await tx.connectedSystem.updateMany({ where: { key, inspectedAt: last }, data: inspected })).count > 0)
    return
  const document = catalogue as unknown as Prisma.InputJsonValue
  await tx.connectedSystem.updateMany({
    where: { key },
    data: { ...inspected, catalogue: document, catalogueHash: wholeHash(catalogue) },
  })
}

/** When this process wrote this very catalogue: as long as the row says the same moment, it is still there. */
const writtenAt = new WeakMap<Catalogue, Date>()

function sayFound(say: Say, round: number, findings: SystemFinding[]): void {
  const systems = findings.map(({ system, status, datasets }) => ({
    system,
    status,
    datasets: datasets.length,
    rows: datasets.reduce((sum, dataset) => sum + dataset.count, 0),
    digest: evidenceDigest(datasets.map(({ dataset, digest }) => `${dataset}:${digest}`).join('\n')),
  }))
  say(evidence('data.discovered', { round, systems }))
  for (const { system, problems } of findings) {
    const codes = [...new Set(problems.map((problem) => problem.code))]
    if (codes.length) say(evidence('discovery.blocked', { round, system, problems: codes }))
  }
}

function sayInferred(say: Say, round: number, inference: Inference | null): void {
  if (!inference || inference.keys.length === 0) return
  const keys = inference.keys.map((key) => ({
    kind: key.kind,
    digest: keyDigest(key),
    strength: strengthOf(key),
    followed: isFollowed(key),
    from: key.from.map(({ system, dataset, field }) => `${system} ${dataset} ${field}`),
  }))
  say(evidence('keys.inferred', { round, keys }))
}
