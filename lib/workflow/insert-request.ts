// A request, its items and its first link in one statement: intake is the one door that strangers can push, so it makes
// few round trips.

import type { MapController } from '../domain/data-map/types'
import type { Deadline } from '../domain/deadline-terms'
import { freezeClock } from '../domain/request/clock'
import type { Right } from '../domain/request/rights'
import { dateOnly } from '../platform/clock'
import type { Transaction } from '../platform/db/client'
import type { NewLink } from './issue-link'
import type { WishRow } from './stated-wishes'
import type { wishColumns } from './transfer-wish-row'

export type RequestRow = {
  id: string
  channel: string
  locale: string
  controller: MapController
  deadline: Deadline
  receivedAt: Date
  rights: Right[]
  wrappedKey: string
  nameEnc: string
  emailEnc: string
  messageEnc: string | null
  identifiersEnc: string
  emailIndex: string
  searchIndex: string[]
  submissionKey: string | null
  link: NewLink
  /** Of the correction, where one is asked for. */
  wishes: WishRow[]
  /** Where the data goes, where that was said. */
  transfer: TransferRow | null
}

export type TransferRow = ReturnType<typeof wishColumns>

/** The reference given; null where the same submission stands already, which also settles two at the same moment. */
export async function insertRequest(tx: Transaction, row: RequestRow): Promise<string | null> {
  const { controller, deadline, link, transfer } = row
  const [inserted] = await tx.$queryRaw<{ reference: string }[]>`
    WITH request AS (
      INSERT INTO subject_request (id, reference, status, channel, locale, controller_key, received_at, received_on,
        time_zone, calendar, nominal_on, due_on, clock, rights, wrapped_key, name_enc, email_enc, message_enc,
        identifiers_enc, email_index, search_index, submission_key)
      VALUES (${row.id}::uuid,
        'HB-' || ${String(deadline.receivedOn.year)} || '-' || lpad(nextval('subject_request_reference')::text, 6, '0'),
        'unconfirmed', ${row.channel}, ${row.locale}, ${controller.key}, ${row.receivedAt}::timestamptz,
        ${dateOnly(deadline.receivedOn)}::date, ${controller.timeZone}, ${controller.calendar},
        ${dateOnly(deadline.nominal)}::date, ${dateOnly(deadline.due)}::date,
        ${JSON.stringify(freezeClock(deadline))}::jsonb, ${row.rights}::text[], ${row.wrappedKey}, ${row.nameEnc},
        ${row.emailEnc}, ${row.messageEnc}, ${row.identifiersEnc}, ${row.emailIndex}, ${row.searchIndex}::text[],
        ${row.submissionKey})
      ON CONFLICT (submission_key) DO NOTHING
      RETURNING id, reference
    ), item AS (
      INSERT INTO request_item (id, request_id, "right", status)
      SELECT uuidv7(), request.id, asked, 'waiting' FROM request, unnest(${row.rights}::text[]) AS asked
      RETURNING id, "right"
    ), wish AS (
      INSERT INTO correction_wish (id, item_id, number, datum, present_enc, wanted_enc, words_enc)
      SELECT w.id, item.id, w.number, w.datum, w."presentEnc", w."wantedEnc", w."wordsEnc"
      FROM item, jsonb_to_recordset(${JSON.stringify(row.wishes)}::jsonb) AS w(id uuid, number int, datum text,
        "presentEnc" text, "wantedEnc" text, "wordsEnc" text)
      WHERE item."right" = 'rectification'
    ), transfer AS (
      INSERT INTO transfer_wish (id, item_id, to_whom, named_enc, formats, confirmed_at)
      SELECT ${transfer?.id ?? null}::uuid, item.id, ${transfer?.toWhom ?? null}, ${transfer?.namedEnc ?? null},
        ${transfer?.formats ?? []}::text[], ${transfer?.confirmedAt ?? null}::timestamptz
      FROM item WHERE item."right" = 'portability' AND ${transfer !== null}
    ), link AS (
      INSERT INTO subject_link (id, request_id, purpose, token_hash, created_at, expires_at)
      SELECT ${link.id}::uuid, request.id, ${link.purpose}, ${link.tokenHash}, ${link.createdAt}::timestamptz,
        ${link.expiresAt}::timestamptz FROM request
    )
    SELECT reference FROM request`
  return inserted?.reference ?? null
}
