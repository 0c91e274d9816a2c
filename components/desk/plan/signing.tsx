import { useTranslations } from 'next-intl'
import { ActionForm, type DeskAction } from '@/components/desk/action-form'
import { Checkbox } from '@/components/ui/choices'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { CONFIRMED, ConfirmStatement } from '@/components/ui/confirm-statement'
import { Disclosure } from '@/components/ui/disclosure'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextAreaField } from '@/components/ui/text-field'
import type { PortabilityPlan } from '@/lib/domain/plan/portability-plan'

export type Seen = { requestId: string; itemId: string; version: number; hash: string }
type Signed = { hidden: Seen; action: DeskAction }

/** The first signature. */
export function SignAsPreparer({ action, hidden, rows }: Signed & { rows: number }) {
  const t = useTranslations('desk.plan.sign')
  return (
    <ActionForm action={action} hidden={hidden} className="grid gap-4">
      <Checkbox id="read" name={CONFIRMED} value="yes" required label={t('read')} hint={t('readHint', { rows })} />
      <div>
        <SubmitButton pendingLabel={t('pending')}>{t('prepare')}</SubmitButton>
      </div>
    </ActionForm>
  )
}

/** The signature that sets the erasure going: what happens in sight, a sentence to tick, and once more the question. */
export function ApproveErasure({ action, hidden, deleted, cleared }: Signed & { deleted: number; cleared: number }) {
  const t = useTranslations('desk.plan.sign')
  return (
    <ActionForm action={action} hidden={hidden} className="grid gap-4">
      <ConfirmStatement id="read" statement={t('statement', { deleted, cleared })}>
        <p>{t('happens', { deleted, cleared })}</p>
      </ConfirmStatement>
      <div>
        <ConfirmDialog
          title={t('approveTitle', { deleted, cleared })}
          body={<p>{t('approveText')}</p>}
          confirmLabel={t('approveErasure', { deleted, cleared })}
          cancelLabel={t('cancel')}
          pendingLabel={t('pending')}
        >
          {t('approveErasure', { deleted, cleared })}
        </ConfirmDialog>
      </div>
    </ActionForm>
  )
}

/** Nothing is lost: a copy is built, or the person is told that nothing was found, or that all of it stays for now. */
export function ApproveHarmless({ action, hidden, rows, access }: Signed & { rows: number; access: boolean }) {
  const t = useTranslations('desk.plan.sign')
  const label = rows === 0 ? t('approveNothing') : t(access ? 'approveAccess' : 'approveKept', { rows })
  const hint = rows === 0 ? t('nothingHint') : t(access ? 'accessHint' : 'keptHint')
  return (
    <ActionForm action={action} hidden={hidden} className="grid gap-4">
      <Checkbox id="read" name={CONFIRMED} value="yes" required label={t('read')} hint={hint} />
      <div>
        <SubmitButton pendingLabel={t('pending')}>{label}</SubmitButton>
      </div>
    </ActionForm>
  )
}

/** What leaves cannot be called back: to whom it goes, and who is asked first, stand in the sentence that is ticked. */
export function ApproveTransfer({ action, hidden, plan }: Signed & { plan: PortabilityPlan }) {
  const t = useTranslations('transfers.sign')
  const { acceptances, destination, totals } = plan
  if (totals.rows === 0) return <ApproveHarmless {...{ action, hidden }} rows={0} access={false} />
  const to = destination.to === 'receiver' ? 'receiver' : 'person'
  const hint = acceptances.length > 0 ? t('hintAsked', { count: acceptances.length }) : t(`hint.${to}`)
  return (
    <ActionForm action={action} hidden={hidden} className="grid gap-4">
      <Checkbox id="read" name={CONFIRMED} value="yes" required label={t('read')} hint={hint} />
      <div>
        <SubmitButton pendingLabel={t('pending')}>{t(`approve.${to}`, { rows: totals.rows })}</SubmitButton>
      </div>
    </ActionForm>
  )
}

/** One signature, as for a copy: nothing is erased. */
export function ApproveCorrection({ action, hidden, rows }: Signed & { rows: number }) {
  const t = useTranslations('desk.plan.sign')
  const correct = useTranslations('corrections.sign')
  return (
    <ActionForm action={action} hidden={hidden} className="grid gap-4">
      <Checkbox id="read" name={CONFIRMED} value="yes" required label={t('read')} hint={correct('hint', { rows })} />
      <div>
        <SubmitButton pendingLabel={t('pending')}>{correct('approve', { rows })}</SubmitButton>
      </div>
    </ActionForm>
  )
}

export function ReturnPlan({ action, hidden }: Signed) {
  const t = useTranslations('desk.plan.return')
  return (
    <Disclosure summary={t('title')}>
      <ActionForm action={action} hidden={hidden} className="grid max-w-measure gap-3">
        <TextAreaField
          name="reason"
          label={t('reason')}
          hint={t('hint')}
          rows={3}
          className="min-h-20"
          required
          maxLength={4000}
        />
        <div>
          <SubmitButton variant="quiet" pendingLabel={t('pending')}>
            {t('submit')}
          </SubmitButton>
        </div>
      </ActionForm>
    </Disclosure>
  )
}
