import { useTranslations } from 'next-intl'
import { ActionForm, type DeskAction } from '@/components/desk/action-form'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import { LastChange } from './last-change'

type DaysSettingProps = {
  name: 'packageDays' | 'unconfirmedDays' | 'backupDays' | 'unindexedRows' | 'rowsAtOnce'
  settingKey: string
  shown: { value: number; changed: { at: string; by: string | null } | null }
  least?: number
  /** The longest that the verb accepts; 30 where nothing is said. */
  most?: number
  /** Null for who may only read. */
  action: DeskAction | null
}

export function DaysSetting({ name, settingKey, shown, least = 1, most = 30, action }: DaysSettingProps) {
  const t = useTranslations('admin.settings')
  if (!action)
    return (
      <section className="grid gap-1">
        <h2 className="text-lg">{t(`${name}.title`)}</h2>
        <p className="font-semibold tabular-nums">{shown.value}</p>
        <p className="text-soft">{t(`${name}.hint`)}</p>
        <LastChange changed={shown.changed} />
      </section>
    )
  return (
    <ActionForm action={action} hidden={{ key: settingKey, before: shown.value }} className="grid gap-3">
      <TextField
        name="days"
        id={name}
        label={t(`${name}.title`)}
        hint={t(`${name}.hint`)}
        defaultValue={shown.value}
        type="number"
        min={least}
        max={most}
        step={1}
        required
        className="max-w-40"
      />
      <LastChange changed={shown.changed} />
      <div>
        <SubmitButton variant="quiet" pendingLabel={t('saving')}>
          {t('save')}
        </SubmitButton>
      </div>
    </ActionForm>
  )
}
