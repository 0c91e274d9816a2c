import { useTranslations } from 'next-intl'
import { LinkButton } from '@/components/ui/link-button'
import type { NextStep } from '@/lib/domain/request/next-step'

/** What comes next and who is waited for, with its button where the reader can do it. */
export function NextStepLine({ step, requestId }: { step: NextStep; requestId: string }) {
  const t = useTranslations('desk.next')
  return (
    <section
      aria-label={t('label')}
      className="mb-8 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-action border-l-4 bg-sheet py-3 pr-4 pl-4"
    >
      <p className="min-w-0 max-w-[70ch]">
        <span className="font-semibold">{t(`code.${step.code}`)}</span>
        {step.who !== 'nobody' && <span className="text-soft"> {t(step.mine ? 'you' : `who.${step.who}`)}</span>}
      </p>
      {step.mine && (
        <LinkButton href={hrefOf(step, requestId)} className="shrink-0">
          {t(`do.${step.code}`)}
        </LinkButton>
      )}
    </section>
  )
}

function hrefOf({ code, itemId }: NextStep, requestId: string): string {
  if (code === 'decide-identity') return '#identity'
  if (code === 'follow-up') return '#kept'
  if (code === 'decide-wishes') return `/desk/requests/${requestId}/corrections`
  if (
    itemId &&
    [
      'prepare-plan',
      'approve-plan',
      'approve-access',
      'approve-transfer',
      'find-receiver',
      'approve-correction',
      'approve-nothing',
      'remove-blocks',
    ].includes(code)
  )
    return `/desk/requests/${requestId}/plan?item=${itemId}`
  return `#item-${itemId}`
}
