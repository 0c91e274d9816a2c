import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/desk/action-form'
import { ConnectionFields } from '@/components/desk/admin/connection-fields'
import { InspectForm } from '@/components/desk/admin/inspect-form'
import { LackingRights } from '@/components/desk/admin/lacking-rights'
import { SystemFacts } from '@/components/desk/admin/system-facts'
import { SystemTables } from '@/components/desk/admin/system-tables'
import { Disclosure } from '@/components/ui/disclosure'
import { LinkButton, TextLink } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import { requireStaff } from '@/lib/auth/staff-session'
import type { StaffActor } from '@/lib/domain/actor'
import { may } from '@/lib/domain/request/status'
import { officeToday } from '@/lib/queries/office'
import { connectedSystem, type SystemSheet } from '@/lib/queries/systems'
import { connectAction, inspectAction } from '../actions'

type SystemPageProps = {
  params: Promise<{ key: string }>
  searchParams: Promise<{ connected?: string | string[] }>
}

export async function generateMetadata({ params }: SystemPageProps): Promise<Metadata> {
  const system = await connectedSystem(await requireStaff(), (await params).key)
  return { title: system?.name }
}

export default async function SystemPage({ params, searchParams }: SystemPageProps) {
  const actor = await requireStaff()
  const [{ key }, { connected }] = await Promise.all([params, searchParams])
  const [t, system, { today }] = await Promise.all([
    getTranslations('admin'),
    connectedSystem(actor, key),
    officeToday(),
  ])
  if (!system) notFound()
  const inspects = may(actor, 'manageSystems') || may(actor, 'editMap')
  return (
    <>
      <PageHeader above={<TextLink href="/desk/systems">{t('system.back')}</TextLink>} title={system.name} />
      <div className="grid gap-8">
        {connected && (
          <Notice title={t('connect.connected')}>
            <p>{t('connect.connectedText', { count: system.tables })}</p>
          </Notice>
        )}
        <Trouble system={system} actor={actor} />
        <div className="grid gap-6">
          <SystemFacts system={system} today={today.toString()} />
          {inspects && (
            <InspectForm
              action={inspectAction}
              system={system.key}
              words={{
                submit: t('system.inspect'),
                pending: t('system.inspecting'),
                problems: t('system.problems'),
                warnings: t('system.warnings'),
              }}
            />
          )}
        </div>
        <LackingRights marked={system.marked} user={system.address.user} kind={system.kind} />
        <SystemTables name={system.name} marked={system.marked} inspected={system.inspectedAt !== null} />
        {may(actor, 'manageSystems') && <ChangeConnection system={system} />}
      </div>
    </>
  )
}

async function Trouble({ system, actor }: { system: SystemSheet; actor: StaffActor }) {
  const t = await getTranslations('admin')
  return (
    <>
      {system.state === 'unreachable' && (
        <Notice kind="warning" title={t('systems.state.unreachable')}>
          {system.failure && <p>{t(`failure.${system.failure}`)}</p>}
          <p>{t('system.down')}</p>
        </Notice>
      )}
      {system.overlooked > 0 && (
        <Notice kind="warning" title={t('system.overlookedTitle', { count: system.overlooked })}>
          <p>{t('system.overlookedText')}</p>
          {may(actor, 'editMap') && (
            <LinkButton href={`/desk/map/edit?suggest=${system.key}`} variant="quiet">
              {t('system.suggest')}
            </LinkButton>
          )}
        </Notice>
      )}
    </>
  )
}

async function ChangeConnection({ system }: { system: SystemSheet }) {
  const t = await getTranslations('admin.connect')
  return (
    <Disclosure summary={t('change')} className="border-rule border-t pt-2">
      <ActionForm
        action={connectAction}
        hidden={{ key: system.key, change: 'yes' }}
        className="mt-2 grid max-w-measure gap-6"
      >
        <p className="text-soft">{t('changeHint')}</p>
        <TextField name="name" label={t('name')} defaultValue={system.name} required maxLength={120} />
        <ConnectionFields known={{ ...system.address, kind: system.kind }} />
        <div>
          <SubmitButton pendingLabel={t('pending')}>{t('submit')}</SubmitButton>
        </div>
      </ActionForm>
    </Disclosure>
  )
}
