import { useTranslations } from 'next-intl'
import { ActionForm, type DeskAction } from '@/components/desk/action-form'
import { Checkbox, ChoiceGroup, Radio } from '@/components/ui/choices'
import { SubmitButton } from '@/components/ui/submit-button'
import { SelectField, TextAreaField, TextField } from '@/components/ui/text-field'

const methods = ['call-back', 'known-contact', 'other'] as const

/** One way to recognise the person, with what was claimed. */
export type KnownBy = { kind: string; label: string; value: string }

/** Three ways on where the mailbox proves nothing; each says what happens then. */
export function IdentityDecision({
  action,
  requestId,
  version,
  canAsk,
  knownBy,
}: {
  action: DeskAction
  requestId: string
  version: number
  /** Whether asking at the address on file can help: not where several people match. */
  canAsk: boolean
  knownBy: KnownBy[]
}) {
  const t = useTranslations('desk.identity')
  return (
    <ActionForm action={action} hidden={{ requestId, version }} className="mt-3 grid gap-4">
      <ChoiceGroup id="decision" label={t('decide')} hint={t('decideHint')}>
        {canAsk && (
          <Radio id="decision-ask" name="decision" value="ask-on-file" label={t('ask')} hint={t('askHint')} required />
        )}
        <Radio
          id="decision-accept"
          name="decision"
          value="accept"
          required
          label={t('accept')}
          hint={t('acceptHint')}
          reveals={
            <div className="grid gap-3">
              <SearchedFor knownBy={knownBy} />
              <SelectField name="method" label={t('method')} defaultValue="call-back">
                {methods.map((method) => (
                  <option key={method} value={method}>
                    {t(`by.${method}`)}
                  </option>
                ))}
              </SelectField>
              <TextAreaField
                name="reason"
                label={t('note')}
                hint={t('noteHint')}
                rows={2}
                className="min-h-16"
                optional
                maxLength={4000}
              />
            </div>
          }
        />
        <Radio
          id="decision-refuse"
          name="decision"
          value="refuse"
          required
          label={t('refuse')}
          hint={t('refuseHint')}
          reveals={
            <TextAreaField
              name="refusalReason"
              label={t('refusalReason')}
              rows={3}
              className="min-h-20"
              maxLength={4000}
            />
          }
        />
      </ChoiceGroup>
      <div>
        <SubmitButton pendingLabel={t('pending')}>{t('submit')}</SubmitButton>
      </div>
    </ActionForm>
  )
}

/** What is left empty is not searched for. */
function SearchedFor({ knownBy }: { knownBy: KnownBy[] }) {
  const t = useTranslations('desk.identity')
  return (
    <ChoiceGroup id="known" label={t('knownBy')} hint={t('knownByHint')}>
      <div className="grid gap-3">
        {knownBy.map(({ kind, label, value }) => (
          <TextField key={kind} name={`known.${kind}`} label={label} defaultValue={value} maxLength={300} optional />
        ))}
      </div>
      <Checkbox id="onePerson" name="onePerson" label={t('onePerson')} hint={t('onePersonHint')} />
    </ChoiceGroup>
  )
}
