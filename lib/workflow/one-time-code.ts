// Six digits for whoever holds the link: ten minutes, five tries, once (ASVS v5.0.0-6.5.5, 6.6.3).
import { randomUUID } from 'node:crypto'
import { dateToInstant, instantToDate, now } from '../platform/clock'
import { codeMatches, createCode } from '../platform/crypto/tokens'
import type { Transaction } from '../platform/db/client'
import { keys } from '../platform/keys'

export const CODE_MINUTES = 10
export const CODE_TRIES = 5
export const codePurposes = ['open-page', 'collect-package'] as const
export type CodePurpose = (typeof codePurposes)[number]

/** Older codes of the same purpose end: only the newest mail counts. */
export async function issueCode(
  tx: Transaction,
  { linkId, purpose }: { linkId: string; purpose: CodePurpose },
): Promise<{ codeId: string; code: string }> {
  const moment = now()
  const codeId = randomUUID()
  const { code, codeHash } = createCode(keys(), codeId)
  await tx.oneTimeCode.updateMany({
    where: { linkId, purpose, spentAt: null },
    data: { spentAt: instantToDate(moment) },
  })
  await tx.oneTimeCode.createMany({
    data: [
      {
        id: codeId,
        linkId,
        purpose,
        codeHash,
        createdAt: instantToDate(moment),
        expiresAt: instantToDate(moment.add({ minutes: CODE_MINUTES })),
      },
    ],
  })
  return { codeId, code }
}

export type CodeTry =
  | { right: true; codeId: string }
  /** `codeId` null: there was no code to try. `triesLeft` 0: it is worth nothing any more. */
  | { right: false; codeId: string | null; tries: number; triesLeft: number }

/**
 * Counts the try and spends the code when it is right. The row is locked, so that a thousand tries at once are five.
 * The caller's transaction must commit a wrong try too, or the count is lost.
 */
export async function tryCode(
  tx: Transaction,
  given: { linkId: string; purpose: CodePurpose; code: string },
): Promise<CodeTry> {
  const [row] = await tx.$queryRaw<{ id: string; code_hash: string; tries: number; expires_at: Date }[]>`
    SELECT id, code_hash, tries, expires_at FROM one_time_code
    WHERE link_id = ${given.linkId}::uuid AND purpose = ${given.purpose} AND spent_at IS NULL
    ORDER BY created_at DESC LIMIT 1 FOR UPDATE`
  const over = !row || Temporal.Instant.compare(dateToInstant(row.expires_at), now()) <= 0 || row.tries >= CODE_TRIES
  if (over) return { right: false, codeId: row?.id ?? null, tries: row?.tries ?? 0, triesLeft: 0 }
  const right = codeMatches(keys(), row.id, given.code, row.code_hash)
  const tries = row.tries + 1
  await tx.oneTimeCode.update({
    where: { id: row.id },
    data: right ? { tries, spentAt: instantToDate(now()) } : { tries },
  })
  return right ? { right, codeId: row.id } : { right, codeId: row.id, tries, triesLeft: CODE_TRIES - tries }
}
