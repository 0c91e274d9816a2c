import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { MapEditor } from '@/components/desk/admin/map-editor'
import { MessagesFor } from '@/components/shell/messages-for'
import { TextLink } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import type { StaffActor } from '@/lib/domain/actor'
import { draftFor, emptyMap } from '@/lib/domain/data-map/draft'
import type { DataMap } from '@/lib/domain/data-map/types'
import { mapAt, newestVersion } from '@/lib/queries/map-versions'
import { knownSystems } from '@/lib/queries/systems'
import { renderDataMap } from '@/lib/schemas/data-map'
import { saveMapAction } from '../actions'

type Address = { suggest?: string | string[]; version?: string | string[] }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.edit'))('title') }
}

export default async function EditMapPage({ searchParams }: { searchParams: Promise<Address> }) {
  const actor = await requireStaff('editMap')
  const [t, map, start] = await Promise.all([
    getTranslations('admin.edit'),
    getTranslations('admin.map'),
    startingText(actor, await searchParams),
  ])
  const words = {
    text: t('text'),
    textHint: t('textHint'),
    note: t('note'),
    noteHint: t('noteHint'),
    check: t('check'),
    save: t('save'),
    saving: t('saving'),
    line: t('line', { line: '#' }),
    compare: t('compare'),
  }
  return (
    <>
      <PageHeader above={<TextLink href="/desk/map">{map('back')}</TextLink>} title={t('title')} next={t('lead')} />
      <div className="grid gap-6">
        {start.notice && (
          <Notice className="max-w-[70ch]">
            <p>{start.notice}</p>
          </Notice>
        )}
        <MessagesFor areas={['common']}>
          <MapEditor action={saveMapAction} yaml={renderDataMap(start.map)} basedOn={start.basedOn} words={words} />
        </MessagesFor>
      </div>
    </>
  )
}

type Start = { map: DataMap; basedOn: number; notice: string | null }

/** What stands, an older version (`version`), or what stands with a draft for a system (`suggest`). */
async function startingText(actor: StaffActor, { suggest, version }: Address): Promise<Start> {
  const [t, newest] = await Promise.all([getTranslations('admin.edit'), newestVersion(actor)])
  const basedOn = newest?.version ?? 0
  if (typeof version === 'string') {
    const old = /^[1-9]\d{0,8}$/.test(version) ? await mapAt(actor, Number(version)) : null
    if (!old) notFound()
    return { map: old.map, basedOn, notice: t('restored', { version: old.version }) }
  }
  if (newest && typeof suggest !== 'string') return { map: newest.map, basedOn, notice: null }
  const systems = await knownSystems(actor)
  const system = systems.find(({ key }) => key === suggest) ?? (newest ? undefined : systems[0])
  if (!system) {
    if (newest) notFound()
    return {
      map: emptyMap({ key: 'our-system', name: 'Our system', kind: 'postgresql' }),
      basedOn,
      notice: t('skeleton'),
    }
  }
  const { map, drafted } = draftFor(newest?.map ?? null, system)
  return { map, basedOn, notice: t('suggested', { count: drafted, system: system.name }) }
}
