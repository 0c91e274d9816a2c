import { useTranslations } from 'next-intl'
import { ActionForm, type DeskAction } from '@/components/desk/action-form'
import { CountrySaid } from '@/components/transfer/country-said'
import { ChoiceGroup, Radio } from '@/components/ui/choices'
import { DateText } from '@/components/ui/date-text'
import { DescriptionList, Fact } from '@/components/ui/description-list'
import { Disclosure } from '@/components/ui/disclosure'
import { Count } from '@/components/ui/figures'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextAreaField } from '@/components/ui/text-field'
import type { Text } from '@/lib/domain/data-map/types'
import { AcceptanceMark } from './acceptance-table'

type Asked = { key: string; label: Text; rows: number; fields: { name: string; label: Text | null }[] }
type Sheet = {
  id: string
  version: number
  why: 'outside-eea' | 'client'
  status: string
  controller: string
  on: string
  listedOn: string | null
  askedAt: string
  decidedAt: string | null
  rows: number
  receiver: { name: string; country: string } | null
  datasets: Asked[]
}

/** What would go, to whom and where, before anything has gone. No value and no name of the person stands here. */
export function AcceptanceFacts({ asked, language }: { asked: Sheet; language: 'en' | 'fr' }) {
  const t = useTranslations('transfers.acceptance')
  return (
    <div className="grid gap-8">
      <DescriptionList className="max-w-[56rem]">
        <Fact term={t('whose')}>{asked.controller}</Fact>
        <Fact term={t('to')}>
          <span className="font-medium wrap-anywhere">{asked.receiver?.name}</span>
        </Fact>
        {asked.receiver && (
          <Fact term={t('where')}>
            <CountrySaid country={asked.receiver.country} on={asked.on} listedOn={asked.listedOn} />
          </Fact>
        )}
        <Fact term={t('whyAsked')}>{t(`why.${asked.why}`)}</Fact>
        <Fact term={t('state')}>
          <AcceptanceMark status={asked.status} />{' '}
          {asked.decidedAt && <DateText value={asked.decidedAt} clock className="text-soft" />}
        </Fact>
      </DescriptionList>
      <section aria-labelledby="goes" className="max-w-3xl">
        <h2 id="goes" className="flex items-baseline justify-between gap-4 font-serif text-2xl">
          <span>{t('goes')}</span>
          <Count value={asked.rows} />
        </h2>
        <p className="mb-2 text-soft">{t('goesText')}</p>
        <ul className="divide-y divide-rule border-rule border-y">
          {asked.datasets.map(({ key, label, rows, fields }) => (
            <li key={key}>
              <Disclosure summary={label[language]} trailing={<Count value={rows} />}>
                {fields.map((field) => field.label?.[language] ?? field.name.replaceAll('_', ' ')).join(', ')}
              </Disclosure>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

export function AcceptanceForm({
  action,
  hidden,
  rows,
}: {
  action: DeskAction
  hidden: Record<string, string | number>
  rows: number
}) {
  const t = useTranslations('transfers.acceptance')
  return (
    <ActionForm action={action} hidden={hidden} className="grid max-w-measure gap-5">
      <ChoiceGroup id="decision" label={t('decision')}>
        <Radio
          id="decision-accept"
          name="decision"
          value="accept"
          required
          label={t('accept', { rows })}
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
      <TextAreaField name="reason" label={t('reason')} hint={t('reasonHint')} rows={4} maxLength={2000} />
      <div>
        <SubmitButton pendingLabel={t('pending')}>{t('submit')}</SubmitButton>
      </div>
    </ActionForm>
  )
}
