import { useTranslations } from 'next-intl'
import { DescriptionList, Fact } from '@/components/ui/description-list'
import { Disclosure } from '@/components/ui/disclosure'
import type { DataMap, MapTaskSystem } from '@/lib/domain/data-map/types'
import { type MapLanguage, wordsOf } from './map-words'

/** What stands in a place that no connector reaches, and who is asked to look there. */
export function MapHoldings({ map, system, language }: { map: DataMap; system: MapTaskSystem; language: MapLanguage }) {
  const t = useTranslations('tasks.map')
  const say = useTranslations('admin.map')
  const category = useTranslations('admin.category')
  return (
    <section aria-labelledby={`system-${system.key}`} className="grid gap-2">
      <h2 id={`system-${system.key}`} className="text-lg">
        {system.name} <span className="font-normal text-soft">{t('task')}</span>
      </h2>
      <p className="wrap-anywhere">{t('owner', { owner: system.owner, days: system.dueDays })}</p>
      {system.instructions && <p className="max-w-[70ch]">{wordsOf(system.instructions, language)}</p>}
      <div className="border-rule border-t">
        {system.holdings.map((held) => (
          <Disclosure key={held.key} className="border-rule border-b" summary={wordsOf(held.label, language)}>
            <DescriptionList className="pt-2">
              <Fact term={say('fact.controller')}>
                {map.controllers.find(({ key }) => key === held.controller)?.name ?? held.controller}
              </Fact>
              <Fact term={t('categories')}>{held.categories.map((one) => category(one)).join(' · ')}</Fact>
              <Fact term={say('fact.purposes')}>{held.purposes.map((one) => wordsOf(one, language)).join(' · ')}</Fact>
              <Fact term={say('fact.basis')}>{say(`basis.${held.legalBasis}`)}</Fact>
              <Fact term={say('fact.recipients')}>{held.recipients.join(' · ') || say('fact.noRecipients')}</Fact>
              <Fact term={say('fact.retention')}>{wordsOf(held.retention, language)}</Fact>
              {held.source && <Fact term={say('fact.source')}>{wordsOf(held.source, language)}</Fact>}
            </DescriptionList>
          </Disclosure>
        ))}
      </div>
    </section>
  )
}
