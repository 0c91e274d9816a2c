// What the package's tests stand on: a product database, a company database with look-alikes and hostile values, and an
// access request whose plan two systems' findings made.
import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import yauzl from 'yauzl'
import { fixtureDatabase } from '@/lib/connectors/postgresql/fixture-database'
import type { SubjectActor, WorkerActor } from '@/lib/domain/actor'
import type { DataMap, MapDataset } from '@/lib/domain/data-map/types'
import { leftOutPlace } from '@/lib/domain/plan/left-out'
import type { AccessPlan } from '@/lib/domain/plan/types'
import { productDatabase } from '../support/product-database'

export const worker = { kind: 'worker', name: 'test' } as WorkerActor
export const hostile = "=cmd|' /C calc'!A0<script>alert(1)</script>\"\u202Egnp.exe\u0007"

const schema = `
create table person (id int primary key, email text not null, name text not null, password_hash text, note text,
  balance numeric(12,2), born date);
create table purchase (person_id int references person(id), no int, what text, primary key (person_id, no));
create table click (id bigint primary key, person_id int references person(id), ip inet, at timestamptz, url text);
create index on click (person_id);
create table seat (id int primary key, email text, room text);
insert into person values
  (1, 'josé@x.fr', 'José', 'SECRET-HASH', null, -12.50, '1980-02-29'),
  (2, 'jose@x.fr', 'FOREIGN accent', 'SECRET-HASH', 'FOREIGN', 1, null),
  (3, 'josé+news@x.fr', 'FOREIGN plus', 'SECRET-HASH', 'FOREIGN', 1, null),
  (11, 'xjosé@x.fr', 'FOREIGN longer', 'SECRET-HASH', 'FOREIGN', 1, null);
insert into purchase values (1, 1, 'own'), (1, 11, '+33 6'), (11, 1, 'FOREIGN'), (2, 1, 'FOREIGN');
insert into click select g, case when g % 3 = 0 then 1 else 2 end, '10.0.0.1', '2026-01-02T03:04:05Z',
  case when g % 3 = 0 then 'https://own.example/' || g else 'https://FOREIGN.example/' end from generate_series(1, 2400) g;
insert into seat values (1, 'josé@x.fr', 'A1'), (2, 'jose@x.fr', 'FOREIGN');
`

const text = (en: string, fr = en) => ({ en, fr })
const common = {
  controller: 'maison',
  role: 'controller' as const,
  purposes: [text('Running the contract', 'Exécution du contrat')],
  legalBasis: 'contract' as const,
  recipients: ['Hosting <Ltd>'],
  retention: text('Three years', 'Trois ans'),
  erasure: 'delete' as const,
}
const byPerson = [{ to: 'person', fields: ['person_id'], toFields: ['id'] }]
const datasets: MapDataset[] = [
  {
    ...common,
    key: 'person',
    system: 'shop',
    table: 'public.person',
    label: text('Customers', 'Clients'),
    identifiedBy: [{ identifier: 'email', field: 'email' }],
    contactPoints: ['email'],
    fields: {
      id: { category: 'reference' },
      email: { category: 'contact', label: text('E-mail', 'Courriel') },
      name: { category: 'identity' },
      password_hash: { category: 'technical', withheld: text('A secret', 'Un secret') },
      note: { category: 'free-text' },
      balance: { category: 'financial' },
      born: { category: 'identity' },
    },
  },
  {
    ...common,
    key: 'purchase',
    system: 'shop',
    table: 'public.purchase',
    label: text('Purchases', 'Achats'),
    links: byPerson,
    fields: { person_id: { category: 'reference' }, no: { category: 'reference' }, what: { category: 'invoicing' } },
  },
  {
    ...common,
    key: 'click',
    system: 'shop',
    table: 'public.click',
    label: text('Clicks', 'Clics'),
    links: byPerson,
    fields: {
      id: { category: 'reference' },
      ip: { category: 'technical' },
      at: { category: 'behaviour' },
      url: { category: 'behaviour' },
    },
  },
  {
    ...common,
    key: 'seat',
    system: 'shop',
    table: 'public.seat',
    label: text('Seats', 'Places'),
    controller: 'client',
    role: 'processor',
    identifiedBy: [{ identifier: 'email', field: 'email' }],
    fields: { id: { category: 'reference' }, email: { category: 'contact' }, room: { category: 'reference' } },
  },
]

const place = { country: 'FR', timeZone: 'Europe/Paris', calendar: 'FR', dpo: { email: 'dpo@maison.example' } }
export const map: DataMap = {
  format: 'habeas-data-map/1',
  organisation: { name: 'Maison', defaultController: 'maison' },
  controllers: [
    { ...place, key: 'maison', name: 'Maison & <Fils>', relation: 'own' },
    { ...place, key: 'client', name: 'Client SA', relation: 'client' },
  ],
  identifiers: [{ key: 'email', label: text('E-mail'), normalise: 'email', asked: true }],
  systems: [{ key: 'shop', name: 'Shop', kind: 'postgresql' }],
  datasets,
  exempt: [],
}

