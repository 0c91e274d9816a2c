import { getTranslations } from 'next-intl/server'
import type { Labels } from '@/components/desk/request/labels'
import { LookedForm } from '@/components/desk/request/looked-form'
import { MentionList } from '@/components/desk/request/mention-list'
import { Section } from '@/components/desk/request/section'
import { ValuesReader } from '@/components/desk/request/values-reader'
import type { StaffActor } from '@/lib/domain/actor'
import { may } from '@/lib/domain/request/status'
import type { DeskRequest } from '@/lib/queries/desk-request'
import { lookedAction, mentionsAction } from './mention-actions'

type Props = { actor: StaffActor; request: DeskRequest; labels: Labels }

/** Other people's texts that name this person: how many, where, and what the officer says became of them. */
export async function NamedByOthers({ actor, request, labels }: Props) {
  const t = await getTranslations('desk.mentions')
  const rows = (request.findings?.systems ?? []).flatMap(({ system, mentions = [] }) =>
    mentions.map((one) => ({ system, ...one })),
  )
  const open = request.items.flatMap(({ task }) => (task?.kind === 'mentions' && task.status === 'open' ? [task] : []))
  if (rows.length + open.length === 0) return null
  const reader = (system: string, dataset: string, field: string) => (
    <ValuesReader
      action={mentionsAction}
      labels={labels.datasets[dataset]?.fields ?? {}}
      {...{ requestId: request.id, system, dataset, field }}
    />
  )
  return (
    <Section id="mentions" title={t('title')}>
      <MentionList {...{ rows, labels }} reader={may(actor, 'readPersonalData') ? reader : undefined} />
      {may(actor, 'settleTask') &&
        open.map(({ id: taskId, version }) => (
          <LookedForm key={taskId} action={lookedAction} hidden={{ requestId: request.id, taskId, version }} />
        ))}
    </Section>
  )
}
