import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/desk/action-form'
import { PlanSummary } from '@/components/desk/request/plan-summary'
import { RefusalForm } from '@/components/desk/request/refusal-form'
import { StepList } from '@/components/desk/request/step-list'
import { TaskForm } from '@/components/desk/request/task-form'
import { ItemStatusMark } from '@/components/desk/request-marks'
import { DateText } from '@/components/ui/date-text'
import { Disclosure } from '@/components/ui/disclosure'
import { Count } from '@/components/ui/figures'
import { SubmitButton } from '@/components/ui/submit-button'
import type { StaffActor } from '@/lib/domain/actor'
import { may, permits } from '@/lib/domain/request/status'
import type { DeskItem, DeskRequest } from '@/lib/queries/desk-request'
import { refuseAction, searchAgainAction, taskAction } from './actions'
import { BesideTasks } from './beside-tasks'
import { CorrectionsLine } from './corrections-line'
import { GivenBack } from './given-back'
import { TransferPart } from './transfer-part'

type Props = { actor: StaffActor; request: DeskRequest; item: DeskItem; systems: Record<string, string> }

/** One right of the request: where it stands, what came of it, and what the reader may do with it now. */
export async function ItemPart({ actor, request, item, systems }: Props) {
  const [t, right] = await Promise.all([getTranslations('desk.item'), getTranslations('desk.right')])
  const { plan, task } = item
  return (
    <section id={`item-${item.id}`} aria-labelledby={`item-${item.id}-title`} className="scroll-mt-16 grid gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 id={`item-${item.id}-title`} className="text-lg">
          {right(item.right)} <span className="font-normal text-sm text-soft">{t(`article.${item.right}`)}</span>
        </h3>
        <ItemStatusMark status={item.status} />
      </div>
      {item.outcome && <OutcomeLine request={request} item={item} />}
      {item.right === 'rectification' && <CorrectionsLine actor={actor} requestId={request.id} />}
      {plan && plan.status !== 'superseded' && (
        <PlanSummary
          document={plan.document}
          number={plan.number}
          status={plan.status}
          href={`/desk/requests/${request.id}/plan?item=${item.id}`}
        />
      )}
      {item.status === 'planned' && <GivenBack actor={actor} itemId={item.id} />}
      {plan && plan.steps.length > 0 && <StepList steps={plan.steps} systems={systems} timeZone={request.timeZone} />}
      {item.right === 'portability' && <TransferPart {...{ actor, request, item }} />}
      {item.parcel && <ParcelLine parcel={item.parcel} timeZone={request.timeZone} />}
      {item.right === 'rectification' && item.status !== 'by-hand' ? (
        <BesideTasks {...{ actor, request, item }} />
      ) : (
        task &&
        task.status === 'open' &&
        permits('completeTask', item.status) &&
        may(actor, 'completeTask') && (
          <TaskForm
            action={taskAction}
            kind={task.kind}
            hidden={{ requestId: request.id, taskId: task.id, version: task.version }}
          />
        )
      )}
      {task?.status === 'impossible' && item.status === 'by-hand' && <p>{t('impossible')}</p>}
      <ItemActs {...{ actor, request, item, systems }} />
    </section>
  )
}

async function OutcomeLine({ request, item }: { request: DeskRequest; item: DeskItem }) {
  const [t, ground] = await Promise.all([getTranslations('desk.item'), getTranslations('desk.ground')])
  const by = item.decidedBy ? request.names[item.decidedBy] : undefined
  return (
    <p>
      <span className="font-medium">{item.outcome && t(`outcome.${item.outcome}`)}</span>
      {item.ground && ground.has(item.ground) && <>: {ground(item.ground)}</>}
      <span className="text-soft">
        {item.decidedAt && (
          <>
            {' · '}
            <DateText value={item.decidedAt} timeZone={request.timeZone} clock />
          </>
        )}
        {by && ` · ${by}`}
      </span>
      {item.status !== 'withdrawn' && (
        <>
          {' · '}
          {/* A file, not a page: the router must not fetch it. */}
          <a className="prose-link" href={`/desk/requests/${request.id}/certificate?item=${item.id}`}>
            {t('certificate')}
          </a>{' '}
          <a className="prose-link" href={`/desk/requests/${request.id}/certificate?item=${item.id}&format=json`}>
            JSON
          </a>
        </>
      )}
    </p>
  )
}

async function ParcelLine({ parcel, timeZone }: { parcel: NonNullable<DeskItem['parcel']>; timeZone: string }) {
  const t = await getTranslations('desk.parcel')
  const state = parcel.deletedAt ? 'deleted' : parcel.collectedAt ? 'collected' : 'waiting'
  const when = parcel.deletedAt ?? parcel.collectedAt ?? parcel.expiresAt
  return (
    <p>
      {t('title')}: <Count value={parcel.rows} /> {t('rows', { count: parcel.rows })},{' '}
      {t('size', { megabytes: parcel.bytes / 1_000_000 })} ·{' '}
      <span className="text-soft">
        {t(state)} <DateText value={when} timeZone={timeZone} />
      </span>
    </p>
  )
}

async function ItemActs({ actor, request, item }: Props) {
  const [t, right] = await Promise.all([getTranslations('desk.item'), getTranslations('desk.right')])
  const searches = permits('rediscover', item.status) && may(actor, 'preparePlan')
  const refuses = permits('refuseItem', item.status) && may(actor, 'refuse')
  if (!searches && !refuses) return null
  return (
    <div>
      {searches && (
        <ActionForm action={searchAgainAction} hidden={{ requestId: request.id }}>
          <SubmitButton variant="link" pendingLabel={t('searching')}>
            {t('searchAgain')}
          </SubmitButton>
        </ActionForm>
      )}
      {refuses && (
        <Disclosure summary={t('refuse')}>
          <RefusalForm
            action={refuseAction}
            right={right(item.right)}
            hidden={{ requestId: request.id, itemId: item.id, version: item.version }}
          />
        </Disclosure>
      )}
    </div>
  )
}
