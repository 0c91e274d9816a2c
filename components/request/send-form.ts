import { type FieldProblems, formProblems, readRequestForm } from '@/lib/schemas/request-form'
import { type Failure, failureOf } from './form-state'

export type SendResult =
  | { kind: 'sent'; reference: string }
  | { kind: 'problems'; problems: FieldProblems }
  | { kind: 'failure'; failure: Failure }

const TIMEOUT_MILLISECONDS = 30_000

/** Sends the form as JSON: a lost connection is an answer here, not a lost page. */
export async function sendForm(form: HTMLFormElement): Promise<SendResult> {
  try {
    const response = await fetch('/api/requests', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(readRequestForm(new FormData(form))),
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    })
    const body: unknown = await response.json()
    return readAnswer(body)
  } catch {
    return { kind: 'failure', failure: 'offline' }
  }
}

function readAnswer(body: unknown): SendResult {
  const answer = (typeof body === 'object' && body ? body : {}) as Record<string, unknown>
  if (typeof answer.reference === 'string') return { kind: 'sent', reference: answer.reference }
  if (typeof answer.problems === 'object' && answer.problems)
    return { kind: 'problems', problems: knownProblems(answer.problems) }
  return { kind: 'failure', failure: failureOf(String(answer.failure)) }
}

function knownProblems(given: object): FieldProblems {
  const known = Object.entries(given).flatMap(([field, code]) => {
    const problem = formProblems.find((name) => name === code)
    return problem ? [[field, problem] as const] : []
  })
  return Object.fromEntries(known)
}
