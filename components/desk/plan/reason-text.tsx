import { useTranslations } from 'next-intl'
import { TextLink } from '@/components/ui/link-button'
import type { FieldReason } from '@/lib/domain/plan/explain-fields'
import type { KeptBecause } from '@/lib/domain/plan/types'
import { type PlanWords, ruleName } from './plan-words'

/** Why: in plain words, the article in small type with its link. `brief`: without what holds meanwhile and afterwards. */
export function ReasonText({ reason, words, brief }: { reason: FieldReason; words: PlanWords; brief?: boolean }) {
  const t = useTranslations('desk.plan.reason')
  switch (reason.why) {
    case 'matter':
      return <MatterReason matter={reason} />
    case 'rule':
      return (
        <>
          {t('rule', { name: ruleName(words, reason) })} <Law rule={reason} words={words} />
          {!brief && reason.regime && <> {t(`regime.${reason.regime}`)}</>}
          {!brief && reason.after && <> {t('thenAnonymous')}</>}
        </>
      )
    case 'anonymous':
      return (
        <>
          {t('anonymous', { name: ruleName(words, reason) })} <Law rule={reason} words={words} />
        </>
      )
    case 'referenced':
      return <>{t('referenced', { table: reason.table })}</>
    case 'row-goes':
      return (
        <>
          {reason.notUnder.length === 0
            ? t('nothingAsks')
            : t('notHeld', { rules: reason.notUnder.map((key) => words.rules[key]?.name ?? key).join(', ') })}
        </>
      )
    default:
      return <>{t(reason.why)}</>
  }
}

function Law({ rule, words }: { rule: Extract<KeptBecause, { why: 'rule' | 'anonymous' }>; words: PlanWords }) {
  const url = words.rules[`${rule.rule}@${rule.ruleVersion}`]?.url
  return (
    <small className="text-[0.8125rem] text-soft">
      {url ? (
        <a className="prose-link" href={url} rel="noreferrer" target="_blank">
          {rule.law}
        </a>
      ) : (
        rule.law
      )}
    </small>
  )
}

function MatterReason({ matter }: { matter: Extract<KeptBecause, { why: 'matter' }> }) {
  const t = useTranslations('desk.plan.reason')
  const kind = useTranslations('holds.kind')
  return (
    <>
      {t('matter', { kind: kind(matter.kind) })}{' '}
      <TextLink href={`/desk/holds/${matter.matter}`}>{matter.reference}</TextLink>
    </>
  )
}
