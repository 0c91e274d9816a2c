// What a colleague can answer to a task, and when a late one is reminded of it.
import type { Right } from '../request/rights'

/**
 * `find` and `erase`: in a system of the data map that no connector reaches. `mentions`: the officer looks at other
 * people's texts that name the person; `nothing` leaves them as they are. `corrective-document` and `statement`: what the
 * law offers for what a correction leaves as it is. `restrict` and `lift`: a mark that no connector can set or take away.
 */
export const taskKinds = [
  'rectify',
  'transfer',
  'find',
  'erase',
  'mentions',
  'corrective-document',
  'statement',
  'restrict',
  'lift',
] as const
export type TaskKind = (typeof taskKinds)[number]

/** `nothing`: looked, and nobody there. `impossible`: the DPO decides. `kept`: the DPO's decision, told to the person. */
export const taskResults = ['done', 'nothing', 'impossible', 'kept'] as const
export type TaskResult = (typeof taskResults)[number]

export type TaskStatus = 'open' | 'done' | 'impossible' | 'kept'
/** Not yet settled: whatever waits for it cannot end. */
export const unsettled: readonly TaskStatus[] = ['open', 'impossible']

/** An item waits for its request's searches and for its own erasures (lib/workflow/by-hand-tasks asks the same in SQL). */
export const holdsBack = (task: { kind: string; status: string; itemId: string }, itemId: string): boolean =>
  unsettled.some((status) => status === task.status) &&
  (task.kind === 'find' || (ownKinds.some((kind) => kind === task.kind) && task.itemId === itemId))

/** What an item waits for beside the searches of its request. */
export const ownKinds = ['erase', 'mentions', 'corrective-document', 'statement'] as const satisfies TaskKind[]
/** Of a correction whose plan is carried out: these are waited for, and told in its answer. */
export const correctionKinds = ['rectify', 'corrective-document', 'statement'] as const satisfies TaskKind[]

export type TaskAnswer = { result: TaskResult; note: string; records: number | null; file: boolean }
/** `beside`: the right itself is carried out by a plan, so that the DPO may leave this part of it. */
export type SeenTask = { kind: TaskKind; status: TaskStatus; right: Right; beside?: boolean }

const permitted: Record<TaskKind, readonly TaskResult[]> = {
  rectify: ['done', 'impossible'],
  transfer: ['done', 'impossible'],
  find: ['done', 'nothing', 'impossible'],
  erase: ['done', 'impossible', 'kept'],
  mentions: ['done', 'nothing'],
  'corrective-document': ['done', 'impossible'],
  statement: ['done', 'impossible'],
  restrict: ['done', 'impossible'],
  lift: ['done', 'impossible'],
}
const MOST_RECORDS = 1_000_000

export type AnswerRefusal =
  | 'wrong-status'
  | 'bad-value'
  | 'not-permitted'
  | 'note-missing'
  | 'records-missing'
  | 'copy-missing'
  | 'proof-missing'

/** `decides`: may settle what a colleague could not do. Null where the answer can be taken. */
export function whyNotAnswered(task: SeenTask, answer: TaskAnswer, decides: boolean): AnswerRefusal | null {
  const inSystem = task.kind === 'find' || task.kind === 'erase'
  const settles = inSystem || (task.beside ?? false)
  const again = settles && decides && task.status === 'impossible' && answer.result !== 'impossible'
  if (task.status !== 'open' && !again) return 'wrong-status'
  const left = task.beside === true && answer.result === 'kept'
  if (!permitted[task.kind].includes(answer.result) && !left) return 'bad-value'
  if ((answer.result === 'kept' || task.kind === 'mentions') && !decides) return 'not-permitted'
  const told = answer.note !== ''
  if ((!inSystem || answer.result === 'impossible' || answer.result === 'kept') && !told) return 'note-missing'
  if (!inSystem || answer.result !== 'done') return null
  if (!isCount(answer.records, task.kind === 'find' ? 1 : 0)) return 'records-missing'
  if (told || answer.file) return null
  if (task.kind === 'erase') return 'proof-missing'
  return task.right === 'access' ? 'copy-missing' : null
}

const isCount = (records: number | null, least: number): boolean =>
  records !== null && Number.isInteger(records) && records >= least && records <= MOST_RECORDS

export const statusAfter = (result: TaskResult): TaskStatus => (result === 'nothing' ? 'done' : result)

/** ISO dates. Never later than the day on which the person must have the answer. */
export function taskDueOn(today: string, dueDays: number, requestDueOn: string): string {
  const due = Temporal.PlainDate.from(today).add({ days: dueDays }).toString()
  const latest = requestDueOn < today ? today : requestDueOn
  return due < latest ? due : latest
}

const FIRST_CHASER_DAYS = 1
const CHASER_DAYS = 4
const CHASERS_BEFORE_DPO = 2

/** The reminder that is due today, if any: the day after the due date, then every four days; from the third the DPO is told. */
export function chaserDue(
  task: { dueOn: string; chasers: number },
  today: string,
): { chaser: number; escalated: boolean } | null {
  const days = FIRST_CHASER_DAYS + CHASER_DAYS * task.chasers
  if (Temporal.PlainDate.from(task.dueOn).add({ days }).toString() > today) return null
  return { chaser: task.chasers + 1, escalated: task.chasers >= CHASERS_BEFORE_DPO }
}
