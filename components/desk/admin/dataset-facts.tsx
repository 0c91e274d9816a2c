import { useTranslations } from 'next-intl'
import { CountryName } from '@/components/ui/country-name'
import { DescriptionList, Fact } from '@/components/ui/description-list'
import type { DataMap, MapDataset } from '@/lib/domain/data-map/types'
import { type MapLanguage, wordsOf } from './map-words'

type DatasetFactsProps = { map: DataMap; dataset: MapDataset; language: MapLanguage }

/** What Art. 15(1) and Art. 30 ask of a dataset, and how its rows belong to a person. */
export function DatasetFacts({ map, dataset, language }: DatasetFactsProps) {
  const t = useTranslations('admin.map')
  const controller = map.controllers.find(({ key }) => key === dataset.controller)
  return (
    <DescriptionList className="max-w-[56rem]">
      <Fact term={t('fact.table')}>
        <code className="wrap-anywhere">{dataset.table}</code>
      </Fact>
      <Fact term={t('fact.controller')}>{controller?.name ?? dataset.controller}</Fact>
      <Fact term={t('fact.role')}>{t(`role.${dataset.role}`)}</Fact>
      <Fact term={t('fact.purposes')}>{dataset.purposes.map((one) => wordsOf(one, language)).join(' · ')}</Fact>
      <Fact term={t('fact.basis')}>{t(`basis.${dataset.legalBasis}`)}</Fact>
      <Fact term={t('fact.recipients')}>{dataset.recipients.join(' · ') || t('fact.noRecipients')}</Fact>
      <Fact term={t('fact.retention')}>{wordsOf(dataset.retention, language)}</Fact>
      {dataset.source && <Fact term={t('fact.source')}>{wordsOf(dataset.source, language)}</Fact>}
      <Belonging map={map} dataset={dataset} language={language} />
      <Fact term={t('fact.erasure')}>{t(`erasure.${dataset.erasure}`)}</Fact>
    </DescriptionList>
  )
}

function Belonging({ map, dataset, language }: DatasetFactsProps) {
  const t = useTranslations('admin.map')
  const identifier = (key: string) => {
    const found = map.identifiers.find((one) => one.key === key)
    return found ? wordsOf(found.label, language) : key
  }
  return (
    <>
      {dataset.identifiedBy && (
        <Fact term={t('fact.found')}>
          {dataset.identifiedBy
            .map((by) =>
              [
                t('foundBy', { identifier: identifier(by.identifier), field: by.field }),
                ...(by.form
                  ? [t('heldAs', { form: typeof by.form === 'string' ? by.form.toUpperCase() : 'HMAC' })]
                  : []),
                ...(by.infers ? [t(`infers.${by.infers}`)] : []),
              ].join(', '),
            )
            .join(' · ')}
        </Fact>
      )}
      {dataset.links && (
        <Fact term={t('fact.links')}>
          {dataset.links
            .map((link) => t('link', { to: labelOf(map, link.to, language), fields: link.fields.join(' + ') }))
            .join(' · ')}
        </Fact>
      )}
      {dataset.contactPoints && <Fact term={t('fact.contact')}>{dataset.contactPoints.join(' · ')}</Fact>}
      {dataset.document && <DocumentFact map={map} document={dataset.document} language={language} />}
    </>
  )
}

const labelOf = (map: DataMap, key: string, language: MapLanguage) => {
  const found = map.datasets.find((one) => one.key === key)
  return found ? wordsOf(found.label, language) : key
}

type DocumentFactProps = { map: DataMap; document: NonNullable<MapDataset['document']>; language: MapLanguage }

function DocumentFact({ map, document, language }: DocumentFactProps) {
  const t = useTranslations('admin.map')
  if ('partOf' in document)
    return <Fact term={t('fact.document')}>{t('partOf', { dataset: labelOf(map, document.partOf, language) })}</Fact>
  const { jurisdiction } = document
  return (
    <Fact term={t('fact.document')}>
      {t('document', { type: document.type, date: document.date })} ·{' '}
      {'country' in jurisdiction
        ? t.rich('law', { where: () => <CountryName code={jurisdiction.country} /> })
        : t('lawField', { field: jurisdiction.field })}
    </Fact>
  )
}
