import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ControllersTable } from '@/components/desk/admin/controllers-table'
import { MapFindings } from '@/components/desk/admin/map-findings'
import { MapHoldings } from '@/components/desk/admin/map-holdings'
import { MapSystem } from '@/components/desk/admin/map-system'
import { mapLanguage } from '@/components/desk/admin/map-words'
import { DateText } from '@/components/ui/date-text'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton, TextLink } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { checkMap } from '@/lib/domain/data-map/check'
import { may } from '@/lib/domain/request/status'
import { type MapVersion, newestVersion } from '@/lib/queries/map-versions'
import { type KnownSystem, knownSystems } from '@/lib/queries/systems'

type MapPageProps = { searchParams: Promise<{ saved?: string | string[]; same?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.map'))('title') }
}

export default async function MapPage({ searchParams }: MapPageProps) {
  const actor = await requireStaff()
  const [t, newest, systems] = await Promise.all([
    getTranslations('admin.map'),
    newestVersion(actor),
    knownSystems(actor),
  ])
  const edits = may(actor, 'editMap')
  const { saved, same } = await searchParams
  if (!newest)
    return (
      <>
        <PageHeader title={t('title')} next={t('lead')} />
        <EmptyState
          title={t('empty.title')}
          action={edits && <LinkButton href="/desk/map/edit">{t('empty.write')}</LinkButton>}
        >
          <p>{t('empty.text')}</p>
        </EmptyState>
      </>
    )
  return (
    <>
      <PageHeader
        title={t('title')}
        above={<VersionLine newest={newest} />}
        next={t('lead')}
        actions={edits && <LinkButton href="/desk/map/edit">{t('edit')}</LinkButton>}
      />
      <div className="grid gap-8">
        {(saved || same) && <Notice title={t(saved ? 'saved' : 'same', { version: newest.version })} />}
        <Ways />
        <Document newest={newest} systems={systems} edits={edits} />
      </div>
    </>
  )
}

async function VersionLine({ newest }: { newest: MapVersion }) {
  const t = await getTranslations('admin.map')
  return t.rich('version', {
    version: newest.version,
    who: newest.by ?? t('importer'),
    when: () => <DateText value={newest.at} clock />,
  })
}

async function Ways() {
  const t = await getTranslations('admin.map')
  return (
    <p className="flex flex-wrap gap-x-6 gap-y-1">
      <TextLink href="/desk/map/versions">{t('versions')}</TextLink>
      <a href="/desk/map/export" className="prose-link" download>
        {t('download')}
      </a>
      <a href="/schemas/habeas-data-map-1.json" className="prose-link">
        {t('schema')}
      </a>
    </p>
  )
}

type DocumentProps = { newest: MapVersion; systems: KnownSystem[]; edits: boolean }

async function Document({ newest: { map }, systems, edits }: DocumentProps) {
  const language = mapLanguage(await getLocale())
  const findings = checkMap(map, Object.fromEntries(systems.map(({ key, catalogue }) => [key, catalogue])))
  return (
    <>
      <MapFindings findings={findings} />
      {map.systems.map((system) =>
        system.kind === 'task' ? (
          <MapHoldings key={system.key} map={map} system={system} language={language} />
        ) : (
          <MapSystem key={system.key} map={map} system={system} language={language} edits={edits} />
        ),
      )}
      <ControllersTable controllers={map.controllers} />
    </>
  )
}
