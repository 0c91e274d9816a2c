// For programs that import or write to addresses: which of these must not be. The values asked for are kept nowhere.
import { z } from 'zod'
import { machineActor } from '@/lib/auth/machine-actor'
import { publicActorOf } from '@/lib/auth/public-actor'
import { LONGEST_VALUE, MOST_VALUES } from '@/lib/domain/suppression'
import { checkSuppression } from '@/lib/workflow/check-suppression'
import { networkAllows } from '@/lib/workflow/rate-limit'
import { reportFailure } from '@/lib/workflow/report-failure'

const LARGEST_BYTES = 1024 * 1024
const body = z.strictObject({ values: z.array(z.string().max(LONGEST_VALUE)).max(MOST_VALUES) })
const statusOf = { 'not-permitted': 403, 'too-many-values': 422, 'too-many-requests': 429 } as const

const answer = (status: number, value: object) =>
  Response.json(value, { status, headers: { 'cache-control': 'no-store' } })

export async function POST(request: Request): Promise<Response> {
  try {
    const actor = await machineActor(request.headers.get('authorization'))
    if (!actor) return strangers(request)
    const length = Number(request.headers.get('content-length') ?? Number.NaN)
    if (!(length <= LARGEST_BYTES)) return answer(413, { failure: 'too-large' })
    const parsed = body.safeParse(await request.json().catch(() => null))
    if (!parsed.success) return answer(422, { failure: 'bad-input' })
    const done = await checkSuppression(actor, parsed.data)
    if (!done.ok) return answer(statusOf[done.reason], { failure: done.reason })
    return answer(200, { suppressed: done.suppressed, unreadable: done.unreadable })
  } catch (error) {
    reportFailure('suppression-check-failed', error)
    return answer(503, { failure: 'unavailable' })
  }
}

/** Tries without a token are few in any honest network. */
async function strangers(request: Request): Promise<Response> {
  const visitor = publicActorOf(request.headers.get('x-forwarded-for'))
  if (await networkAllows(visitor)) return answer(401, { failure: 'no-token' })
  return answer(429, { failure: 'too-many-requests' })
}
