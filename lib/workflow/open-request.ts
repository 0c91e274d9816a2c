// A request's own page shows who asks. That reading is on record before the first field is opened: if the record cannot
// be written, nothing is served.
import type { StaffActor } from '../domain/actor'
import type { Identifier } from '../domain/findings'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { db } from '../platform/db/client'
import { openVault, VaultGone } from '../platform/request-vault'
import type { NamedReceiver } from '../schemas/transfer-wish'
import { recordReading } from './record-reading'
import { namedReceiver } from './transfer-wish-row'

/** A page that renews itself while work runs is one reading, not one every two seconds. */
const ONE_READING_MINUTES = 15

export type Person = {
  name: string
  email: string
  message: string | null
  identifiers: Identifier[]
  /** Where they want their data sent, in their words. */
  receiver: NamedReceiver | null
}

export async function openRequest(
  actor: StaffActor,
  input: { requestId: string },
): Promise<Outcome<{ person: Person }>> {
  if (!may(actor, 'readPersonalData')) return refuse('not-permitted')
  const request = await db.subjectRequest.findUnique({
    where: { id: input.requestId },
    include: { items: { where: { right: 'portability' }, select: { transferWish: true } } },
  })
  if (!request) return refuse('not-found')
  if (!request.wrappedKey || !request.nameEnc || !request.emailEnc) return refuse('data-destroyed')
  await recordOnce(actor, request.id)
  try {
    const vault = openVault({ id: request.id, wrappedKey: request.wrappedKey })
    const read = (column: string, sealed: string) => vault.open(`subject_request.${column}`, sealed)
    const wish = request.items[0]?.transferWish
    return {
      ok: true,
      person: {
        name: read('name', request.nameEnc),
        email: read('email', request.emailEnc),
        message: request.messageEnc ? read('message', request.messageEnc) : null,
        identifiers: request.identifiersEnc ? JSON.parse(read('identifiers', request.identifiersEnc)) : [],
        receiver: wish ? namedReceiver(vault, wish) : null,
      },
    }
  } catch (error) {
    if (error instanceof VaultGone) return refuse('data-destroyed')
    throw error
  }
}

async function recordOnce(actor: StaffActor, requestId: string): Promise<void> {
  const since = instantToDate(now().subtract({ minutes: ONE_READING_MINUTES }))
  const recorded = await db.ledgerEntry.findFirst({
    where: {
      requestId,
      event: 'personal-data.read',
      actor: `staff:${actor.userId}`,
      at: { gte: since },
      body: { contains: '"dataset":"subject-request"' },
    },
    select: { seq: true },
  })
  if (recorded) return
  const body = { system: 'habeas', dataset: 'subject-request', rows: 1, purpose: 'case-work' }
  await recordReading(actor, requestId, body)
}
