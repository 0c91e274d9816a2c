import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ActionForm, type DeskAction } from '@/components/desk/action-form'
import { Section } from '@/components/desk/request/section'
import { DateText } from '@/components/ui/date-text'
import { Disclosure } from '@/components/ui/disclosure'
import { TextLink } from '@/components/ui/link-button'
import { StatusMark, type StatusTone } from '@/components/ui/status-mark'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextAreaField } from '@/components/ui/text-field'
import type { StaffActor } from '@/lib/domain/actor'
import { may } from '@/lib/domain/request/status'
import type { DeskRestriction } from '@/lib/queries/desk-corrections'
import { announceAction, beginAction, liftAction, refuseAction } from './restriction-actions'

const tones = {
  asked: 'attention',
  active: 'working',
  'lift-announced': 'working',
  lifted: 'closed',
  refused: 'refused',
} as const satisfies Record<string, StatusTone>

type Props = { actor: StaffActor; requestId: string; restriction: DeskRestriction; timeZone: string }

/** While the person contests what stands there (Art. 18(1)(a)): begun, its end announced first, then lifted. */
export async function RestrictionPart({ actor, requestId, restriction, timeZone }: Props) {
  const t = await getTranslations('corrections.restriction')
  const { status, askedAt, beganAt, announcedAt, liftedAt, matterId } = restriction
  const dates = [
    [t('askedOn'), askedAt],
    [t('begun'), beganAt],
    [t('announced'), announcedAt],
    [t('lifted'), liftedAt],
  ] as const
  return (
    <div className="mt-10">
      <Section
        id="restriction"
        title={t('title')}
        aside={<StatusMark tone={tones[status]}>{t(`state.${status}`)}</StatusMark>}
      >
        <div className="grid gap-3">
          <p className="max-w-[70ch]">{t('asked')}</p>
          <p className="flex flex-wrap gap-x-4 text-soft">
            {dates.map(([name, at]) =>
              at === null ? null : (
                <span key={name}>
                  {name} <DateText value={at} timeZone={timeZone} clock />
                </span>
              ),
            )}
          </p>
          {matterId && status !== 'lifted' && (
            <p>
              <TextLink href={`/desk/holds/${matterId}`}>{t('hold')}</TextLink>
            </p>
          )}
          {may(actor, 'restrict') && <Acts {...{ requestId, restriction }} />}
        </div>
      </Section>
    </div>
  )
}

async function Acts({ requestId, restriction }: Pick<Props, 'requestId' | 'restriction'>) {
  const t = await getTranslations('corrections.restriction')
  const hidden = { requestId, restrictionId: restriction.id, version: restriction.version }
  if (restriction.status === 'asked')
    return (
      <>
        <Act action={beginAction} hidden={hidden} button={t('begin')} pending={t('pending')}>
          <p className="max-w-[70ch] text-soft">{t('beginText')}</p>
        </Act>
        <Disclosure summary={t('refuse')} className="max-w-measure">
          <Act action={refuseAction} hidden={hidden} button={t('refuse')} pending={t('pending')} quiet>
            <Reason label={t('reason')} id="refuse-restriction" />
          </Act>
        </Disclosure>
      </>
    )
  if (restriction.status === 'active')
    return (
      <Disclosure summary={t('announce')} className="max-w-measure">
        <Act action={announceAction} hidden={hidden} button={t('announce')} pending={t('pending')} quiet>
          <p className="text-soft">{t('announceText')}</p>
          <Reason label={t('reason')} id="announce-lift" />
        </Act>
      </Disclosure>
    )
  if (restriction.status !== 'lift-announced') return null
  if (!restriction.letterSent) return <p className="max-w-[70ch]">{t('waitsLetter')}</p>
  return (
    <Act action={liftAction} hidden={hidden} button={t('lift')} pending={t('pending')}>
      <p className="max-w-[70ch] text-soft">{t('liftText')}</p>
    </Act>
  )
}

type ActProps = {
  action: DeskAction
  hidden: Record<string, string | number>
  button: string
  pending: string
  quiet?: boolean
  children: ReactNode
}

function Act({ action, hidden, button, pending, quiet, children }: ActProps) {
  return (
    <ActionForm action={action} hidden={hidden} className="grid gap-3">
      {children}
      <div>
        <SubmitButton variant={quiet ? 'quiet' : 'primary'} pendingLabel={pending}>
          {button}
        </SubmitButton>
      </div>
    </ActionForm>
  )
}

const Reason = ({ label, id }: { label: string; id: string }) => (
  <TextAreaField name="reason" id={id} label={label} rows={3} className="min-h-20" required maxLength={4000} />
)
