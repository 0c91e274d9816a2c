// The private server's databases and roles: the product's (owner apart from runtime role) and the sample company's.
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'

const ROLES = ['habeas_owner', 'habeas_app', 'tramontane_owner', 'tramontane_connector']
const DATABASES = [
  { name: 'habeas', owner: 'habeas_owner', guest: 'habeas_app' },
  { name: 'tramontane', owner: 'tramontane_owner', guest: 'tramontane_connector' },
]

function passwords(file) {
  if (!fs.existsSync(file)) {
    const made = Object.fromEntries(ROLES.map((role) => [role, randomBytes(24).toString('base64url')]))
    fs.writeFileSync(file, JSON.stringify(made), { mode: 0o600 })
  }
  return JSON.parse(fs.readFileSync(file, 'utf8'))
}

async function ensureRole(client, role, password) {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role])
  const verb = rowCount ? 'alter' : 'create'
  await client.query(`${verb} role ${role} login nosuperuser password ${client.escapeLiteral(password)}`)
}

async function ensureDatabase(client, { name, owner, guest }) {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
  if (!rowCount) await client.query(`create database ${name} owner ${owner}`)
  // By default every role may connect to every database; here only its own two.
  await client.query(`revoke all on database ${name} from public`)
  await client.query(`grant connect on database ${name} to ${guest}`)
}

/**
 * Idempotent. The connector role of the sample company starts with no rights at all: the sample grants what erasure needs.
 * @param {import('./pg.mjs').EmbeddedPostgres} server
 * @param {string} dir where the roles' passwords are kept
 */
export async function prepareDatabases(server, dir) {
  const secret = passwords(path.join(dir, 'roles.json'))
  const client = new pg.Client({ connectionString: server.url('postgres') })
  await client.connect()
  try {
    for (const role of ROLES) await ensureRole(client, role, secret[role])
    for (const database of DATABASES) await ensureDatabase(client, database)
  } finally {
    await client.end()
  }
  const url = (role, database) => `postgresql://${role}:${secret[role]}@127.0.0.1:${server.port}/${database}`
  return {
    owner: url('habeas_owner', 'habeas'),
    app: url('habeas_app', 'habeas'),
    sampleOwner: url('tramontane_owner', 'tramontane'),
    sampleConnector: url('tramontane_connector', 'tramontane'),
  }
}
