import { useLocale, useTranslations } from 'next-intl'
import { DescriptionList, Fact } from '@/components/ui/description-list'
import type { NoticeLine, ReadNotice } from '@/lib/domain/recipients/notice'

/** By what the recipient recognises the person, what changed, and what is asked of them. */
export function NoticeSheet({ notice }: { notice: ReadNotice }) {
  const t = useTranslations('recipients.page')
  const locale = useLocale() === 'fr' ? 'fr' : 'en'
  const { person, lines, act } = notice
  return (
    <>
      <h1 className="max-w-[24ch] text-3xl">{t('title')}</h1>
      <p className="mt-4 max-w-measure text-lg">{t(`asks.${act}`)}</p>
      <DescriptionList className="mt-8">
        <Fact term={t('from')}>{notice.from}</Fact>
        <Fact term={t('to')}>{notice.recipient}</Fact>
        <Fact term={t('reference')}>{notice.reference}</Fact>
      </DescriptionList>
      <h2 className="mt-10 mb-3 text-xl">{t('person')}</h2>
      <DescriptionList>
        {person.name && (
          <Fact term={t('name')}>
            <bdi className="wrap-anywhere">{person.name}</bdi>
          </Fact>
        )}
        {person.identifiers.map(({ label, value }) => (
          <Fact key={label.en + value} term={label[locale]}>
            <bdi className="wrap-anywhere">{value}</bdi>
          </Fact>
        ))}
      </DescriptionList>
      <h2 className="mt-10 mb-3 text-xl">{t('what')}</h2>
      <ul className="grid border-rule border-t">
        {lines.map((line) => (
          <li key={JSON.stringify(line)} className="grid gap-1 border-rule border-b py-row">
            <span className="font-medium">
              {line.field ? `${line.field[locale]} (${line.label[locale]})` : line.label[locale]}
            </span>
            {line.field ? (
              <Values line={line} />
            ) : (
              <span className="text-soft">{t(line.partly ? 'partly' : `act.${act}`)}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function Values({ line: { before, after } }: { line: NoticeLine }) {
  const t = useTranslations('recipients.page')
  return (
    <DescriptionList>
      <Fact term={t('before')}>
        <Value text={before} />
      </Fact>
      <Fact term={t('after')}>
        <Value text={after} />
      </Fact>
    </DescriptionList>
  )
}

function Value({ text }: { text: string | null | undefined }) {
  const t = useTranslations('recipients.page')
  if (text === null || text === undefined) return <span className="text-soft">{t('empty')}</span>
  return <bdi className="whitespace-pre-line wrap-anywhere">{text}</bdi>
}
