import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Count } from '@/components/ui/figures'
import { TextLink } from '@/components/ui/link-button'
import type { KeptAsItIs, RectificationPlan } from '@/lib/domain/plan/rectification-plan'
import { datasetName, fieldName, type PlanWords } from './plan-words'
import { SystemHead } from './system-head'

type Props = {
  plan: RectificationPlan
  words: PlanWords
  /** Where the wishes stand with their values. */
  wishesHref: string
  /** Whoever received what changes, by the data map (Art. 19). */
  recipients: string[]
}

/** The sum, and two columns on one sheet: what is corrected where, what stays by which law and what is offered for it. */
export function RectificationSheet({ plan, words, wishesHref, recipients }: Props) {
  const t = useTranslations('corrections.sheet')
  const { totals } = plan
  const stays = plan.kept.length + plan.left.length + plan.asWished.length > 0
  return (
    <>
      <dl className="flex flex-wrap gap-x-8 gap-y-3">
        <Sum label={t('sumRows')} value={totals.rows} />
        <Sum label={t('sumKept')} value={totals.kept} />
      </dl>
      <div className="mt-8 grid gap-10 lg:grid-cols-2 lg:gap-0">
        <Column
          id="corrected"
          title={t('corrected')}
          text={t('correctedText')}
          className="lg:border-rule-strong lg:border-r lg:pr-8"
        >
          {totals.rows === 0 ? <p className="py-3 text-soft">{t('nothing')}</p> : <Corrected {...{ plan, words }} />}
        </Column>
        <Column id="stays" title={t('stays')} text={t('staysText')} className="lg:pl-8">
          {stays ? <Stays {...{ plan, words }} /> : <p className="py-3 text-soft">{t('nothingStays')}</p>}
        </Column>
      </div>
      <div className="mt-8 grid max-w-[70ch] gap-2">
        {plan.refused.length > 0 && <p>{t('refused', { count: plan.refused.length })}</p>}
        {(plan.byHand ?? []).length > 0 && <p>{t('byHand', { count: plan.byHand?.length ?? 0 })}</p>}
        <p>
          <TextLink href={wishesHref}>{t('toWishes')}</TextLink>
        </p>
      </div>
      {recipients.length > 0 && totals.rows > 0 && (
        <section aria-labelledby="recipients" className="mt-8">
          <h2 id="recipients" className="text-lg">
            {t('recipients')}
          </h2>
          <p className="max-w-[70ch] text-soft">{t('recipientsText')}</p>
          <p className="mt-1 max-w-[70ch]">{recipients.join(', ')}</p>
        </section>
      )}
    </>
  )
}

function Sum({ label, value }: { label: string; value: number }) {
  return (
    <div className="grid">
      <dt className="row-start-2 mt-1 text-sm text-soft">{label}</dt>
      <dd className="row-start-1 font-serif text-2xl tabular-nums leading-none sm:text-3xl">
        <Count value={value} />
      </dd>
    </div>
  )
}

function Column({
  id,
  title,
  text,
  className,
  children,
}: {
  id: string
  title: string
  text: string
  className: string
  children: ReactNode
}) {
  return (
    <section aria-labelledby={id} className={className}>
      <h2 id={id} className="font-serif text-2xl">
        {title}
      </h2>
      <p className="mb-4 max-w-[52ch] text-soft">{text}</p>
      {children}
    </section>
  )
}

type Shown = Pick<Props, 'plan' | 'words'>
type Counted = { dataset: string; field: string; rows: number }

/** Rows of one field once, whatever value stood in them. */
function byField(lines: readonly Counted[]): Counted[] {
  const sums = new Map<string, Counted>()
  for (const { dataset, field, rows } of lines) {
    const key = `${dataset} ${field}`
    sums.set(key, { dataset, field, rows: (sums.get(key)?.rows ?? 0) + rows })
  }
  return [...sums.values()]
}

function Corrected({ plan, words }: Shown) {
  return (
    <div className="grid gap-6">
      {plan.systems
        .filter(({ corrections }) => corrections.length > 0)
        .map(({ system, corrections }) => (
          <div key={system}>
            <SystemHead
              name={words.systems[system] ?? system}
              rows={corrections.reduce((sum, { rows }) => sum + rows, 0)}
            />
            {byField(corrections).map((line) => (
              <Line key={`${line.dataset} ${line.field}`} {...{ line, words }} />
            ))}
          </div>
        ))}
    </div>
  )
}

function Line({ line, words, children }: { line: Counted; words: PlanWords; children?: ReactNode }) {
  return (
    <div className="border-rule border-b py-row">
      <p className="flex justify-between gap-4">
        <span className="min-w-0">
          <span className="font-medium">{fieldName(words, line.dataset, line.field)}</span>{' '}
          <span className="text-soft">{datasetName(words, line.dataset)}</span>
        </span>
        <Count value={line.rows} className="font-semibold" />
      </p>
      {children}
    </div>
  )
}

function Stays({ plan, words }: Shown) {
  const t = useTranslations('corrections.sheet')
  return (
    <>
      {plan.kept.map((line) => (
        <Line key={`${line.place} ${JSON.stringify(line.why)}`} {...{ line, words }}>
          <p className="max-w-[60ch]">
            <Why why={line.why} words={words} /> {t(`offer.${line.offer}`)}
          </p>
        </Line>
      ))}
      {plan.left.map((line) => (
        <Line key={line.place} {...{ line, words }}>
          <p>{t('left')}</p>
        </Line>
      ))}
      {byField(plan.asWished).map((line) => (
        <Line key={`${line.dataset} ${line.field}`} {...{ line, words }}>
          <p>{t('asWished')}</p>
        </Line>
      ))}
    </>
  )
}

function Why({ why, words }: { why: KeptAsItIs['why']; words: PlanWords }) {
  const t = useTranslations('corrections.sheet')
  if (why.code === 'matter')
    return (
      <>
        {t('matter')} <TextLink href={`/desk/holds/${why.matter}`}>{why.reference}</TextLink>.
      </>
    )
  const rule = words.rules[`${why.rule}@${why.ruleVersion}`]
  return (
    <>
      {t('document', { rule: rule?.name ?? why.rule })}{' '}
      <small className="text-[0.8125rem] text-soft">
        {rule ? (
          <a className="prose-link" href={rule.url} rel="noreferrer" target="_blank">
            {why.law}
          </a>
        ) : (
          why.law
        )}
      </small>
    </>
  )
}
