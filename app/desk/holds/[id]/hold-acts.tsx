import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/desk/action-form'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ConfirmStatement } from '@/components/ui/confirm-statement'
import { Disclosure } from '@/components/ui/disclosure'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import type { StaffActor } from '@/lib/domain/actor'
import { LONGEST_REVIEW } from '@/lib/domain/matter'
import { may } from '@/lib/domain/request/status'
import type { Hold } from '@/lib/queries/holds'
import { liftAction, proposeLiftAction, reviewAction } from '../actions'

type Props = { actor: StaffActor; found: Hold; today: Temporal.PlainDate }

/** Keep it, with a new day of review; or lift it, in two steps of two people. */
export async function HoldActs({ actor, found, today }: Props) {
  const t = await getTranslations('holds.act')
  if (found.status === 'lifted') return <p className="max-w-measure">{t('over')}</p>
  const hidden = { matterId: found.id, version: found.version }
  return (
    <div className="grid gap-6">
      <Lifting actor={actor} found={found} hidden={hidden} />
      {may(actor, 'liftMatter') && (
        <Disclosure summary={t('review')} open={found.reviewDue}>
          <ActionForm action={reviewAction} hidden={hidden} className="grid max-w-measure gap-4">
            <TextField
              name="reviewOn"
              type="date"
              label={t('reviewOn')}
              hint={t('reviewHint')}
              min={today.add({ days: 1 }).toString()}
              max={today.add(LONGEST_REVIEW).toString()}
              required
              fieldClassName="max-w-60"
            />
            <div>
              <SubmitButton pendingLabel={t('pending')}>{t('keep')}</SubmitButton>
            </div>
          </ActionForm>
        </Disclosure>
      )}
    </div>
  )
}

type LiftingProps = Pick<Props, 'actor' | 'found'> & { hidden: { matterId: string; version: number } }

async function Lifting({ actor, found, hidden }: LiftingProps) {
  const t = await getTranslations('holds.act')
  if (found.status === 'active') {
    if (!may(actor, 'proposeLift')) return <p className="max-w-measure text-soft">{t('readOnly')}</p>
    return (
      <ActionForm action={proposeLiftAction} hidden={hidden} className="grid max-w-measure gap-3">
        <p>{t('proposeText')}</p>
        <div>
          <SubmitButton variant="quiet" pendingLabel={t('pending')}>
            {t('propose')}
          </SubmitButton>
        </div>
      </ActionForm>
    )
  }
  if (found.liftProposed?.userId === actor.userId) return <p className="max-w-measure">{t('another')}</p>
  if (!may(actor, 'liftMatter')) return <p className="max-w-measure">{t('waitsForDpo')}</p>
  return (
    <ActionForm action={liftAction} hidden={hidden} className="grid gap-6">
      <ConfirmStatement id="statement" statement={t('statement')}>
        <p>{t('what', { count: found.plans })}</p>
      </ConfirmStatement>
      <div>
        <ConfirmDialog
          title={t('ask')}
          body={<p>{t('what', { count: found.plans })}</p>}
          confirmLabel={t('lift')}
          cancelLabel={t('cancel')}
          pendingLabel={t('pending')}
        >
          {t('lift')}
        </ConfirmDialog>
      </div>
    </ActionForm>
  )
}
