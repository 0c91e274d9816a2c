// Development only: `new <name>` writes a migration, `check` fails when schema and migrations differ. Prisma's engine as wasm,
// so no binary is downloaded. The adapter needs five repairs, each marked where it stands.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import * as engineBindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { at, ROOT } from './lib.mjs'
import { startPg } from './pg.mjs'

const CHAR = 18 // oid of PostgreSQL's "char"
const TEXT = 25
const MIGRATIONS = at('prisma/migrations')

/** Repair 1: "char" is rejected by the adapter, but introspection reads it; it must be reported as Character, not Text. */
function acceptChar(proto) {
  if (proto.acceptsChar) return
  proto.acceptsChar = true
  const { performIO, queryRaw } = proto
  const charColumns = new WeakMap()
  proto.performIO = async function (query) {
    const result = await performIO.call(this, query)
    const fields = result.fields ?? []
    charColumns.set(
      query,
      fields.flatMap((field, index) => (field.dataTypeID === CHAR ? [index] : [])),
    )
    for (const field of fields) if (field.dataTypeID === CHAR) field.dataTypeID = TEXT
    return result
  }
  proto.queryRaw = async function (query) {
    const result = await queryRaw.call(this, query)
    for (const index of charColumns.get(query) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character
    return result
  }
}

function repaired(adapter) {
  acceptChar(Object.getPrototypeOf(Object.getPrototypeOf(adapter)))
  // Repair 2: the adapter's executeScript splits at every ';' and so breaks $$ bodies.
  adapter.executeScript = async (script) => {
    await adapter.underlyingDriver().query(script)
  }
  return adapter
}

class DevelopmentPg extends PrismaPg {
  constructor(connection, shadow) {
    super(connection)
    this.shadow = shadow
  }
  connect() {
    return super.connect().then(repaired)
  }
  // Repair 3: with a connectionString the adapter's shadow is the main database, and is dropped while still in use.
  async connectToShadowDb() {
    const name = `shadow_${process.pid}_${Date.now()}`
    const admin = new pg.Client(this.shadow('postgres'))
    await admin.connect()
    await admin.query(`create database "${name}"`)
    const adapter = await new PrismaPg(this.shadow(name)).connect()
    const close = adapter.dispose.bind(adapter)
    adapter.dispose = async () => {
      await close()
      await admin.query(`drop database "${name}" with (force)`)
      await admin.end()
    }
    return repaired(adapter)
  }
}

/** Repair 4: the .wasm is not in the package's exports, and panics are silent without the registry. */
async function loadEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => console.error('schema engine panic:', message) }
  const bindings = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const wasm = fs.readFileSync(bindings.replace(/\.js$/, '.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': engineBindings })
  engineBindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return engineBindings.SchemaEngine
}

const schemaFiles = () =>
  fs
    .readdirSync(at('prisma'))
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({
      path: path.relative(ROOT, at('prisma', name)),
      content: fs.readFileSync(at('prisma', name), 'utf8'),
    }))

function migrationDirectories() {
  if (!fs.existsSync(MIGRATIONS)) return []
  const folders = fs.readdirSync(MIGRATIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const value = fs.readFileSync(path.join(MIGRATIONS, name, 'migration.sql'), 'utf8')
      return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value } } }
    })
}

/** The SQL from the migrations to the schema; null where they agree. Repair 5: no advisory lock here, the engine takes it. */
export async function difference(databaseUrl) {
  const url = new URL(databaseUrl)
  const connection = (database) => ({
    host: url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database,
  })
  const files = schemaFiles()
  const SchemaEngine = await loadEngine()
  const adapter = new DevelopmentPg(connection(url.pathname.slice(1)), connection)
  const engine = await SchemaEngine.new(
    { datamodels: files.map((file) => [file.path, file.content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter),
  )
  const { stdout } = await engine.diff({
    from: {
      tag: 'migrations',
      baseDir: MIGRATIONS,
      shadowDbInitScript: '',
      lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
      migrationDirectories: migrationDirectories(),
    },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  return stdout.includes('empty migration') ? null : stdout
}

function writeMigration(name, sql) {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const dir = path.join(MIGRATIONS, `${stamp}_${name}`)
  fs.mkdirSync(dir, { recursive: true })
  fs.writeFileSync(path.join(dir, 'migration.sql'), sql)
  fs.writeFileSync(path.join(MIGRATIONS, 'migration_lock.toml'), 'provider = "postgresql"\n')
  console.log(path.relative(ROOT, dir))
}

async function main([command, name]) {
  if (command !== 'check' && !(command === 'new' && /^[a-z0-9_]+$/.test(name ?? ''))) {
    console.error('Usage: node bin/migrate-dev.mjs check | new <name_in_snake_case>')
    return 1
  }
  const given = process.env.TEST_PG_URL ?? process.env.DATABASE_URL
  const server = given ? null : await startPg({ dir: at('.data/migrate-dev'), port: 0, flags: '-c fsync=off' })
  try {
    const sql = await difference(given ?? server.url('postgres'))
    if (sql === null) console.log('The migrations match the schema.')
    else if (command === 'new') writeMigration(name, sql)
    else console.error(`The migrations do not make what prisma/*.prisma says. Missing:\n${sql}`)
    return sql === null || command === 'new' ? 0 : 2
  } finally {
    server?.stop()
  }
}

if (import.meta.main) {
  const code = await main(process.argv.slice(2)).catch((error) => {
    console.error(error.message ?? error)
    return 1
  })
  process.exit(code) // the engine keeps handles open
}
