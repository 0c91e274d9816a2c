import { getTranslations } from 'next-intl/server'
import { type FoundKeyRow, FoundThrough } from '@/components/desk/request/found-through'
import type { Labels } from '@/components/desk/request/labels'
import { Section } from '@/components/desk/request/section'
import type { StaffActor } from '@/lib/domain/actor'
import { may } from '@/lib/domain/request/status'
import type { DeskRequest } from '@/lib/queries/desk-request'
import { type DeskKey, inferredKeys } from '@/lib/queries/inferred-keys'
import { keyAction, keysAction } from './key-actions'

/** Identifiers that were found on the person's own records, and what is asked about them. */
export async function Found({
  actor,
  request,
  labels,
  kinds,
}: {
  actor: StaffActor
  request: DeskRequest
  labels: Labels
  kinds: Record<string, string>
}) {
  const keys = await inferredKeys(actor, request.id)
  if (keys.length === 0) return null
  const t = await getTranslations('desk.found')
  return (
    <Section id="found-through" title={t('title')}>
      <FoundThrough
        keys={keys.map((key) => inWords(key, labels, kinds))}
        seen={{ requestId: request.id, version: request.version }}
        timeZone={request.timeZone}
        {...(may(actor, 'readPersonalData') && { read: keysAction })}
        {...(may(actor, 'decideIdentity') && { decide: keyAction })}
      />
    </Section>
  )
}

function inWords(key: DeskKey, labels: Labels, kinds: Record<string, string>): FoundKeyRow {
  const { id, kind, from, reach, doubts, followed, waits, decision } = key
  const place = (one: { system: string; dataset: string }) =>
    `${labels.systems[one.system] ?? one.system}, ${labels.datasets[one.dataset]?.label ?? one.dataset}`
  return {
    ...{ id, doubts, followed, waits, decision },
    kind: kinds[kind] ?? kind,
    from: from.map((one) => ({
      place: place(one),
      field: labels.datasets[one.dataset]?.fields[one.field] ?? one.field,
      by: one.by.map((name) => kinds[name] ?? name).join(', '),
    })),
    reach: reach.map((one) => ({ place: place(one), rows: one.rows })),
  }
}
