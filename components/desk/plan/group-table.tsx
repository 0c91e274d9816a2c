import { Eraser, Lock, type LucideIcon, Replace } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/class-names'
import { Table, Td, Th, Tr } from '@/components/ui/table'
import { becomes, type FieldFate, type FieldPart, type GroupFields, reasonKey } from '@/lib/domain/plan/explain-fields'
import { EndsList, EndsText } from './ends-text'
import { namedField, type PlanWords } from './plan-words'
import { ReasonText } from './reason-text'

type Props = { group: GroupFields; label: string; words: PlanWords /** Null: every field. */; only: string[] | null }

/** Records with one fate, and what becomes of each of their fields. */
export function GroupTable({ group, label, words, only }: Props) {
  const t = useTranslations('desk.plan.fields')
  const parts = only ? group.parts.flatMap((part) => narrowed(part, only)) : group.parts
  const title = t(`group.${becomes(group)}`, { count: group.rows })
  return (
    <section id={`g-${group.id}`} aria-label={`${label}: ${title}`} data-group={group.rows} className="scroll-mt-16">
      <h5 className="flex items-baseline gap-2 font-semibold text-base">
        <span aria-hidden className={cn('size-2.5 self-center', group.fate === 'delete' ? 'bg-seal' : 'bg-action')} />
        {title}
      </h5>
      <Table caption={`${label}: ${title}`} stack className="mt-1 text-sm">
        <thead>
          <tr>
            <Th className="w-[34%]">{t('field')}</Th>
            <Th className="w-[14%]">{t('fate')}</Th>
            <Th className="w-[30%]">{t('why')}</Th>
            <Th>{t('until')}</Th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <Part key={`${part.fate} ${part.reasons.map(reasonKey).join()}`} {...{ part, words }} />
          ))}
        </tbody>
      </Table>
    </section>
  )
}

function Part({ part, words }: { part: FieldPart; words: PlanWords }) {
  const t = useTranslations('desk.plan.fields')
  return (
    <Tr className="hover:bg-transparent">
      <Td label={t('field')}>
        <Fields part={part} words={words} />
      </Td>
      <Td label={t('fate')}>
        <FateMark fate={part.fate} />
      </Td>
      <Td label={t('why')}>
        <Why part={part} words={words} />
      </Td>
      <Td label={t('until')}>
        <Until part={part} />
      </Td>
    </Tr>
  )
}

function narrowed(part: FieldPart, only: string[]): FieldPart[] {
  const fields = part.fields.filter(({ field }) => only.includes(field))
  return fields.length > 0 ? [{ ...part, fields }] : []
}

function Fields({ part, words }: { part: FieldPart; words: PlanWords }) {
  const t = useTranslations('desk.plan.fields')
  return (
    <ul className="grid gap-0.5" data-fields={part.fields.length}>
      {part.fields.map((field) => {
        const name = namedField(words, field)
        return (
          <li key={field.field} className="wrap-anywhere">
            <span className="font-medium">{name}</span>
            {name !== field.field && <code className="ml-1.5 text-soft">{field.field}</code>}
            {field.replacement !== null && (
              <span className="block text-soft">{t('replacedBy', { text: field.replacement })}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}

const MARKS: Record<FieldFate, { icon: LucideIcon; look: string }> = {
  kept: { icon: Lock, look: 'text-ink' },
  replaced: { icon: Replace, look: 'text-seal' },
  erased: { icon: Eraser, look: 'text-seal' },
}

function FateMark({ fate }: { fate: FieldFate }) {
  const t = useTranslations('desk.plan.fields')
  const { icon: Icon, look } = MARKS[fate]
  return (
    <span className={cn('inline-flex items-baseline gap-1.5 whitespace-nowrap font-medium', look)}>
      <Icon aria-hidden className="relative top-[0.12em] size-3.5 shrink-0" />
      {t(`is.${fate}`)}
    </span>
  )
}

function Why({ part, words }: { part: FieldPart; words: PlanWords }) {
  const t = useTranslations('desk.plan.fields')
  return (
    <>
      {part.reasons.map((reason) => (
        <p key={reasonKey(reason)}>
          <ReasonText reason={reason} words={words} />
        </p>
      ))}
      {part.reasons.length > 1 && part.until.length > 0 && <p className="text-soft">{t('several')}</p>}
    </>
  )
}

function Until({ part: { fate, until, reasons } }: { part: FieldPart }) {
  const t = useTranslations('desk.plan.fields')
  if (fate !== 'kept') return <span className="text-soft">{t('atOnce')}</span>
  if (until.length > 0)
    return (
      <>
        <EndsText until={until} />
        {/* What merely stays with a record ends as its rule says, in the line above. */}
        {reasons.some(({ why }) => why === 'rule') && <EndsList until={until} />}
      </>
    )
  return <>{t(reasons.some(({ why }) => why === 'matter') ? 'untilLifted' : 'asLongAsRecord')}</>
}
