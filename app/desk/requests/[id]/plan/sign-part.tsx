import { getTranslations } from 'next-intl/server'
import {
  ApproveCorrection,
  ApproveErasure,
  ApproveHarmless,
  ApproveTransfer,
  ReturnPlan,
  type Seen,
  SignAsPreparer,
} from '@/components/desk/plan/signing'
import { DateText } from '@/components/ui/date-text'
import { Notice } from '@/components/ui/notice'
import { Seal } from '@/components/ui/seal'
import type { StaffActor } from '@/lib/domain/actor'
import type { PortabilityPlan } from '@/lib/domain/plan/portability-plan'
import type { AccessPlan, ErasurePlan } from '@/lib/domain/plan/types'
import { may, permits } from '@/lib/domain/request/status'
import type { DeskItem, DeskPlan, DeskRequest } from '@/lib/queries/desk-request'
import { GivenBack } from '../given-back'
import { approveAction, prepareAction, returnAction } from './actions'

type Props = { actor: StaffActor; request: DeskRequest; item: DeskItem; plan: DeskPlan; hidden: Seen }

/** The foot of the sheet: the seal with the plan's hash, two names, and what the reader may do. */
export async function SignPart(props: Props) {
  const { request, item, plan } = props
  const t = await getTranslations('desk.plan.sign')
  const when = (at: string | null) => (at ? <DateText value={at} timeZone={request.timeZone} clock /> : undefined)
  const name = (id: string | null) => (id ? (request.names[id] ?? t('unknown')) : undefined)
  const prepared = { role: t('preparedBy'), name: name(plan.preparedBy), when: when(plan.preparedAt) }
  const approved = { role: t('approvedBy'), name: name(plan.approvedBy), when: when(plan.approvedAt) }
  return (
    <section aria-label={t('title')} className="mt-10 grid items-start gap-8 border-ink border-t-2 pt-6 lg:grid-cols-2">
      <Seal
        hash={plan.hash}
        signed={plan.status === 'approved'}
        label={t('planNumber', { number: plan.number })}
        signatures={item.right === 'erasure' ? [prepared, approved] : [approved]}
      />
      <div className="no-print grid gap-4">
        {item.status === 'planned' && <GivenBack actor={props.actor} itemId={item.id} />}
        <Gesture {...props} />
        {permits('returnPlan', item.status) && may(props.actor, 'approvePlan') && (
          <ReturnPlan action={returnAction} hidden={props.hidden} />
        )}
      </div>
    </section>
  )
}

async function Gesture({ actor, request, item, plan, hidden }: Props) {
  const t = await getTranslations('desk.plan.sign')
  const { document } = plan
  if (plan.status === 'approved') return <Notice title={t('approvedTitle')}>{t('approvedText')}</Notice>
  if (!permits('approvePlan', item.status)) return <Notice title={t('overTitle')}>{t('overText')}</Notice>
  if (document.blocks.length > 0)
    return (
      <Notice kind="warning" title={t('blockedTitle')}>
        {t('blockedText')}
      </Notice>
    )
  if (document.right === 'rectification')
    return may(actor, 'approvePlan') ? (
      <ApproveCorrection action={approveAction} hidden={hidden} rows={document.totals.rows} />
    ) : (
      <Notice title={t('dpoTitle')}>{t('dpoText')}</Notice>
    )
  if (document.right === 'access' || document.right === 'portability') {
    // “Nothing found” would be untrue: there is something, and all of it was left out.
    if (document.totals.rows === 0 && someLeftOut(document))
      return (
        <Notice kind="warning" title={t('allOutTitle')}>
          {t('allOutText')}
        </Notice>
      )
    return may(actor, 'approvePlan') ? (
      document.right === 'access' ? (
        <ApproveHarmless action={approveAction} hidden={hidden} rows={document.totals.rows} access />
      ) : (
        <ApproveTransfer action={approveAction} hidden={hidden} plan={document} />
      )
    ) : (
      <Notice title={t('dpoTitle')}>{t('dpoText')}</Notice>
    )
  }
  if (item.status === 'planned')
    return may(actor, 'preparePlan') ? (
      <SignAsPreparer action={prepareAction} hidden={hidden} rows={document.totals.rows} />
    ) : (
      <Notice title={t('prepareTitle')}>{t('prepareText')}</Notice>
    )
  return <SecondSignature {...{ actor, request, item, plan, hidden }} />
}

async function SecondSignature({ actor, request, item, plan, hidden }: Props) {
  const t = await getTranslations('desk.plan.sign')
  const { document } = plan
  if (document.right !== 'erasure') return null
  if (!may(actor, 'approvePlan')) return <Notice title={t('dpoTitle')}>{t('dpoText')}</Notice>
  if (request.twoPeople && plan.preparedBy === actor.userId)
    return <Notice title={t('otherTitle')}>{t('otherText')}</Notice>
  const copy = request.items.find(
    ({ right, status }) =>
      (right === 'access' || right === 'portability') && !['done', 'refused', 'withdrawn'].includes(status),
  )
  if (copy)
    return (
      <Notice kind="warning" title={t('copyTitle')}>
        {t('copyText')}
      </Notice>
    )
  const { rows, deleted, cleared } = document.totals
  if (changesNothing(document)) return <ApproveHarmless action={approveAction} {...{ hidden, rows }} access={false} />
  return <ApproveErasure key={item.id} action={approveAction} hidden={hidden} deleted={deleted} cleared={cleared} />
}

/** Nothing was found, or holds and rules keep all of it as it is. */
const changesNothing = ({ systems }: ErasurePlan): boolean =>
  systems.every(({ groups }) => groups.every(({ fate, changes }) => fate === 'clear' && changes.length === 0))

const someLeftOut = (plan: AccessPlan | PortabilityPlan): boolean =>
  plan.right === 'access' ? plan.excluded.length > 0 : plan.left.some(({ why }) => why === 'excluded')
