import { useTranslations } from 'next-intl'
import { ActionForm, type DeskAction } from '@/components/desk/action-form'
import { CountrySaid } from '@/components/transfer/country-said'
import { ChoiceGroup, Radio } from '@/components/ui/choices'
import { DateText } from '@/components/ui/date-text'
import { DescriptionList, Fact } from '@/components/ui/description-list'
import { Count } from '@/components/ui/figures'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextAreaField } from '@/components/ui/text-field'
import { BatchMark } from './batch-table'

type Sheet = {
  controller: string
  receiver: string
  country: string
  listedOn: string | null
  schedule: string
  status: string
  people: number
  orderedAt: string
  nextRunOn: string | null
  result: { found: number; unknown: number; rows: number } | null
}

export function BatchFacts({ batch, today }: { batch: Sheet; today: string }) {
  const t = useTranslations('transfers.batch')
  const words = useTranslations('transfers.batches')
  return (
    <DescriptionList className="max-w-[56rem]">
      <Fact term={t('state')}>
        <BatchMark status={batch.status} />
      </Fact>
      <Fact term={t('whose')}>{batch.controller}</Fact>
      <Fact term={t('people')}>
        <Count value={batch.people} />
      </Fact>
      <Fact term={t('to')}>
        <span className="font-medium wrap-anywhere">{batch.receiver}</span>
        <p>
          <CountrySaid country={batch.country} on={today} listedOn={batch.listedOn} />
        </p>
      </Fact>
      <Fact term={t('schedule')}>{words(`schedule.${batch.schedule}`)}</Fact>
      <Fact term={t('ordered')}>
        <DateText value={batch.orderedAt} today={today} clock />
      </Fact>
      {batch.nextRunOn && (
        <Fact term={t('next')}>
          <DateText value={batch.nextRunOn} today={today} />
        </Fact>
      )}
      {batch.result && (
        <Fact term={t('last')}>
          {t('result', batch.result)}
          {batch.result.unknown > 0 && <p className="text-soft">{t('unknown', batch.result)}</p>}
        </Fact>
      )}
    </DescriptionList>
  )
}

type Acts = { action: DeskAction; hidden: Record<string, string | number> }

export function BatchDecision({ action, hidden, people }: Acts & { people: number }) {
  const t = useTranslations('transfers.batch')
  return (
    <ActionForm action={action} hidden={hidden} className="grid max-w-measure gap-5">
      <ChoiceGroup id="decision" label={t('decision')}>
        <Radio
          id="decision-accept"
          name="decision"
          value="accept"
          required
          label={t('accept', { people })}
          hint={t('acceptHint')}
        />
        <Radio
          id="decision-refuse"
          name="decision"
          value="refuse"
          required
          label={t('refuse')}
          hint={t('refuseHint')}
        />
      </ChoiceGroup>
      <TextAreaField name="reason" label={t('reason')} hint={t('reasonHint')} rows={3} maxLength={2000} />
      <div>
        <SubmitButton pendingLabel={t('pending')}>{t('submit')}</SubmitButton>
      </div>
    </ActionForm>
  )
}

export function EndBatch({ action, hidden }: Acts) {
  const t = useTranslations('transfers.batch')
  return (
    <ActionForm action={action} hidden={hidden} className="grid max-w-measure gap-2">
      <p className="text-soft">{t('endHint')}</p>
      <div>
        <SubmitButton variant="quiet" pendingLabel={t('ending')}>
          {t('end')}
        </SubmitButton>
      </div>
    </ActionForm>
  )
}
