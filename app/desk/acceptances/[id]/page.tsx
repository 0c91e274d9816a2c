import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { mapLanguage } from '@/components/desk/admin/map-words'
import { Section } from '@/components/desk/request/section'
import { AcceptanceFacts, AcceptanceForm } from '@/components/desk/transfers/acceptance-sheet'
import { TextLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { acceptance } from '@/lib/queries/acceptances'
import { SaidBy } from '../../said-by'
import { decideAction } from '../actions'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ said?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transfers.acceptance'))('title') }
}

export default async function AcceptancePage({ params, searchParams }: Props) {
  const actor = await requireStaff('decideAcceptance')
  const [{ id }, { said }] = await Promise.all([params, searchParams])
  const [t, asked, locale] = await Promise.all([
    getTranslations('transfers.acceptance'),
    acceptance(actor, id),
    getLocale(),
  ])
  if (!asked) notFound()
  return (
    <>
      <PageHeader
        above={<TextLink href="/desk/acceptances">{t('back')}</TextLink>}
        title={t('head', { reference: asked.reference })}
        next={asked.status === 'pending' ? t('lead') : undefined}
      />
      <SaidBy code={said} area="transfers.acceptance.said" />
      <div className="grid gap-10">
        <AcceptanceFacts asked={asked} language={mapLanguage(locale)} />
        {asked.status === 'pending' && (
          <Section id="answer" title={t('answer')}>
            <AcceptanceForm
              action={decideAction}
              hidden={{ acceptanceId: asked.id, version: asked.version }}
              rows={asked.rows}
            />
          </Section>
        )}
      </div>
    </>
  )
}
