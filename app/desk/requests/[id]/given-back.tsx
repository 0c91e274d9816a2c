import { getTranslations } from 'next-intl/server'
import { Notice } from '@/components/ui/notice'
import type { StaffActor } from '@/lib/domain/actor'
import { givenBackReason } from '@/lib/queries/given-back-reason'

/** Why the plan came back, in the officer's words. */
export async function GivenBack({ actor, itemId }: { actor: StaffActor; itemId: string }) {
  const reason = await givenBackReason(actor, itemId)
  if (reason === null) return null
  const t = await getTranslations('desk.plan.return')
  return (
    <Notice kind="warning" title={t('given')}>
      <p className="whitespace-pre-line wrap-anywhere">{reason}</p>
    </Notice>
  )
}
