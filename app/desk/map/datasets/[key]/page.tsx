import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/desk/action-form'
import { DatasetFacts } from '@/components/desk/admin/dataset-facts'
import { DatasetFields } from '@/components/desk/admin/dataset-fields'
import { FieldsEditor } from '@/components/desk/admin/fields-editor'
import { mapLanguage, wordsOf } from '@/components/desk/admin/map-words'
import { TextLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import { requireStaff } from '@/lib/auth/staff-session'
import type { MapDataset } from '@/lib/domain/data-map/types'
import { may } from '@/lib/domain/request/status'
import { newestVersion } from '@/lib/queries/map-versions'
import { changeFieldsAction } from '../../actions'

type DatasetPageProps = { params: Promise<{ key: string }> }

export async function generateMetadata({ params }: DatasetPageProps): Promise<Metadata> {
  const [newest, { key }] = await Promise.all([newestVersion(await requireStaff()), params])
  const dataset = newest?.map.datasets.find((one) => one.key === key)
  return { title: dataset && wordsOf(dataset.label, mapLanguage(await getLocale())) }
}

export default async function DatasetPage({ params }: DatasetPageProps) {
  const actor = await requireStaff()
  const { key } = await params
  const [t, map, locale, newest] = await Promise.all([
    getTranslations('admin.fields'),
    getTranslations('admin.map'),
    getLocale(),
    newestVersion(actor),
  ])
  const dataset = newest?.map.datasets.find((one) => one.key === key)
  if (!newest || !dataset) notFound()
  const language = mapLanguage(locale)
  return (
    <>
      <PageHeader
        above={<TextLink href="/desk/map">{map('back')}</TextLink>}
        title={wordsOf(dataset.label, language)}
        next={t('lead')}
      />
      <div className="grid gap-8">
        <DatasetFacts map={newest.map} dataset={dataset} language={language} />
        {may(actor, 'editMap') ? (
          <FieldsForm dataset={dataset} version={newest.version} caption={wordsOf(dataset.label, language)} />
        ) : (
          <>
            <p className="text-soft">{t('readOnly')}</p>
            <DatasetFields dataset={dataset} language={language} />
          </>
        )}
      </div>
    </>
  )
}

async function FieldsForm({ dataset, version, caption }: { dataset: MapDataset; version: number; caption: string }) {
  const t = await getTranslations('admin.fields')
  return (
    <ActionForm action={changeFieldsAction} hidden={{ dataset: dataset.key, basedOn: version }} className="grid gap-5">
      <p className="max-w-[70ch] text-soft">{t('replaceHint')}</p>
      <FieldsEditor dataset={dataset} caption={caption} />
      <TextField
        name="note"
        label={t('note')}
        hint={t('noteHint')}
        optional
        maxLength={500}
        autoComplete="off"
        fieldClassName="max-w-measure"
      />
      <div>
        <SubmitButton pendingLabel={t('pending')}>{t('submit')}</SubmitButton>
      </div>
    </ActionForm>
  )
}
