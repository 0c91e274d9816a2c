import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { LineDiff } from '@/components/desk/admin/line-diff'
import { TextLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { diffLines, hunksOf } from '@/lib/domain/line-diff'
import { mapAt } from '@/lib/queries/map-versions'
import { renderDataMap } from '@/lib/schemas/data-map'

type ComparePageProps = { searchParams: Promise<{ from?: string | string[]; to?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.versions'))('changes') }
}

const versionOf = (text: string | string[] | undefined): number =>
  typeof text === 'string' && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0

export default async function ComparePage({ searchParams }: ComparePageProps) {
  const actor = await requireStaff()
  const { from, to } = await searchParams
  const [t, before, after] = await Promise.all([
    getTranslations('admin.versions'),
    mapAt(actor, versionOf(from)),
    mapAt(actor, versionOf(to)),
  ])
  if (!before || !after) notFound()
  const lines = diffLines(renderDataMap(before.map).split('\n'), renderDataMap(after.map).split('\n'))
  const count = (kind: 'gone' | 'new') => lines.filter((line) => line.kind === kind).length
  const summary = t('summary', { gone: count('gone'), added: count('new') })
  return (
    <>
      <PageHeader
        above={<TextLink href="/desk/map/versions">{t('back')}</TextLink>}
        title={t('compareTitle', { from: before.version, to: after.version })}
        next={count('gone') + count('new') === 0 ? t('same') : summary}
      />
      <LineDiff hunks={hunksOf(lines)} />
    </>
  )
}
