import { getTranslations } from 'next-intl/server'
import type { Labels } from '@/components/desk/request/labels'
import { SearchAnyway } from '@/components/desk/request/search-anyway'
import { Section } from '@/components/desk/request/section'
import type { StaffActor } from '@/lib/domain/actor'
import type { SlowLookup } from '@/lib/domain/findings'
import { may } from '@/lib/domain/request/status'
import type { DeskRequest } from '@/lib/queries/desk-request'
import { searchAnywayAction } from './key-actions'

/** Systems that were not searched, since it would read whole tables. */
export async function SlowSearch({
  actor,
  request,
  labels,
}: {
  actor: StaffActor
  request: DeskRequest
  labels: Labels
}) {
  const asking = request.identity === 'waiting' && request.identityReason === 'slow-lookup'
  const problems = (request.findings?.systems ?? []).flatMap((finding) => finding.problems)
  const lookups = problems.filter((problem): problem is SlowLookup => problem.code === 'slow-lookup')
  if (!asking && lookups.length === 0) return null
  const t = await getTranslations('desk.slow')
  return (
    <Section id="slow-search" title={t('title')}>
      <SearchAnyway
        {...{ lookups, labels }}
        action={may(actor, 'decideIdentity') ? searchAnywayAction : null}
        hidden={{ requestId: request.id, version: request.version }}
      />
    </Section>
  )
}
