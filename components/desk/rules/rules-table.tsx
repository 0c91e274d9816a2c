import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { CountryName } from '@/components/ui/country-name'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'
import { type HoldRule, holds } from '@/lib/domain/hold-rule'
import { spellPeriod } from '@/lib/domain/hold-rules/explain'
import { type MapLanguage, wordsOf } from '../admin/map-words'
import { DocumentKind } from './rule-covers'

export function RulesTable({
  caption,
  rules,
  language,
}: {
  caption: string
  rules: HoldRule[]
  language: MapLanguage
}) {
  const t = useTranslations('rules')
  return (
    <Table caption={caption} stack>
      <thead>
        <tr>
          <Th>{t('column.name')}</Th>
          <Th>{t('column.document')}</Th>
          <Th>{t('column.jurisdiction')}</Th>
          <Th>{t('column.law')}</Th>
          <Th>{t('column.period')}</Th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <Tr key={`${rule.key} ${rule.version}`}>
            <RowHead>
              <Link href={`/desk/rules/${rule.key}`} className="prose-link">
                {wordsOf(rule.name, language)}
              </Link>
            </RowHead>
            <Td label={t('column.document')}>
              <DocumentKind type={rule.documentType} />
            </Td>
            <Td label={t('column.jurisdiction')}>
              <CountryName code={rule.jurisdiction} />
            </Td>
            <Td label={t('column.law')}>
              <LawLink law={rule.law} />
            </Td>
            <Td label={t('column.period')}>
              <span className="font-medium tabular-nums">{spellPeriod(rule.period, language)}</span>{' '}
              <span className="text-soft">
                {t(`from.${rule.start}`)}
                {!holds(rule) && ` · ${t('list.limit')}`}
              </span>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

/** Only to https: a rule's file may say anything. */
export function LawLink({ law }: { law: HoldRule['law'] }) {
  if (!law.url.startsWith('https://')) return <>{law.reference}</>
  return (
    <a href={law.url} className="prose-link" rel="noreferrer">
      {law.reference}
    </a>
  )
}
