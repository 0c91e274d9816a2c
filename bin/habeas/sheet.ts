// One request, looked up and put into lines.
import type { StaffActor } from '@/lib/domain/actor'
import { rights } from '@/lib/domain/request/rights'
import { type ItemSheet, type RequestSheet, requestSheet } from '@/lib/queries/request-sheet'
import { badInput, CommandEnds } from './endings'
import { problemLine } from './problem-line'

export async function sheetOf(actor: StaffActor, key: string | undefined): Promise<RequestSheet> {
  const sheet = await requestSheet(actor, key ?? '')
  if (sheet) return sheet
  throw new CommandEnds('refused', 'not-found', ['No request of that reference or id, or you may not see it.'])
}

/** The right that a command speaks of: the only one that it can mean, or the one named by --right. */
export function itemOf(sheet: RequestSheet, right: string | undefined, fits: (item: ItemSheet) => boolean): ItemSheet {
  if (right !== undefined && !rights.some((known) => known === right))
    throw badInput(`--right is one of ${rights.join(', ')}.`)
  const items = sheet.items.filter((item) => (right === undefined ? fits(item) : item.right === right))
  const [item, second] = items
  if (item && !second) return item
  if (second)
    throw badInput(`${sheet.reference} has several rights: say --right ${items.map((i) => i.right).join('|')}.`)
  throw new CommandEnds('refused', 'wrong-status', [`${sheet.reference} has no right for which this can be done now.`])
}

export function sheetLines(sheet: RequestSheet): string[] {
  const identity = sheet.identityReason ? `${sheet.identity} (${sheet.identityReason})` : sheet.identity
  return [
    `${sheet.reference}  ${sheet.status}`,
    `  received  ${sheet.receivedOn}, to be answered by ${sheet.dueOn}`,
    `  identity  ${identity}${sheet.confirmed ? '' : ', mailbox not confirmed'}`,
    ...sheet.items.flatMap(itemLines),
    ...sheet.findings.flatMap((finding) => [
      `  ${finding.system}  ${finding.status}: ${finding.datasets.map((d) => `${d.count} ${d.dataset}`).join(', ') || 'nothing searched'}`,
      ...finding.problems.map((problem) => `    blocks: ${problemLine(problem)}`),
      ...finding.warnings.map((problem) => `    note: ${problemLine(problem)}`),
    ]),
    ...sheet.letters.map(({ kind, status, lastFailure }) => `  letter    ${kind}: ${status}${tail(lastFailure)}`),
  ]
}

function itemLines({ right, status, outcome, plan, tasks }: ItemSheet): string[] {
  return [
    `  ${right}  ${outcome ?? status}`,
    ...(plan ? [`    plan ${plan.number} (${plan.status}), hash ${plan.hash}`] : []),
    ...(plan?.steps ?? []).map((step) => `    step in ${step.system}: ${step.status}${tail(step.problem)}`),
    ...tasks.map((task) => `    task ${task.kind}: ${task.status}`),
  ]
}

const tail = (failure: string | null) => (failure ? ` (${failure})` : '')
