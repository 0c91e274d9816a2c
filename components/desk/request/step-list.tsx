import { useTranslations } from 'next-intl'
import { DateText } from '@/components/ui/date-text'
import { Count } from '@/components/ui/figures'
import { ProgressCount } from '@/components/ui/progress-count'
import { StatusMark, type StatusTone } from '@/components/ui/status-mark'
import { partlyDone } from '@/lib/domain/plan/parts'

type Step = {
  id: string
  system: string
  status: string
  attempts: number
  problem: string | null
  verifiedAt: string | null
  counts: { dataset: string; deleted: number; cleared: number }[]
}

const tones: Record<string, StatusTone> = {
  pending: 'waiting',
  attempted: 'working',
  applied: 'working',
  verified: 'verified',
  ambiguous: 'attention',
  refused: 'refused',
  waiting: 'attention',
}

/** How the erasure runs, system by system: done means read again and found so. */
export function StepList({
  steps,
  systems,
  timeZone,
}: {
  steps: Step[]
  systems: Record<string, string>
  timeZone: string
}) {
  const t = useTranslations('desk.steps')
  const verified = steps.filter(({ status }) => status === 'verified').length
  return (
    <div className="mt-2 grid gap-2">
      <ProgressCount label={t('title')} done={verified} total={steps.length} className="max-w-md" />
      <ul className="grid gap-2">
        {steps.map((step) => (
          <li key={step.id} className="grid gap-x-4 sm:grid-cols-[12rem_minmax(0,1fr)]">
            <StatusMark tone={tones[step.status] ?? 'open'}>{t(`status.${step.status}`)}</StatusMark>
            <div className="min-w-0">
              <p className="font-medium wrap-anywhere">{systems[step.system] ?? step.system}</p>
              <StepSays step={step} timeZone={timeZone} />
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}

function StepSays({ step, timeZone }: { step: Step; timeZone: string }) {
  const t = useTranslations('desk.steps')
  const sum = (key: 'deleted' | 'cleared') => step.counts.reduce((rows, count) => rows + count[key], 0)
  if (step.status === 'waiting' && step.problem === 'access-first')
    return <p className="text-soft">{t('waitsForCopy')}</p>
  if (step.status === 'waiting' && step.problem === 'matter-unclear')
    return <p className="text-soft">{t('waitsForMatter')}</p>
  if (step.status === 'waiting') return <p className="text-soft">{t('away', { attempts: step.attempts })}</p>
  if (step.status === 'ambiguous' && step.problem === partlyDone)
    return <p>{t('partly', { deleted: sum('deleted') })}</p>
  if (step.status === 'ambiguous') return <p>{t('unclear')}</p>
  if (step.status === 'refused') {
    const why = `refused.${step.problem}`
    return <p className="text-soft">{t(t.has(why) ? why : 'refused.other')}</p>
  }
  if (step.counts.length === 0) return null
  return (
    <p className="text-soft">
      <Count value={sum('deleted')} /> {t('deleted')} · <Count value={sum('cleared')} /> {t('cleared')}
      {step.verifiedAt && (
        <>
          {' · '}
          {t('verifiedAt')} <DateText value={step.verifiedAt} timeZone={timeZone} clock />
        </>
      )}
    </p>
  )
}
