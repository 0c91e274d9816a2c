import { getTranslations } from 'next-intl/server'
import { TextLink } from '@/components/ui/link-button'
import { StatusMark } from '@/components/ui/status-mark'
import type { StaffActor } from '@/lib/domain/actor'
import { may, permits } from '@/lib/domain/request/status'
import { deskCorrections } from '@/lib/queries/desk-corrections'

/** How many wishes there are and wait, and the way to them. Nothing where the data map lets nothing be corrected. */
export async function CorrectionsLine({ actor, requestId }: { actor: StaffActor; requestId: string }) {
  const [t, corrections] = await Promise.all([getTranslations('corrections.desk'), deskCorrections(actor, requestId)])
  if (!corrections || corrections.wishes.length + corrections.files.length === 0) return null
  const wishes = corrections.wishes.filter(({ status }) => status !== 'replaced')
  const open = wishes.filter(({ datum, status }) => datum && status === 'open').length
  const decides = open > 0 && permits('decideWish', corrections.status) && may(actor, 'decideWish')
  const contested = corrections.restriction?.status === 'asked'
  return (
    <p>
      {wishes.length > 0 && `${t('onRequest', { open, all: wishes.length })} · `}
      {contested && <StatusMark tone="attention">{t('contestedWaits')}</StatusMark>}
      {contested && ' · '}
      <TextLink href={`/desk/requests/${requestId}/corrections`}>{t(decides ? 'decideThem' : 'look')}</TextLink>
    </p>
  )
}
