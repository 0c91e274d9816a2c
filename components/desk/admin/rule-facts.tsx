import { useTranslations } from 'next-intl'
import { DateText } from '@/components/ui/date-text'
import { DescriptionList, Fact } from '@/components/ui/description-list'
import type { HoldRule } from '@/lib/domain/hold-rule'
import { spellPeriod } from '@/lib/domain/hold-rules/explain'
import { CountryName } from './country-name'
import type { MapLanguage } from './map-words'
import { LawLink } from './rules-table'

type Shown = { rule: HoldRule; state: string; effectiveAt: string }

export function RuleFacts({ shown, language }: { shown: Shown; language: MapLanguage }) {
  const t = useTranslations('admin.rules')
  const terms = useTranslations('admin.term')
  const { rule, state, effectiveAt } = shown
  return (
    <DescriptionList>
      <Fact term={t('fact.law')}>
        <LawLink law={rule.law} />
      </Fact>
      <Fact term={t('fact.jurisdiction')}>
        <CountryName code={rule.jurisdiction} />
      </Fact>
      <Fact term={t('fact.document')}>{t('documents', { type: rule.documentType })}</Fact>
      <Fact term={t('fact.period')}>
        {spellPeriod(rule.period, language)} {t(`from.${rule.start}`)}
      </Fact>
      <Fact term={t('fact.needs')}>
        {rule.needs.map((term) => terms(term)).join(' · ')}
        <p className="text-soft">{t('fact.released')}</p>
      </Fact>
      <Fact term={t('fact.after')}>{t(`fact.${rule.after}`)}</Fact>
      <Fact term={t('fact.version')}>
        {rule.version} · {t(`state.${state}`)}
      </Fact>
      <Fact term={state === 'coming' ? t('fact.comes') : t('fact.since')}>
        <DateText value={effectiveAt} />
      </Fact>
      <Fact term={t('fact.source')}>{rule.source}</Fact>
      <Fact term={t('fact.reviewed')}>
        <DateText value={rule.reviewedOn} />
      </Fact>
    </DescriptionList>
  )
}
