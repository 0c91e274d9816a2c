import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { VersionsTable } from '@/components/desk/admin/versions-table'
import { Button } from '@/components/ui/button'
import { TextLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { SelectField } from '@/components/ui/text-field'
import { requireStaff } from '@/lib/auth/staff-session'
import { may } from '@/lib/domain/request/status'
import { type MapVersionLine, mapVersions } from '@/lib/queries/map-versions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.versions'))('title') }
}

export default async function VersionsPage() {
  const actor = await requireStaff()
  const [t, map, versions] = await Promise.all([
    getTranslations('admin.versions'),
    getTranslations('admin.map'),
    mapVersions(actor),
  ])
  return (
    <>
      <PageHeader above={<TextLink href="/desk/map">{map('back')}</TextLink>} title={t('title')} next={t('lead')} />
      {versions.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <div className="grid gap-8">
          <VersionsTable versions={versions} edits={may(actor, 'editMap')} />
          {versions.length > 1 && <Compare versions={versions} />}
        </div>
      )}
    </>
  )
}

async function Compare({ versions }: { versions: MapVersionLine[] }) {
  const t = await getTranslations('admin.versions')
  const options = versions.map(({ version }) => (
    <option key={version} value={version}>
      {version}
    </option>
  ))
  return (
    <form action="/desk/map/compare" className="flex flex-wrap items-end gap-4">
      <SelectField name="from" label={t('from')} defaultValue={versions[1]?.version} fieldClassName="w-36">
        {options}
      </SelectField>
      <SelectField name="to" label={t('to')} defaultValue={versions[0]?.version} fieldClassName="w-36">
        {options}
      </SelectField>
      <Button type="submit" variant="quiet">
        {t('compare')}
      </Button>
    </form>
  )
}
