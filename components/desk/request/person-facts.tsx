import { useTranslations } from 'next-intl'
import { CountryName } from '@/components/ui/country-name'
import { DescriptionList, Fact } from '@/components/ui/description-list'
import { Notice } from '@/components/ui/notice'
import type { Identifier } from '@/lib/domain/findings'

type Person = {
  name: string
  email: string
  message: string | null
  identifiers: Identifier[]
  receiver: { name: string; country: string; contact: string } | null
}

/** Who asks and in which words. `labels`: what the data map calls the identifiers. */
export function PersonFacts({ person, labels }: { person: Person; labels: Record<string, string> }) {
  const t = useTranslations('desk.person')
  const transfers = useTranslations('transfers.destination')
  return (
    <div className="grid gap-3">
      <DescriptionList>
        <Fact term={t('name')}>
          <span className="font-medium wrap-anywhere">{person.name}</span>
        </Fact>
        <Fact term={t('email')}>
          <span className="wrap-anywhere">{person.email}</span>
        </Fact>
        {person.identifiers.map(({ kind, value }) => (
          <Fact key={`${kind} ${value}`} term={labels[kind] ?? kind}>
            <bdi className="wrap-anywhere">{value}</bdi>
          </Fact>
        ))}
        {person.receiver && (
          <Fact term={transfers('wants')}>
            <bdi className="wrap-anywhere">{person.receiver.name}</bdi>, <CountryName code={person.receiver.country} />,{' '}
            <bdi className="wrap-anywhere">{person.receiver.contact}</bdi>
          </Fact>
        )}
      </DescriptionList>
      {person.message && (
        <div>
          <p className="text-soft">{t('message')}</p>
          <blockquote className="mt-1 max-w-[70ch] whitespace-pre-line border-rule-strong border-l-2 pl-4 font-serif text-[1.0625rem] wrap-anywhere">
            {person.message}
          </blockquote>
        </div>
      )}
    </div>
  )
}

/** In place of the facts: why this reader sees none. */
export function PersonHidden({ reason }: { reason: 'not-permitted' | 'data-destroyed' | 'not-found' }) {
  const t = useTranslations('desk.person.hidden')
  return <Notice title={t(`${reason}.title`)}>{t(`${reason}.text`)}</Notice>
}
