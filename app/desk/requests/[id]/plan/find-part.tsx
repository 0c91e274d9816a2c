import { getTranslations } from 'next-intl/server'
import { FindField } from '@/components/desk/plan/find-field'
import { FindRecord } from '@/components/desk/plan/find-record'
import { named, namedField, type PlanWords } from '@/components/desk/plan/plan-words'
import { TextLink } from '@/components/ui/link-button'
import type { StaffActor } from '@/lib/domain/actor'
import type { SystemFields } from '@/lib/domain/plan/explain-fields'
import { fieldsOf, type PlanPlace } from '@/lib/domain/plan/find-in-plan'
import { may } from '@/lib/domain/request/status'
import { findFieldAction, findRecordAction } from './find-actions'

type Props = {
  actor: StaffActor
  systems: SystemFields[]
  places: PlanPlace[]
  words: PlanWords
  page: string
  ids: { requestId: string; itemId: string }
}

/** “What becomes of …?”: a field by its name, a record by its key. */
export async function FindPart({ actor, systems, places, words, page, ids }: Props) {
  const t = await getTranslations('desk.plan.find')
  const datasets = systems.flatMap((system) => system.datasets)
  const fields = datasets.flatMap((dataset) => fieldsOf(dataset).map((field) => namedField(words, field)))
  const names = [...new Set([...datasets.map(({ label }) => named(words, label)), ...fields])].sort()
  return (
    <div className="no-print mb-6">
      <div className="grid gap-x-10 gap-y-6 bg-sunk p-4 lg:grid-cols-2">
        <FindField action={findFieldAction} {...ids} names={names} />
        {may(actor, 'readPersonalData') && (
          <FindRecord
            action={findRecordAction}
            {...ids}
            datasets={datasets.map(({ dataset, label }) => ({ key: dataset, label: named(words, label) }))}
          />
        )}
      </div>
      {places.length > 0 && (
        <p role="status" className="mt-4 font-medium">
          {t('shown', { count: places.length })} <TextLink href={`${page}#fields`}>{t('all')}</TextLink>
        </p>
      )}
    </div>
  )
}
