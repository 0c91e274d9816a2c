// The suppression list's own table: keyed digests, so that whoever reads it learns nobody's address.
import { evidence } from '../domain/evidence/events'
import { SUPPRESSION_YEARS, type Suppressed } from '../domain/suppression'
import { instantToDate, now } from '../platform/clock'
import { db, type Transaction } from '../platform/db/client'
import { blindIndex, blindIndexCandidates } from '../platform/keys'
import { mapIfAny } from './current-map'

/** Under a label of its own, so that this list cannot be joined with who asked for what. */
export function suppressionIndex({ kind, normalised }: Suppressed): { index: string; candidates: string[] } {
  const context = `suppression-${kind}` as const
  return { index: blindIndex(context, normalised), candidates: blindIndexCandidates(context, normalised) }
}

/** Numbers without a country are read as of the organisation's own. */
export async function officeCountry(): Promise<string> {
  const map = await mapIfAny(db)
  return map?.controllers.find(({ key }) => key === map.organisation.defaultController)?.country ?? 'FR'
}

/** One statement; an address that stands there already is kept longer. @returns the ISO date of the end. */
export async function putOnList(tx: Transaction, addresses: Suppressed[], reason: string, requestId: string | null) {
  const moment = now()
  const until = moment.toZonedDateTimeISO('UTC').add({ years: SUPPRESSION_YEARS })
  const rows = new Map(addresses.map((address) => [suppressionIndex(address).index, address.kind]))
  await tx.$executeRaw`
    INSERT INTO suppression (id, kind, "index", reason, request_id, created_at, expires_at)
    SELECT gen_random_uuid(), kind, place, ${reason}, ${requestId}::uuid, ${instantToDate(moment)},
           ${instantToDate(until.toInstant())}
      FROM unnest(${[...rows.values()]}::text[], ${[...rows.keys()]}::text[]) AS given(kind, place)
    ON CONFLICT ("index") DO UPDATE SET expires_at = EXCLUDED.expires_at`
  return until.toPlainDate().toString()
}

export const saidAdded = (count: number, reason: string, expiresOn: string) =>
  evidence('suppression.added', { count, reason, expiresOn })
