import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { StaffActor } from '@/lib/domain/actor'
import { grantStatements } from '@/lib/domain/data-map/table-marks'
import { connectedSystem, connectedSystems, type SystemSheet } from '@/lib/queries/systems'
import { addSystem } from '@/lib/workflow/add-system'
import { inspectSystem } from '@/lib/workflow/inspect-system'
import type { SystemReport } from '@/lib/workflow/system-report'
import { type Answer, accepted, badInput, CommandEnds } from '../endings'
import { group, type Run, staffLeaf } from '../leaf'
import { problemLine } from '../problem-line'
import type { Terminal } from '../terminal'

type AddOptions = { name?: string; url?: string; ca?: string; replica?: string; pseudonymKeys?: string }

export function systemCommands(program: Command, run: Run): void {
  const family = group(program, 'system', 'the company’s systems: connect, look at, check against the data map')
  addCommand(family, run)
  staffLeaf(family, run, {
    name: 'inspect <key>',
    summary: 'reads the structure anew: tables, rights, and what the data map says about them',
    examples: ['system inspect shop --as dpo@example.com'],
    work: async ({ args, actor }) =>
      report(actor, args[0] ?? '', accepted(await inspectSystem(actor, { key: args[0] ?? '' })).report),
  })
  staffLeaf(family, run, {
    name: 'check <key>',
    summary: 'like inspect, and refuses (exit code 1) where anything would block a request',
    examples: ['system check shop && echo ready'],
    work: async ({ args, actor }) => {
      const found = accepted(await inspectSystem(actor, { key: args[0] ?? '' })).report
      const answer = await report(actor, args[0] ?? '', found)
      if (found.problems.length > 0)
        throw new CommandEnds('refused', 'system-problems', answer.lines, { report: found })
      return answer
    },
  })
  staffLeaf(family, run, {
    name: 'list',
    summary: 'the connected systems and whether they answered last',
    examples: ['system list --json'],
    work: async ({ actor }) => {
      const systems = await connectedSystems(actor)
      const json = systems.map(({ marked: _marked, ...line }) => line)
      return { lines: systems.length ? systems.map(systemLine) : ['No system is connected yet.'], json }
    },
  })
}

function addCommand(family: Command, run: Run): void {
  staffLeaf<AddOptions>(family, run, {
    name: 'add <key>',
    summary:
      'connects a PostgreSQL, MariaDB or MySQL database; the password is asked, or taken from HABEAS_SYSTEM_PASSWORD',
    examples: [
      'system add shop --name "Web shop" --url postgresql://habeas_reader@db.example.com/shop --as dpo@example.com',
      'system add shop --url "mariadb://habeas_reader@10.0.0.5/shop?sslmode=require"',
    ],
    options: (command) =>
      command
        .option('--name <name>', 'as people call it')
        .option(
          '--url <url>',
          'postgresql://user@host:5432/database?sslmode=verify-full, or mariadb://… (or HABEAS_SYSTEM_URL)',
        )
        .option('--ca <file>', 'certificate of the authority that signed the server’s, PEM')
        .option('--replica <address>', 'a read replica for searches and copies: host:port or host:port/database')
        .option('--pseudonym-keys <file>', 'keys of old pseudonyms (form: { hmac: name }), a line each: name = key'),
    work: async ({ args, options, actor, terminal }) => {
      const [key = ''] = args
      const url = await urlWithPassword(terminal, options.url ?? terminal.env.HABEAS_SYSTEM_URL)
      const ca = options.ca === undefined ? undefined : await readCertificate(options.ca)
      const connection = ca === undefined ? { url } : { url, ca }
      const { name = key, replica = '', pseudonymKeys: file } = options
      const pseudonymKeys = file === undefined ? '' : await readKeys(file)
      const system = { key, name, connection, replica, pseudonymKeys }
      return report(actor, key, accepted(await addSystem(actor, system)).report)
    },
  })
}

async function urlWithPassword(terminal: Terminal, given: string | undefined): Promise<string> {
  if (!given) throw badInput('Say where the system is: --url postgresql://user@host:5432/database.')
  if (!URL.canParse(given)) return given
  const url = new URL(given)
  if (url.password !== '') return given
  const password = terminal.env.HABEAS_SYSTEM_PASSWORD ?? (await terminal.askSecret(`Password of ${url.username}: `))
  if (password === null) throw badInput('No terminal to ask for the password: set HABEAS_SYSTEM_PASSWORD.')
  url.password = encodeURIComponent(password)
  return url.href
}

async function readCertificate(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '')
  if (!text.includes('BEGIN CERTIFICATE')) throw badInput(`${file} is no certificate in PEM form.`)
  return text
}

async function readKeys(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) throw badInput(`${file} cannot be read.`)
  return text
}

/** Where the data map names the system, only what the map needs; before that, everything the user may not do. */
async function report(actor: StaffActor, key: string, found: SystemReport): Promise<Answer> {
  const sheet = await connectedSystem(actor, key)
  const grants = sheet?.inMap ? grantStatements(sheet.marked, sheet.address.user, sheet.kind) : []
  const lacking = sheet?.inMap
    ? []
    : found.lacking.map(({ table, rights }) => `no right to ${rights.join(', ')}: ${table}`)
  const lines = [
    `${key}: ${found.tables} tables`,
    ...lacking.map((line) => `  ${line}`),
    ...found.problems.map((problem) => `  blocks: ${problemLine(problem)}`),
    ...found.warnings.map((problem) => `  note: ${problemLine(problem)}`),
    ...(grants.length > 0 ? ['  Whoever owns the database runs:', ...grants.map((grant) => `    ${grant}`)] : []),
  ]
  return { lines, json: { system: key, ...found, grants } }
}

function systemLine({ key, name, state, failure, address, overlooked, lacking }: SystemSheet): string {
  const notes = [
    ...(failure ? [failure] : []),
    ...(lacking ? [`${lacking} tables without the rights that the map needs`] : []),
    ...(overlooked ? [`${overlooked} tables neither mapped nor exempt`] : []),
  ]
  const { host, port, database, user } = address
  return `${key}  ${name}  ${state}  ${host}:${port}/${database} (${user})${notes.length ? `  ${notes.join('; ')}` : ''}`
}
