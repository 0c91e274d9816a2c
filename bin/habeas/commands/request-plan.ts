import type { Command } from 'commander'
import type { StaffActor } from '@/lib/domain/actor'
import type { Outcome } from '@/lib/domain/outcome'
import { permits } from '@/lib/domain/request/status'
import type { ItemSheet, PlanSheet } from '@/lib/queries/request-sheet'
import { approvePlan } from '@/lib/workflow/approve-plan'
import { completeTask } from '@/lib/workflow/complete-task'
import { discoverData } from '@/lib/workflow/discover-data'
import { preparePlan, type SignPlan } from '@/lib/workflow/prepare-plan'
import { refuseItem } from '@/lib/workflow/refuse-item'
import { returnPlan } from '@/lib/workflow/return-plan'
import { type Answer, accepted, badInput, CommandEnds } from '../endings'
import { type Run, staffLeaf } from '../leaf'
import { planLines } from '../plan-lines'
import { itemOf, sheetLines, sheetOf } from '../sheet'

type RightOption = { right?: string }
type SignOptions = RightOption & { hash: string }
type ReasonOptions = RightOption & { reason: string; ground?: string }
type TaskOptions = RightOption & { note: string; result: string }

const rightOption = (command: Command): Command =>
  command.option('--right <right>', 'which, where the request has several')

export function planCommands(family: Command, run: Run): void {
  showCommand(family, run)
  searchCommand(family, run)
  signCommand(family, run, 'prepare', preparePlan)
  signCommand(family, run, 'approve', approvePlan)
  returnCommand(family, run)
  refuseCommand(family, run)
  taskCommand(family, run)
}

function showCommand(family: Command, run: Run): void {
  staffLeaf<RightOption>(family, run, {
    name: 'plan <request>',
    summary: 'what will be done: what goes, what stays, by which law, until when; and the hash that people sign',
    examples: ['request plan HB-2026-000042', 'request plan HB-2026-000042 --right erasure --json'],
    options: rightOption,
    work: async ({ args, options, actor }) => {
      const sheet = await sheetOf(actor, args[0])
      const item = itemOf(sheet, options.right, ({ plan }) => plan !== null)
      const plan = planOf(item)
      const head = `${sheet.reference}  ${item.right}, plan ${plan.number} (${plan.status})`
      return { lines: [head, ...planLines(plan.document), `hash ${plan.hash}`], json: plan }
    },
  })
}

function planOf({ plan }: ItemSheet): PlanSheet {
  if (plan) return plan
  throw new CommandEnds('refused', 'no-plan', ['There is no plan yet: the search comes first (request run).'])
}

function searchCommand(family: Command, run: Run): void {
  staffLeaf(family, run, {
    name: 'search <request>',
    summary: 'searches all systems again and draws the plans anew; signatures under older plans fall',
    examples: ['request search HB-2026-000042'],
    work: async ({ args, actor }) => {
      const { id } = await sheetOf(actor, args[0])
      accepted(await discoverData(actor, { requestId: id }))
      return shown(actor, id)
    },
  })
}

async function shown(actor: StaffActor, id: string): Promise<Answer> {
  const sheet = await sheetOf(actor, id)
  return { lines: sheetLines(sheet), json: sheet }
}

function signCommand(
  family: Command,
  run: Run,
  verb: 'prepare' | 'approve',
  sign: (actor: StaffActor, input: SignPlan) => Promise<Outcome>,
): void {
  const first = verb === 'prepare'
  staffLeaf<SignOptions>(family, run, {
    name: `${verb} <request>`,
    summary: first ? 'the first signature under a plan' : 'the DPO’s signature: from here the worker acts',
    examples: [`request ${verb} HB-2026-000042 --hash 3f9a1c08e2`],
    options: (command) =>
      rightOption(command).requiredOption('--hash <hash>', 'of the plan that you read; its first 8 characters will do'),
    work: async ({ args, options, actor }) => {
      const sheet = await sheetOf(actor, args[0])
      const item = itemOf(sheet, options.right, ({ status }) => permits(first ? 'preparePlan' : 'approvePlan', status))
      const hash = signedHash(planOf(item), options.hash)
      accepted(await sign(actor, { itemId: item.id, version: item.version, hash }))
      return shown(actor, sheet.id)
    },
  })
}

/** People sign what they read: another plan than the newest one is refused by the verb. */
function signedHash(plan: PlanSheet, given: string): string {
  if (!/^[0-9a-f]{8,64}$/i.test(given)) throw badInput('--hash takes 8 or more characters of the plan’s hash.')
  return plan.hash.startsWith(given.toLowerCase()) ? plan.hash : given.toLowerCase()
}

function returnCommand(family: Command, run: Run): void {
  staffLeaf<ReasonOptions>(family, run, {
    name: 'return <request>',
    summary: 'sends a prepared plan back, with the reason',
    examples: ['request return HB-2026-000042 --reason "the ticket dataset is missing"'],
    options: (command) => rightOption(command).requiredOption('--reason <text>', 'for whoever prepared it'),
    work: async ({ args, options, actor }) => {
      const sheet = await sheetOf(actor, args[0])
      const { id, version } = itemOf(sheet, options.right, ({ status }) => permits('returnPlan', status))
      accepted(await returnPlan(actor, { itemId: id, version, reason: options.reason }))
      return shown(actor, sheet.id)
    },
  })
}

function refuseCommand(family: Command, run: Run): void {
  staffLeaf<ReasonOptions>(family, run, {
    name: 'refuse <request>',
    summary: 'refuses a right; the letter of Art. 12(4) is part of it',
    examples: ['request refuse HB-2026-000042 --ground manifestly-unfounded --reason "the same request every week"'],
    options: (command) =>
      rightOption(command)
        .requiredOption('--ground <ground>', 'identity-not-proven, manifestly-unfounded, excessive, legal-claims …')
        .requiredOption('--reason <text>', 'as it stands in the letter'),
    work: async ({ args, options, actor }) => {
      const sheet = await sheetOf(actor, args[0])
      const { id, version } = itemOf(sheet, options.right, ({ status }) => permits('refuseItem', status))
      const { ground = '', reason } = options
      accepted(await refuseItem(actor, { itemId: id, version, ground, reason }))
      return shown(actor, sheet.id)
    },
  })
}

function taskCommand(family: Command, run: Run): void {
  staffLeaf<TaskOptions>(family, run, {
    name: 'complete <request>',
    summary: 'records what was done by hand (correction, transfer)',
    examples: ['request complete HB-2026-000042 --note "the address is put right in the shop"'],
    options: (command) =>
      rightOption(command)
        .requiredOption('--note <text>', 'what was done')
        .option('--result <result>', 'done or impossible', 'done'),
    work: async ({ args, options, actor }) => {
      const sheet = await sheetOf(actor, args[0])
      const { tasks } = itemOf(sheet, options.right, ({ status }) => permits('completeTask', status))
      const task = tasks.find(({ status }) => status === 'open')
      if (!task) throw new CommandEnds('refused', 'wrong-status', ['No task of this right is open.'])
      const { result, note } = options
      if (result !== 'done' && result !== 'impossible') throw badInput('--result is done or impossible.')
      accepted(await completeTask(actor, { taskId: task.id, version: task.version, note, result }))
      return shown(actor, sheet.id)
    },
  })
}
