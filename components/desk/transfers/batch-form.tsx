import { useTranslations } from 'next-intl'
import { ActionForm, type DeskAction } from '@/components/desk/action-form'
import { ChoiceGroup, Radio } from '@/components/ui/choices'
import { SubmitButton } from '@/components/ui/submit-button'
import { SelectField, TextAreaField } from '@/components/ui/text-field'
import { batchSchedules, MOST_PEOPLE } from '@/lib/domain/transfer/batch'

type Choice = { key: string; label: string }

/** Whom, to which receiver, how often: only a client's own customers, and nothing before the officer has accepted. */
export function BatchForm({
  action,
  receivers,
  identifiers,
}: {
  action: DeskAction
  receivers: Choice[]
  identifiers: Choice[]
}) {
  const t = useTranslations('transfers.order')
  const schedule = useTranslations('transfers.batches.schedule')
  return (
    <ActionForm action={action} className="grid max-w-measure gap-6">
      <SelectField name="receiver" label={t('receiver')} required defaultValue="">
        <option value="" disabled>
          {t('choose')}
        </option>
        {receivers.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </SelectField>
      <SelectField name="identifier" label={t('identifier')} hint={t('identifierHint')} required>
        {identifiers.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </SelectField>
      <TextAreaField
        name="people"
        label={t('people')}
        hint={t('peopleHint', { most: MOST_PEOPLE })}
        rows={10}
        required
        className="font-mono text-sm"
        autoComplete="off"
        spellCheck={false}
      />
      <ChoiceGroup id="schedule" label={t('schedule')}>
        {batchSchedules.map((code, index) => (
          <Radio
            key={code}
            id={`schedule-${code}`}
            name="schedule"
            value={code}
            defaultChecked={index === 0}
            label={schedule(code)}
          />
        ))}
      </ChoiceGroup>
      <div>
        <SubmitButton pendingLabel={t('pending')}>{t('submit')}</SubmitButton>
      </div>
    </ActionForm>
  )
}