export async function packageWorld() {
  const product = await productDatabase()
  const company = await fixtureDatabase(schema)
  await company.run('update person set note = $1 where id = 1', [hostile])
  const { db } = await import('@/lib/platform/db/client')
  const vaults = await import('@/lib/platform/request-vault')
  const { closeSystems, openSystem } = await import('@/lib/workflow/open-system')
  const { systemShare } = await import('@/lib/workflow/system-share')
  const { planAccess } = await import('@/lib/domain/plan/plan-access')
  const { planHash } = await import('@/lib/domain/plan/plan-hash')
  const systemId = randomUUID()
  const secretEnc = vaults.sealForOffice(`connected_system.secret:${systemId}`, JSON.stringify(company.connection))
  await db.connectedSystem.create({
    data: { id: systemId, key: 'shop', name: 'Shop', kind: 'postgresql', secretEnc, address: {} },
  })
  await db.dataMapVersion.create({ data: { version: 1, document: map as object, checksum: 'x' } })

  const identifiers = [{ kind: 'email', value: 'josé@x.fr' }]

  /** An access request at the point where the worker builds: proven, searched, approved. */
  async function approvedRequest(excluded: AccessPlan['excluded'] = [], locale = 'en') {
    const id = randomUUID()
    const vault = vaults.newVault(id)
    const share = systemShare(map, 'shop')
    const connector = await openSystem('shop')
    const person = await connector.pin(share, identifiers)
    const findings = [await connector.discover(share, person)]
    const today = '2026-11-22'
    const itemId = randomUUID()
    const sealed = excluded.map((one) => ({ ...one, reason: vault.seal(leftOutPlace(itemId), one.reason) }))
    const plan = planAccess({ requestId: id, map, mapVersion: 1, findings, excluded: sealed, today })
    const seal = (column: string, clear: string) => vault.seal(`subject_request.${column}`, clear)
    await db.subjectRequest.create({
      data: {
        id,
        reference: `HB-2026-${id.slice(0, 6)}`,
        status: 'executing',
        channel: 'web',
        locale,
        controllerKey: 'maison',
        receivedAt: new Date('2026-11-20T10:00:00Z'),
        receivedOn: new Date('2026-11-20T00:00:00Z'),
        timeZone: 'Europe/Paris',
        calendar: 'FR',
        nominalOn: new Date('2026-12-20T00:00:00Z'),
        dueOn: new Date('2026-12-21T00:00:00Z'),
        clock: {},
        rights: ['access'],
        identity: 'proven',
        confirmedAt: new Date(),
        wrappedKey: vault.wrappedKey,
        nameEnc: seal('name', 'José'),
        emailEnc: seal('email', 'josé@x.fr'),
        personKeysEnc: seal('person_keys', JSON.stringify(person)),
        emailIndex: '',
        searchIndex: [],
      },
    })
    const item = await db.requestItem.create({
      data: { id: itemId, requestId: id, right: 'access', status: 'approved' },
    })
    await db.plan.create({
      data: {
        itemId: item.id,
        number: 1,
        document: plan as object,
        hash: planHash(plan),
        mapVersion: 1,
        status: 'approved',
      },
    })
    return { requestId: id, itemId: item.id, plan }
  }

  /** The person with its page open, and a fresh code in hand. */
  async function subjectWithCode(requestId: string) {
    const { issueLink } = await import('@/lib/workflow/issue-link')
    const { issueCode } = await import('@/lib/workflow/one-time-code')
    const { inTransaction } = await import('@/lib/platform/db/client')
    const existing = await db.subjectLink.findFirst({ where: { requestId, purpose: 'follow' } })
    const linkId = existing?.id ?? (await issueLink(db, { requestId, purpose: 'follow' })).id
    const { code } = await inTransaction((tx) => issueCode(tx, { linkId, purpose: 'collect-package' }))
    return { actor: { kind: 'subject', requestId, linkId, level: 'code' } as SubjectActor, code }
  }

  const storageFiles = () => {
    const folder = process.env.HABEAS_STORAGE_DIR ?? ''
    return readdirSync(folder).map((name) => `${folder}/${name}`)
  }
  const ledger = async (requestId: string) =>
    (await db.ledgerEntry.findMany({ where: { requestId }, orderBy: { seq: 'asc' } })).map(({ event, body }) => ({
      event,
      body: JSON.parse(body),
    }))

  return {
    db,
    company,
    approvedRequest,
    subjectWithCode,
    storageFiles,
    ledger,
    end: async () => {
      await closeSystems()
      await company.drop()
      await product.drop()
    },
  }
}

/** Every file of an archive by its name, checked against its CRC by the reader. */
export async function unzip(archive: Buffer): Promise<Map<string, Buffer>> {
  const zip = await yauzl.fromBufferPromise(archive)
  const files = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry()) {
    files.set(entry.fileName, await buffer((await zip.openReadStreamPromise(entry)) as Readable))
  }
  return files
}
