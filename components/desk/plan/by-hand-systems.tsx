import { useTranslations } from 'next-intl'

/** Systems that no connector reaches: what people sign covers them too, and the end waits for their owners. */
export function ByHandSystems({ systems, right }: { systems: string[]; right: 'erasure' | 'access' }) {
  const t = useTranslations('tasks')
  if (systems.length === 0) return null
  return (
    <section aria-labelledby="by-hand" className="mt-8">
      <h2 id="by-hand" className="text-xl">
        {t('onPlan')}
      </h2>
      <p className="mt-1 max-w-[70ch]">{t(right === 'erasure' ? 'onPlanErasure' : 'onPlanAccess')}</p>
      <ul className="mt-2 list-disc pl-5">
        {systems.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </section>
  )
}
