import { useTranslations } from 'next-intl'
import { Count } from '@/components/ui/figures'
import { datasetName, type PlanWords } from './plan-words'

/** Held for somebody else as processor: shown, never touched here (Art. 28(3)(e)). */
export function Forwarded({
  lines,
  words,
  controllers,
}: {
  lines: { dataset: string; controller: string; rows: number }[]
  words: PlanWords
  controllers: Record<string, string>
}) {
  const t = useTranslations('desk.plan.forwarded')
  if (lines.length === 0) return null
  return (
    <section className="mt-8">
      <h2 className="text-lg">{t('title')}</h2>
      <p className="max-w-[70ch] text-soft">{t('text')}</p>
      <ul className="mt-1 max-w-xl divide-y divide-rule">
        {lines.map(({ dataset, controller, rows }) => (
          <li key={`${dataset} ${controller}`} className="flex justify-between gap-4 py-1.5">
            <span>
              {datasetName(words, dataset)} <span className="text-soft">{controllers[controller] ?? controller}</span>
            </span>
            <Count value={rows} />
          </li>
        ))}
      </ul>
    </section>
  )
}
