import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DateText } from '@/components/ui/date-text'
import { Count } from '@/components/ui/figures'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'

type Line = { version: number; note: string; by: string | null; at: string; datasets: number }

/** The newest first. */
export function VersionsTable({ versions, edits }: { versions: Line[]; edits: boolean }) {
  const t = useTranslations('admin.versions')
  const newest = versions[0]?.version
  return (
    <Table caption={t('caption')} stack>
      <thead>
        <tr>
          <Th>{t('column.version')}</Th>
          <Th>{t('column.when')}</Th>
          <Th>{t('column.who')}</Th>
          <Th>{t('column.note')}</Th>
          <Th numeric>{t('column.datasets')}</Th>
          <Th>{t('column.see')}</Th>
        </tr>
      </thead>
      <tbody>
        {versions.map((line) => (
          <VersionRow key={line.version} line={line} newest={line.version === newest} edits={edits} />
        ))}
      </tbody>
    </Table>
  )
}

function VersionRow({ line, newest, edits }: { line: Line; newest: boolean; edits: boolean }) {
  const t = useTranslations('admin.versions')
  const map = useTranslations('admin.map')
  const { version } = line
  return (
    <Tr>
      <RowHead className="whitespace-nowrap">
        {version} {newest && <span className="font-normal text-soft">({t('inForce')})</span>}
      </RowHead>
      <Td label={t('column.when')}>
        <DateText value={line.at} clock />
      </Td>
      <Td label={t('column.who')}>{line.by ?? map('importer')}</Td>
      <Td label={t('column.note')} long>
        {line.note}
      </Td>
      <Td label={t('column.datasets')} numeric>
        <Count value={line.datasets} />
      </Td>
      <Td label={t('column.see')}>
        <span className="flex flex-wrap gap-x-4">
          {version > 1 && (
            <Link href={`/desk/map/compare?from=${version - 1}&to=${version}`} className="prose-link">
              {t('changes')}
            </Link>
          )}
          <a href={`/desk/map/export?version=${version}`} className="prose-link" download>
            {t('text')}
          </a>
          {edits && !newest && (
            <Link href={`/desk/map/edit?version=${version}`} className="prose-link">
              {t('restore')}
            </Link>
          )}
        </span>
      </Td>
    </Tr>
  )
}
