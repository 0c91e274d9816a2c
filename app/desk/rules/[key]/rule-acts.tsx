import { useTranslations } from 'next-intl'
import { ActionForm } from '@/components/desk/action-form'
import { Disclosure } from '@/components/ui/disclosure'
import { LinkButton } from '@/components/ui/link-button'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextAreaField } from '@/components/ui/text-field'
import { retireRuleAction } from '../actions'

export function RuleActs({ ruleKey, seen }: { ruleKey: string; seen: number }) {
  const t = useTranslations('rules.acts')
  return (
    <div className="grid max-w-measure gap-4">
      <div>
        <p className="mb-3">{t('adaptText')}</p>
        <LinkButton href={`/desk/rules/${ruleKey}/change`} variant="quiet">
          {t('adapt')}
        </LinkButton>
      </div>
      <Disclosure summary={t('retire')}>
        <p className="mb-3">{t('retireText')}</p>
        <ActionForm action={retireRuleAction} hidden={{ key: ruleKey, seen }} className="grid gap-4">
          <TextAreaField name="reason" label={t('reason')} required maxLength={2000} rows={2} />
          <div>
            <SubmitButton variant="seal" pendingLabel={t('retiring')}>
              {t('retireSubmit')}
            </SubmitButton>
          </div>
        </ActionForm>
      </Disclosure>
    </div>
  )
}
