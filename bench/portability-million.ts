// The portable package of a person with a million rows, as JSON and CSV, beside COPY of the same rows into a CSV and zip of
// it, on the same server; the process holds no more than with a hundred rows.
import { createWriteStream } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { portableFacts } from '@/lib/delivery/portability/portable-facts'
import { writePortablePackage } from '@/lib/delivery/portability/write-portable-package'
import type { Catalogue } from '@/lib/domain/catalogue'
import type { PersonKeys } from '@/lib/domain/findings'
import type { PortabilityPlan } from '@/lib/domain/plan/portability-plan'
import { db } from '@/lib/platform/db/client'
import { openVault } from '@/lib/platform/request-vault'
import { discoverData } from '@/lib/workflow/discover-data'
import { openForReading } from '@/lib/workflow/open-system'
import { systemShare } from '@/lib/workflow/system-share'
import { verifyIdentity } from '@/lib/workflow/verify-identity'
import { addCustomers, settle } from './support/company'
import { companyMap } from './support/company-map'
import { inTurns, report, timed } from './support/measure'
import { highestMemory } from './support/memory'
import { confirmedRequest, must, openOffice } from './support/office'

const VISITS = 1_000_000
const LIMIT = 2
const MOST_MEGABYTES = 256
const ROUNDS = 3
const person = 1001

const office = await openOffice()
await addCustomers(office.shop, [1, 500], 20)
await addCustomers(office.shop, [person, person], VISITS)
await settle(office.shop)
const requestId = await confirmedRequest(person, ['portability'])
must(await verifyIdentity(office.worker, { requestId }))
must(await discoverData(office.worker, { requestId }))
const drawn = await db.plan.findFirstOrThrow({ where: { item: { requestId } } })
const plan = drawn.document as unknown as PortabilityPlan
if (plan.blocks.length > 0) throw new Error('the plan is blocked')
let rows = 0
let held = { highest: 0, growth: 0 }

async function written(): Promise<void> {
  const request = await db.subjectRequest.findUniqueOrThrow({ where: { id: requestId } })
  const vault = openVault(request)
  const keys: PersonKeys = JSON.parse(vault.open('subject_request.person_keys', request.personKeysEnc ?? ''))
  const { catalogue } = await db.connectedSystem.findUniqueOrThrow({ where: { key: 'shop' } })
  const source = { name: 'Shop SAS', country: 'FR', dpo: { email: 'dpo@shop.example' } }
  const builtAt = Temporal.Now.instant().toString()
  const frame = { locale: 'en', reference: request.reference, builtAt, source, forms: ['json', 'csv'] } as const
  const share = systemShare(companyMap, 'shop')
  const connector = await openForReading('shop')
  const done = await writePortablePackage({
    facts: portableFacts(frame, plan, companyMap, { shop: catalogue as unknown as Catalogue }),
    inSystem: (_, work) =>
      connector.inSnapshot((reader) =>
        work(({ key, fields }) => {
          const names = fields.map(({ name }) => name)
          return reader.read(share, keys, key, names)
        }),
      ),
    clock: () => Temporal.Now.instant().toString(),
    key: vault.key,
    place: { tenant: 'habeas', table: 'bench', column: 'file', row: requestId },
  })
  rows = done.rows
}

/** What is zipped by hand stays in the memory of the same process: ours is looked at before that. */
const ours = async (round: number): Promise<number> => {
  if (round > 0) return timed(written)
  const memory = highestMemory()
  const took = await timed(written)
  held = memory.stop()
  return took
}

/** The server writes the files itself, which nothing that reads over a connection can match. */
async function copied(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'by-hand-'))
  // The server may run as another account.
  await chmod(folder, 0o777)
  const archive = new ZipFile()
  let copiedRows = 0
  try {
    for (const { dataset, fields } of plan.datasets) {
      const file = path.join(folder, `${dataset}.csv`)
      const columns = fields.map((name) => `"${name}"`).join(', ')
      const { rowCount } = await office.shop.query(
        `copy (select ${columns} from shop.${dataset.replaceAll('-', '_')} where ${ofPerson(dataset)}) to '${file}' (format csv, header)`,
      )
      copiedRows += rowCount ?? 0
      archive.addFile(file, `${dataset}.csv`)
    }
    archive.end()
    await pipeline(archive.outputStream, createWriteStream(path.join(folder, 'data.zip')))
    if (rows > 0 && copiedRows !== rows) throw new Error(`the package holds ${rows} rows, by hand ${copiedRows}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function ofPerson(dataset: string): string {
  if (dataset === 'customer') return `id = ${person}`
  if (dataset === 'newsletter') return `email = 'person${person}@example.org'`
  return dataset === 'sale-line'
    ? `sale_id in (select id from shop.sale where customer_id = ${person}) order by 1, 2`
    : `customer_id = ${person} order by id`
}

const turns = await inTurns({ ours, theirs: () => timed(copied) }, ROUNDS, 1)
const { highest, growth } = held
const tooMuch = highest > MOST_MEGABYTES
if (tooMuch) process.exitCode = 1
report({
  name: 'portability-million',
  claim: `portable package of ${rows.toLocaleString('en')} rows`,
  turns,
  limit: LIMIT,
  notes: [
    `memory of the process at its highest ${highest} MB (limit ${MOST_MEGABYTES}) ${tooMuch ? 'MISSED' : 'ok'}, grown by ${growth} MB`,
  ],
})
await office.end()
