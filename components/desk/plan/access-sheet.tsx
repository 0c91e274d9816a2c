import { useTranslations } from 'next-intl'
import { ActionForm, type DeskAction } from '@/components/desk/action-form'
import { Disclosure } from '@/components/ui/disclosure'
import { Count } from '@/components/ui/figures'
import { SubmitButton } from '@/components/ui/submit-button'
import { SelectField, TextAreaField } from '@/components/ui/text-field'
import type { AccessPlan } from '@/lib/domain/plan/types'
import { datasetName, fieldName, type PlanWords } from './plan-words'
import type { Seen } from './signing'

type Acts = { hidden: Seen; leaveOut: DeskAction; putBack: DeskAction }

/** What the person will receive, dataset by dataset, and what was left out and why (Art. 15(4)). */
export function AccessSheet({ plan, words, acts }: { plan: AccessPlan; words: PlanWords; acts: Acts | null }) {
  const t = useTranslations('desk.plan.access')
  if (plan.totals.rows === 0 && plan.excluded.length === 0)
    return <p className="max-w-[60ch] text-lg">{t('nothingFound')}</p>
  return (
    <div className="grid gap-8 lg:grid-cols-2 lg:gap-0">
      <div className="lg:border-rule lg:border-r lg:pr-8">
        <h2 className="mb-3 text-xl">{t('goes')}</h2>
        <ul className="divide-y divide-rule border-rule border-y">
          {plan.datasets.map((line) => (
            <li key={line.dataset}>
              <Disclosure summary={datasetName(words, line.dataset)} trailing={<Count value={line.rows} />}>
                {line.withheldFields.length > 0 && (
                  <p className="mb-2 text-soft">
                    {t('without')}{' '}
                    {line.withheldFields.map((field) => fieldName(words, line.dataset, field)).join(', ')}
                  </p>
                )}
                {acts && <LeaveOut dataset={line.dataset} words={words} acts={acts} />}
              </Disclosure>
            </li>
          ))}
        </ul>
        <p className="mt-2 flex justify-between gap-4 font-semibold">
          <span>{t('sum')}</span>
          <Count value={plan.totals.rows} />
        </p>
      </div>
      <div className="lg:pl-8">
        <h2 className="mb-3 text-xl">{t('out')}</h2>
        <Excluded plan={plan} words={words} acts={acts} />
      </div>
    </div>
  )
}

export function LeaveOut({ dataset, words, acts }: { dataset: string; words: PlanWords; acts: Acts }) {
  const t = useTranslations('desk.plan.access')
  const fields = Object.entries(words.datasets[dataset]?.fields ?? {})
  return (
    <ActionForm action={acts.leaveOut} hidden={{ ...acts.hidden, dataset }} className="grid gap-3">
      <SelectField name="field" id={`field-${dataset}`} label={t('leaveOut')} defaultValue="">
        <option value="">{t('whole')}</option>
        {fields.map(([field, label]) => (
          <option key={field} value={field}>
            {label}
          </option>
        ))}
      </SelectField>
      <TextAreaField
        name="reason"
        id={`reason-${dataset}`}
        label={t('reason')}
        hint={t('reasonHint')}
        rows={2}
        className="min-h-16"
        required
        maxLength={1000}
      />
      <div>
        <SubmitButton variant="quiet">{t('submit')}</SubmitButton>
      </div>
    </ActionForm>
  )
}

function Excluded({ plan, words, acts }: { plan: AccessPlan; words: PlanWords; acts: Acts | null }) {
  const t = useTranslations('desk.plan.access')
  if (plan.excluded.length === 0) return <p className="text-soft">{t('nothingOut')}</p>
  return (
    <ul className="divide-y divide-rule border-rule border-y">
      {plan.excluded.map(({ dataset, field, reason }) => (
        <li key={`${dataset} ${field}`} className="flex flex-wrap items-baseline justify-between gap-x-4 py-row">
          <div className="min-w-0">
            <p className="font-medium">
              {datasetName(words, dataset)}
              {field !== null && `: ${fieldName(words, dataset, field)}`}
            </p>
            <p className="max-w-[60ch] text-soft wrap-anywhere">{reason}</p>
          </div>
          {acts && (
            <ActionForm action={acts.putBack} hidden={{ ...acts.hidden, dataset, field: field ?? '' }}>
              <SubmitButton variant="link">{t('putBack')}</SubmitButton>
            </ActionForm>
          )}
        </li>
      ))}
    </ul>
  )
}
