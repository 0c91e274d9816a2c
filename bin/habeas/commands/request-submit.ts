import { readFile } from 'node:fs/promises'
import { text as streamText } from 'node:stream/consumers'
import type { Command } from 'commander'
import type { Identifier } from '@/lib/domain/findings'
import type { FormProblem } from '@/lib/schemas/request-form'
import { fieldProblems, submitForPerson } from '@/lib/schemas/submit-request'
import { decideIdentity, type IdentityMethod, identityMethods } from '@/lib/workflow/decide-identity'
import { submitRequest } from '@/lib/workflow/submit-request'
import { accepted, badInput, CommandEnds } from '../endings'
import { collect, type Run, staffLeaf } from '../leaf'
import { sheetLines, sheetOf } from '../sheet'

type SubmitOptions = {
  right?: string[]
  name?: string
  email?: string
  identifier?: string[]
  message?: string
  locale?: string
  channel?: string
  received?: string
  key?: string
  from?: string
}
type IdentityOptions = { method?: string; note?: string; identifier?: string[]; onePerson?: boolean }

export function submitCommands(family: Command, run: Run): void {
  submitCommand(family, run)
  identityCommand(family, run)
}

function submitCommand(family: Command, run: Run): void {
  staffLeaf<SubmitOptions>(family, run, {
    name: 'submit',
    summary: 'enters the request of a person who wrote or called; the DPO then decides who it is',
    examples: [
      'request submit --right erasure --name "Camille Martin" --email camille@example.com --as dpo@example.com',
      'request submit --right access --right erasure --from person.json --received 2026-11-02',
    ],
    options: (command) =>
      command
        .option('--right <right>', 'access, erasure, rectification, portability; may be repeated', collect)
        .option('--name <name>', 'of the person')
        .option('--email <address>', 'where the answer goes')
        .option('--identifier <kind=value>', 'as the data map declares it; may be repeated', collect)
        .option('--message <text>', 'in the words of the person')
        .option('--locale <code>', 'of the letters: en or fr')
        .option('--channel <channel>', 'letter, phone, email or command-line')
        .option('--received <date>', 'the day that it reached the company: the clock runs from it')
        .option('--key <text>', 'the same key and content twice is one request')
        .option('--from <file>', 'JSON with rights, name, email, identifiers, message (- reads standard input)'),
    work: async ({ options, actor }) => {
      const input = readSubmission({ ...(await readFrom(options.from)), ...typed(options) })
      const done = accepted(await submitRequest(actor, input))
      const line = `${done.reference} ${done.repeated ? 'stood already' : 'entered'}, to be answered by ${done.dueOn}.`
      return { lines: [line], json: done }
    },
  })
}

/** A person's data in a file or a pipe stays out of the shell's history. */
async function readFrom(file: string | undefined): Promise<Record<string, unknown>> {
  if (file === undefined) return {}
  const text = file === '-' ? await streamText(process.stdin) : await readFile(file, 'utf8').catch(() => null)
  if (text === null) throw badInput(`${file} cannot be read.`)
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read as Record<string, unknown>
  } catch {
    // Said below: the parser's own text would quote the file.
  }
  throw badInput(`${file} is not a JSON object.`)
}

function typed(options: SubmitOptions): Record<string, unknown> {
  const given = {
    rights: options.right,
    name: options.name,
    email: options.email,
    identifiers: options.identifier && readIdentifiers(options.identifier),
    message: options.message,
    locale: options.locale,
    channel: options.channel,
    receivedOn: options.received,
    submissionKey: options.key,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

const readIdentifiers = (stated: string[]): Record<string, string> =>
  Object.fromEntries(stated.map(readIdentifier).map(({ kind, value }) => [kind, value]))

function readIdentifier(one: string): Identifier {
  const at = one.indexOf('=')
  if (at < 1) throw badInput('--identifier takes kind=value, such as customer-number=12.')
  return { kind: one.slice(0, at), value: one.slice(at + 1) }
}

function readSubmission(given: Record<string, unknown>) {
  const parsed = submitForPerson.safeParse({ locale: 'en', channel: 'command-line', ...given })
  if (parsed.success) return parsed.data
  const problems = Object.entries(fieldProblems(parsed.error))
  const lines = problems.map(([field, problem]) => `${optionOf[field] ?? field}: ${problemLines[problem] ?? problem}`)
  throw new CommandEnds('badInput', 'bad-input', lines, { problems: Object.fromEntries(problems) })
}

const optionOf: Record<string, string> = {
  rights: '--right',
  name: '--name',
  email: '--email',
  message: '--message',
  locale: '--locale',
  channel: '--channel',
  receivedOn: '--received',
  submissionKey: '--key',
}
const problemLines: Partial<Record<FormProblem, string>> = {
  'rights-missing': 'say at least one',
  'name-missing': 'is missing',
  'email-missing': 'is missing',
  'email-several': 'takes one address only',
  'email-name': 'takes the bare address, without name or group',
  'email-not-address': 'is not an e-mail address',
  characters: 'has characters that no text may have (control characters, halves of characters)',
  'form-broken': 'is not one of the values it may have',
}

function identityCommand(family: Command, run: Run): void {
  staffLeaf<IdentityOptions>(family, run, {
    name: 'decide-identity <request> <decision>',
    summary: 'the DPO decides who asks: accept, ask-on-file (mails the address on file) or refuse',
    examples: [
      'request decide-identity HB-2026-000042 accept --method known-contact --note "our customer of many years"',
      'request decide-identity HB-2026-000042 accept --method call-back --identifier customer-number=1234',
      'request decide-identity HB-2026-000042 ask-on-file',
      'request decide-identity HB-2026-000042 refuse --note "the caller could name no invoice"',
    ],
    options: (command) =>
      command
        .alias('confirm-identity')
        .option('--method <method>', `how you know: ${identityMethods.join(', ')}`)
        .option('--identifier <kind=value>', 'accept: by what the person is known; may be repeated', collect)
        .option('--one-person', 'accept: all records that these lead to are this one person’s')
        .option('--note <text>', 'for the file; the reason in the letter where refused'),
    work: async ({ args, options, actor }) => {
      const { id, version } = await sheetOf(actor, args[0])
      const decision = readDecision(args[1])
      const method = readMethod(options.method)
      const said = {
        ...(method && { method }),
        ...(options.note && { reason: options.note }),
        ...(options.identifier && { identifiers: options.identifier.map(readIdentifier) }),
        ...(options.onePerson && { onePerson: true }),
      }
      accepted(await decideIdentity(actor, { requestId: id, version, decision, ...said }))
      const sheet = await sheetOf(actor, id)
      return { lines: sheetLines(sheet), json: sheet }
    },
  })
}

function readDecision(text: string | undefined): 'accept' | 'ask-on-file' | 'refuse' {
  if (text === 'accept' || text === 'ask-on-file' || text === 'refuse') return text
  throw badInput('The decision is accept, ask-on-file or refuse.')
}

function readMethod(text: string | undefined): IdentityMethod | undefined {
  const method = identityMethods.find((known) => known === text)
  if (text !== undefined && !method) throw badInput(`--method is one of ${identityMethods.join(', ')}.`)
  return method
}
