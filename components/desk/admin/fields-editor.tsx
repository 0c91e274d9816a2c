import { useTranslations } from 'next-intl'
import { Input, Select } from '@/components/ui/input'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'
import { fieldCategories, type MapDataset, type MapField } from '@/lib/domain/data-map/types'
import { changeOf } from '@/lib/domain/plan/change-of'

/** A dataset's fields as a form; each control is named `category FIELD`, `fate FIELD`, `replacement FIELD`. */
export function FieldsEditor({ dataset, caption }: { dataset: MapDataset; caption: string }) {
  const t = useTranslations('admin.map.fields')
  return (
    <Table caption={t('caption', { dataset: caption })} stack>
      <thead>
        <tr>
          <Th>{t('field')}</Th>
          <Th>{t('category')}</Th>
          <Th>{t('fate')}</Th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(dataset.fields).map(([name, field]) => (
          <EditedField key={name} name={name} field={field} />
        ))}
      </tbody>
    </Table>
  )
}

function EditedField({ name, field }: { name: string; field: MapField }) {
  const t = useTranslations('admin.fields')
  const columns = useTranslations('admin.map.fields')
  const categories = useTranslations('admin.category')
  return (
    <Tr>
      <RowHead className="wrap-anywhere min-w-32">{name}</RowHead>
      <Td label={columns('category')}>
        <Select
          name={`category ${name}`}
          aria-label={t('categoryOf', { field: name })}
          defaultValue={field.category}
          className="min-w-44"
        >
          {fieldCategories.map((category) => (
            <option key={category} value={category}>
              {categories(category)}
            </option>
          ))}
        </Select>
      </Td>
      <Td label={columns('fate')}>
        <FateFields name={name} field={field} />
      </Td>
    </Tr>
  )
}

function FateFields({ name, field }: { name: string; field: MapField }) {
  const t = useTranslations('admin.fields')
  const { onErasure } = field
  const fate = onErasure === undefined ? '' : typeof onErasure === 'string' ? onErasure : 'replace'
  const silent = changeOf({ category: field.category }) === null ? t('keep') : t('clear')
  return (
    <span className="group/fate grid gap-2 sm:grid-cols-[minmax(0,16rem)_minmax(0,1fr)]">
      <Select name={`fate ${name}`} aria-label={t('fateOf', { field: name })} defaultValue={fate}>
        <option value="">{t('default', { fate: silent })}</option>
        <option value="clear">{t('clear')}</option>
        <option value="keep">{t('keep')}</option>
        <option value="replace">{t('replace')}</option>
      </Select>
      <Input
        name={`replacement ${name}`}
        aria-label={t('replacement', { field: name })}
        defaultValue={typeof onErasure === 'object' ? onErasure.replace : ''}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        className="hidden group-has-[option[value=replace]:checked]/fate:block"
      />
    </span>
  )
}
