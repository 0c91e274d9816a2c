import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { AddressForm } from '@/components/desk/request/address-form'
import { FindingList } from '@/components/desk/request/finding-list'
import { IdentityDecision, type KnownBy } from '@/components/desk/request/identity-decision'
import type { Labels } from '@/components/desk/request/labels'
import { LetterActs } from '@/components/desk/request/letter-acts'
import { LetterList } from '@/components/desk/request/letter-list'
import { LetterReader } from '@/components/desk/request/letter-reader'
import { PersonFacts, PersonHidden } from '@/components/desk/request/person-facts'
import { Section } from '@/components/desk/request/section'
import { ValuesReader } from '@/components/desk/request/values-reader'
import type { StaffActor } from '@/lib/domain/actor'
import type { MapIdentifier } from '@/lib/domain/data-map/types'
import { addressIsOpen, may } from '@/lib/domain/request/status'
import type { DeskRequest } from '@/lib/queries/desk-request'
import { openRequest, type Person } from '@/lib/workflow/open-request'
import { addressAction, identityAction, letterAction, postedAction, resendAction, valuesAction } from './actions'

type Props = { actor: StaffActor; request: DeskRequest }

/** Once a page, whoever shows a part of it. */
const opening = cache((actor: StaffActor, requestId: string) => openRequest(actor, { requestId }))

/** The reading is recorded by the verb before anything is opened. */
export async function Who({ actor, request, labels }: Props & { labels: Record<string, string> }) {
  const opened = await opening(actor, request.id)
  if (opened.ok)
    return (
      <>
        <PersonFacts person={opened.person} labels={labels} />
        {addressIsOpen(request) && may(actor, 'correctAddress') && (
          <AddressForm action={addressAction} hidden={{ requestId: request.id, version: request.version }} />
        )}
      </>
    )
  const { reason } = opened
  return <PersonHidden reason={reason === 'data-destroyed' || reason === 'not-found' ? reason : 'not-permitted'} />
}

/** Where the claims mean several people, nothing is filled in: the DPO says which of them speak of this one. */
const ambiguous = ['several-people', 'claims-disagree', 'records-added']

function knownBy(
  person: Person,
  labels: Record<string, string>,
  identifiers: MapIdentifier[],
  empty: boolean,
): KnownBy[] {
  return identifiers.map(({ key, normalise }) => {
    const stated = person.identifiers.find(({ kind }) => kind === key)?.value
    const claimed = stated ?? (normalise === 'email' ? person.email : '')
    return { kind: key, label: labels[key] ?? key, value: empty ? '' : claimed }
  })
}

export async function Identity({
  actor,
  request,
  labels,
  identifiers,
}: Props & { labels: Record<string, string>; identifiers: MapIdentifier[] }) {
  const t = await getTranslations('desk.identity')
  const byStaff = request.channel !== 'web'
  // A colleague's entry has no mailbox to follow: it can be decided at once.
  const open = request.status === 'identifying' || (request.status === 'unconfirmed' && byStaff)
  if (!open || (request.identity === 'unproven' && !byStaff)) return null
  const reason = request.identityReason ?? 'entered-by-staff'
  const decides = may(actor, 'decideIdentity')
  const opened = decides ? await opening(actor, request.id) : null
  return (
    <Section id="identity" title={t('title')}>
      <p className="max-w-[70ch]">{t.has(`why.${reason}`) ? t(`why.${reason}`) : t('why.other')}</p>
      {decides ? (
        <IdentityDecision
          action={identityAction}
          requestId={request.id}
          version={request.version}
          canAsk={![...ambiguous, 'nothing-found', 'asked-on-file'].includes(reason)}
          knownBy={opened?.ok ? knownBy(opened.person, labels, identifiers, ambiguous.includes(reason)) : []}
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
  const acts = (letter: { id: string; readable: boolean }) => (
    <LetterActs
      resend={resendAction}
      {...(letter.readable && { posted: postedAction })}
      hidden={{ requestId: request.id, letterId: letter.id }}
    />
  )
  const reader = (letterId: string) => <LetterReader action={letterAction} letterId={letterId} />
  return (
    <Section id="letters" title={t('letters')}>
      <LetterList
        {...{ letters, timeZone, today }}
        reader={may(actor, 'readPersonalData') ? reader : undefined}
        acts={may(actor, 'settleLetters') ? acts : undefined}
      />
    </Section>
  )
}
