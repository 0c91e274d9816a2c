import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/desk/action-form'
import { DaysSetting } from '@/components/desk/admin/days-setting'
import { LastChange } from '@/components/desk/admin/last-change'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ConfirmStatement } from '@/components/ui/confirm-statement'
import { PageHeader } from '@/components/ui/page-header'
import { StatusMark } from '@/components/ui/status-mark'
import { SubmitButton } from '@/components/ui/submit-button'
import { requireStaff } from '@/lib/auth/staff-session'
import { may } from '@/lib/domain/request/status'
import { type OfficeSettings, officeSettings } from '@/lib/queries/settings'
import { changeDaysAction, changeTwoPeopleAction } from './actions'
import { SuppressionPart } from './suppression-part'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.settings'))('title') }
}

export default async function SettingsPage() {
  const actor = await requireStaff()
  const [t, settings] = await Promise.all([getTranslations('admin.settings'), officeSettings(actor)])
  const changes = may(actor, 'changeSettings')
  return (
    <>
      <PageHeader title={t('title')} next={changes ? t('lead') : `${t('lead')} ${t('readOnly')}`} />
      <div className="grid max-w-measure gap-10">
        <TwoPeople shown={settings['two-people-for-erasure']} changes={changes} />
        <DaysSetting
          name="packageDays"
          settingKey="package-days"
          shown={settings['package-days']}
          action={changes ? changeDaysAction : null}
        />
        <DaysSetting
          name="unconfirmedDays"
          settingKey="unconfirmed-days"
          shown={settings['unconfirmed-days']}
          action={changes ? changeDaysAction : null}
        />
        <DaysSetting
          name="backupDays"
          settingKey="backup-days"
          most={3650}
          shown={settings['backup-days']}
          action={changes ? changeDaysAction : null}
        />
        <DaysSetting
          name="unindexedRows"
          settingKey="unindexed-rows"
          least={1_000}
          most={1_000_000_000}
          shown={settings['unindexed-rows']}
          action={changes ? changeDaysAction : null}
        />
        <DaysSetting
          name="rowsAtOnce"
          settingKey="rows-at-once"
          most={1_000_000_000}
          shown={settings['rows-at-once']}
          action={changes ? changeDaysAction : null}
        />
        <SuppressionPart actor={actor} shown={settings['suppress-on-erasure']} />
      </div>
    </>
  )
}

type TwoPeopleProps = { shown: OfficeSettings['two-people-for-erasure']; changes: boolean }

async function TwoPeople({ shown, changes }: TwoPeopleProps) {
  const t = await getTranslations('admin.settings.twoPeople')
  return (
    <section aria-labelledby="two-people" className="grid gap-3">
      <h2 id="two-people" className="text-lg">
        {t('title')}
      </h2>
      <p>
        <StatusMark tone={shown.value ? 'open' : 'attention'} className="whitespace-normal">
          {t(shown.value ? 'on' : 'off')}
        </StatusMark>
      </p>
      <LastChange changed={shown.changed} />
      {changes && (
        // The form starts anew once the switch has moved: what was ticked for one way does not count for the other.
        <ActionForm
          key={String(shown.value)}
          action={changeTwoPeopleAction}
          hidden={{ value: shown.value ? 'off' : 'on' }}
          className="mt-2 grid gap-4"
        >
          {shown.value ? <SwitchOff /> : <SwitchOn />}
        </ActionForm>
      )}
    </section>
  )
}

async function SwitchOn() {
  const t = await getTranslations('admin.settings')
  return (
    <div>
      <SubmitButton pendingLabel={t('saving')}>{t('twoPeople.switchOn')}</SubmitButton>
    </div>
  )
}

async function SwitchOff() {
  const t = await getTranslations('admin.settings')
  return (
    <>
      <ConfirmStatement id="statement" title={t('twoPeople.offTitle')} statement={t('twoPeople.statement')}>
        <p>{t('twoPeople.offText')}</p>
      </ConfirmStatement>
      <div>
        <ConfirmDialog
          title={t('twoPeople.ask')}
          body={<p>{t('twoPeople.offText')}</p>}
          confirmLabel={t('twoPeople.switchOff')}
          cancelLabel={t('twoPeople.cancel')}
          pendingLabel={t('saving')}
        >
          {t('twoPeople.switchOff')}
        </ConfirmDialog>
      </div>
    </>
  )
}
