import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/status-mark'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'
import { pathFields } from '@/lib/domain/data-map/field-path'
import type { MapDataset, MapField } from '@/lib/domain/data-map/types'
import { changeOf } from '@/lib/domain/plan/change-of'
import { type MapLanguage, wordsOf } from './map-words'

export function DatasetFields({ dataset, language }: { dataset: MapDataset; language: MapLanguage }) {
  const t = useTranslations('admin.map.fields')
  return (
    <Table caption={t('caption', { dataset: wordsOf(dataset.label, language) })} stack>
      <thead>
        <tr>
          <Th>{t('field')}</Th>
          <Th>{t('category')}</Th>
          <Th>{t('fate')}</Th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(dataset.fields).flatMap(([name, field]) => [
          <FieldRow key={name} {...{ name, field, language }} />,
          ...pathFields(field).map(([path, part]) => (
            <FieldRow key={`${name} ${path}`} {...{ name: `${name} ${path}`, field: part, language }} />
          )),
        ])}
      </tbody>
    </Table>
  )
}

function FieldRow({ name, field, language }: { name: string; field: MapField; language: MapLanguage }) {
  const t = useTranslations('admin.map.fields')
  const categories = useTranslations('admin.category')
  const terms = useTranslations('admin.term')
  const { label, withheld, term } = field
  return (
    <Tr>
      <RowHead className="wrap-anywhere">
        {name} {label && <span className="font-normal text-soft">{wordsOf(label, language)}</span>}
      </RowHead>
      <Td label={t('category')}>
        <Badge>{categories(field.category)}</Badge> {term && <span className="text-soft">{terms(term)}</span>}
      </Td>
      <Td label={t('fate')}>
        <FieldFate field={field} />
        {withheld && <p className="text-soft">{t('withheld', { why: wordsOf(withheld, language) })}</p>}
      </Td>
    </Tr>
  )
}

/** As the plan decides it, not as the map happens to write it. */
function FieldFate({ field }: { field: MapField }) {
  const t = useTranslations('admin.map.fate')
  const change = changeOf(field)
  if (change === null) return <span className="text-soft">{t('keep')}</span>
  if (change === 'clear') return <>{t('clear')}</>
  return <span className="wrap-anywhere">{t('replace', { text: change.replace })}</span>
}
