import { useTranslations } from 'next-intl'
import { Disclosure } from '@/components/ui/disclosure'
import { TextLink } from '@/components/ui/link-button'
import { Badge } from '@/components/ui/status-mark'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'
import type { DataMap, MapDatabase } from '@/lib/domain/data-map/types'
import { DatasetFacts } from './dataset-facts'
import { DatasetFields } from './dataset-fields'
import { type MapLanguage, wordsOf } from './map-words'

type MapSystemProps = { map: DataMap; system: MapDatabase; language: MapLanguage; edits: boolean }

/** One system's share of the map: every dataset folded under its name. */
export function MapSystem({ map, system, language, edits }: MapSystemProps) {
  const t = useTranslations('admin.map')
  const datasets = map.datasets.filter((dataset) => dataset.system === system.key)
  return (
    <section aria-labelledby={`system-${system.key}`} className="grid gap-2">
      <h2 id={`system-${system.key}`} className="text-lg">
        {system.name} <span className="font-normal text-soft">{t('datasets', { count: datasets.length })}</span>
      </h2>
      {datasets.length === 0 && <p className="text-soft">{t('noDatasets')}</p>}
      <div className="border-rule border-t">
        {datasets.map((dataset) => (
          <Disclosure
            key={dataset.key}
            className="border-rule border-b"
            summary={
              <>
                {wordsOf(dataset.label, language)}{' '}
                <span className="wrap-anywhere font-normal text-soft">{dataset.table}</span>
              </>
            }
            trailing={dataset.role === 'processor' && <Badge>{t('asProcessor')}</Badge>}
          >
            <div className="grid gap-4 pt-2">
              <DatasetFacts map={map} dataset={dataset} language={language} />
              <DatasetFields dataset={dataset} language={language} />
              {edits && (
                <p>
                  <TextLink href={`/desk/map/datasets/${dataset.key}`}>{t('changeFields')}</TextLink>
                </p>
              )}
            </div>
          </Disclosure>
        ))}
      </div>
      <Exempt entries={map.exempt.filter((entry) => entry.system === system.key)} />
    </section>
  )
}

function Exempt({ entries }: { entries: DataMap['exempt'] }) {
  const t = useTranslations('admin.map')
  if (entries.length === 0) return null
  return (
    <Disclosure summary={<span className="font-normal">{t('exempt', { count: entries.length })}</span>}>
      <Table caption={t('exemptCaption')} stack>
        <thead>
          <tr>
            <Th>{t('exemptTable')}</Th>
            <Th>{t('exemptReason')}</Th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ table, reason }) => (
            <Tr key={table}>
              <RowHead className="wrap-anywhere">{table}</RowHead>
              <Td label={t('exemptReason')}>{reason}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Disclosure>
  )
}
