import { useTranslations } from 'next-intl'
import { CountryName } from '@/components/ui/country-name'
import { DateText } from '@/components/ui/date-text'
import { DescriptionList, Fact } from '@/components/ui/description-list'
import type { DataMap } from '@/lib/domain/data-map/types'
import { type HoldRule, holds } from '@/lib/domain/hold-rule'
import { spellPeriod } from '@/lib/domain/hold-rules/explain'
import type { MapLanguage } from '../admin/map-words'
import { RuleCovers } from './rule-covers'
import { LawLink } from './rules-table'

type Shown = { rule: HoldRule; state: string; effectiveAt: string }

/** A rule from whom it covers to what becomes of it, in the order in which one asks. */
export function RuleFacts({ shown, map, language }: { shown: Shown; map: DataMap | null; language: MapLanguage }) {
  const t = useTranslations('rules')
  const { rule, state, effectiveAt } = shown
  return (
    <DescriptionList>
      <Fact term={t('fact.law')}>
        <LawLink law={rule.law} />
      </Fact>
      <Fact term={t('fact.jurisdiction')}>
        <CountryName code={rule.jurisdiction} />
      </Fact>
      <Fact term={t('effect.title')}>{t(`effect.${rule.effect ?? 'hold'}`)}</Fact>
      <Fact term={t('covers.title')}>
        <RuleCovers rule={rule} map={map} language={language} />
      </Fact>
      <Fact term={t('event.title')}>
        <StartEvent rule={rule} />
      </Fact>
      <Fact term={t('fact.period')}>
        {spellPeriod(rule.period, language)} {t(`from.${rule.start}`)}
      </Fact>
      {holds(rule) && <WhatStays rule={rule} />}
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

function StartEvent({ rule }: { rule: HoldRule }) {
  const t = useTranslations('rules.event')
  const event = rule.startEvent ?? 'document'
  return (
    <>
      {t(event)}
      {event !== 'document' && <p className="text-soft">{t(rule.orElse ? 'orElse' : 'orStop')}</p>}
    </>
  )
}

function WhatStays({ rule }: { rule: HoldRule }) {
  const t = useTranslations('rules')
  const terms = useTranslations('admin.term')
  return (
    <>
      <Fact term={t('fact.needs')}>
        {rule.needs.length > 0 ? rule.needs.map((term) => terms(term)).join(' · ') : t('onlyKeys')}
        <p className="text-soft">{t('fact.released')}</p>
      </Fact>
      <Fact term={t('regime.title')}>{t(`regime.${rule.regime ?? 'kept'}`)}</Fact>
      <Fact term={t('fact.after')}>{t(`after.${rule.after}`)}</Fact>
    </>
  )
}
