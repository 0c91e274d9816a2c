import { getTranslations } from 'next-intl/server'
import { FindingList } from '@/components/desk/request/finding-list'
import { IdentityDecision } from '@/components/desk/request/identity-decision'
import type { Labels } from '@/components/desk/request/labels'
import { LetterList } from '@/components/desk/request/letter-list'
import { LetterReader } from '@/components/desk/request/letter-reader'
import { PersonFacts, PersonHidden } from '@/components/desk/request/person-facts'
import { Section } from '@/components/desk/request/section'
import { ValuesReader } from '@/components/desk/request/values-reader'
import type { StaffActor } from '@/lib/domain/actor'
import { may } from '@/lib/domain/request/status'
import type { DeskRequest } from '@/lib/queries/desk-request'
import { openRequest } from '@/lib/workflow/open-request'
import { identityAction, letterAction, valuesAction } from './actions'

type Props = { actor: StaffActor; request: DeskRequest }

/** The reading is recorded by the verb before anything is opened. */
export async function Who({
  actor,
  requestId,
  labels,
}: {
  actor: StaffActor
  requestId: string
  labels: Record<string, string>
}) {
  const opened = await openRequest(actor, { requestId })
  if (opened.ok) return <PersonFacts person={opened.person} labels={labels} />
  const { reason } = opened
  return <PersonHidden reason={reason === 'data-destroyed' || reason === 'not-found' ? reason : 'not-permitted'} />
}

export async function Identity({ actor, request }: Props) {
  const t = await getTranslations('desk.identity')
  const byStaff = request.channel !== 'web'
  // A colleague's entry has no mailbox to follow: it can be decided at once.
  const open = request.status === 'identifying' || (request.status === 'unconfirmed' && byStaff)
  if (!open || (request.identity === 'unproven' && !byStaff)) return null
  const reason = request.identityReason ?? 'entered-by-staff'
  return (
    <Section id="identity" title={t('title')}>
      <p className="max-w-[70ch]">{t.has(`why.${reason}`) ? t(`why.${reason}`) : t('why.other')}</p>
      {may(actor, 'decideIdentity') ? (
        <IdentityDecision
          action={identityAction}
          requestId={request.id}
          version={request.version}
          canAsk={!['several-people', 'nothing-found', 'asked-on-file'].includes(reason)}
        />
      ) : (
        <p className="mt-2 text-soft">{t('onlyDpo')}</p>
      )}
    </Section>
  )
}

export async function Findings({ actor, request, labels }: Props & { labels: Labels }) {
  const t = await getTranslations('desk.page')
  const { findings, timeZone, today } = request
  if (!findings) return null
  const values = (system: string, dataset: string) => (
    <ValuesReader
      action={valuesAction}
      labels={labels.datasets[dataset]?.fields ?? {}}
      {...{ requestId: request.id, system, dataset }}
    />
  )
  return (
    <Section id="findings" title={t('findings')}>
      <FindingList
        {...findings}
        {...{ labels, timeZone, today }}
        values={may(actor, 'readPersonalData') ? values : undefined}
      />
    </Section>
  )
}

export async function Letters({ actor, request }: Props) {
  const t = await getTranslations('desk.page')
  const { letters, timeZone, today } = request
  const reader = (letterId: string) => <LetterReader action={letterAction} letterId={letterId} />
  return (
    <Section id="letters" title={t('letters')}>
      <LetterList {...{ letters, timeZone, today }} reader={may(actor, 'readPersonalData') ? reader : undefined} />
    </Section>
  )
}
