import { useTranslations } from 'next-intl'
import { StatusMark, type StatusTone } from '@/components/ui/status-mark'

export type TaskFacts = {
  kind: string
  status: string
  over: boolean
  daysLate: number
  chasers: number
  records: number | null
}

const tones: Record<string, StatusTone> = {
  open: 'waiting',
  late: 'attention',
  impossible: 'attention',
  done: 'closed',
  nothing: 'closed',
  kept: 'refused',
  over: 'closed',
}

function stateOf({ kind, status, over, daysLate, records }: TaskFacts): string {
  if (over && (status === 'open' || status === 'impossible')) return 'over'
  if (status === 'open' && daysLate > 0) return 'late'
  return status === 'done' && kind === 'find' && records === 0 ? 'nothing' : status
}

/** Where a task stands, with how late it is, how often its owner was reminded, and how much was there. */
export function TaskMark({ task }: { task: TaskFacts }) {
  const t = useTranslations('tasks')
  const state = stateOf(task)
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      <StatusMark tone={tones[state] ?? 'open'} className="whitespace-normal">
        {t(`state.${state}`, { days: task.daysLate })}
      </StatusMark>
      {state === 'late' && task.chasers > 0 && (
        <span className="text-soft">{t('chased', { count: task.chasers })}</span>
      )}
      {state === 'done' && task.records !== null && (
        <span className="text-soft">{t('records', { count: task.records })}</span>
      )}
    </span>
  )
}
