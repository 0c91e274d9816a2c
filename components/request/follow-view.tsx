import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { DescriptionList, Fact } from '@/components/ui/description-list'
import { Disclosure } from '@/components/ui/disclosure'
import { LetterSheet } from '@/components/ui/letter-sheet'
import { Notice } from '@/components/ui/notice'
import { StatusMark, type StatusTone } from '@/components/ui/status-mark'
import { dateInWords, plainDateInWords } from '@/lib/domain/letters/letter-dates'
import type { Right } from '@/lib/domain/request/rights'
import type { ItemOutcome, ItemStatus, RequestStatus } from '@/lib/domain/request/status'
import { openStatuses } from '@/lib/domain/request/status'

export type FollowItemView = { right: Right; status: ItemStatus; outcome: ItemOutcome | null; withdrawable: boolean }
export type FollowLetterView = { id: string; locale: string; subject: string; text: string | null; date: string }
export type FollowView = {
  reference: string
  status: RequestStatus
  identity: string
  receivedOn: string
  dueOn: string
  today: string
  items: FollowItemView[]
  letters: FollowLetterView[]
}

/** Where the request stands, in plain words; what comes next and by when stands first. */
export function FollowSummary({ page }: { page: FollowView }) {
  const t = useTranslations('public.follow')
  const locale = useLocale() === 'fr' ? 'fr' : 'en'
  const open = openStatuses.includes(page.status)
  const waits = page.status === 'identifying' && page.identity === 'waiting'
  const due = dateInWords(page.dueOn, locale)
  return (
    <>
      <h1 className="text-3xl">{t('title')}</h1>
      <p className="mt-4 max-w-measure text-lg">{t(waits ? 'status.identifyingWaiting' : `status.${page.status}`)}</p>
      {open && page.today <= page.dueOn && <p className="mt-2 max-w-measure text-lg">{t('next', { date: due })}</p>}
      {open && page.today > page.dueOn && (
        <Notice kind="warning" className="mt-4">
          <p>{t('late', { date: due })}</p>
        </Notice>
      )}
      <DescriptionList className="mt-8">
        <Fact term={t('reference')}>{page.reference}</Fact>
        <Fact term={t('received')}>{plainDateInWords(page.receivedOn, locale)}</Fact>
        {open && <Fact term={t('due')}>{plainDateInWords(page.dueOn, locale)}</Fact>}
      </DescriptionList>
    </>
  )
}

const tones: Record<ItemStatus, StatusTone> = {
  waiting: 'waiting',
  discovering: 'working',
  planned: 'open',
  prepared: 'open',
  approved: 'working',
  'by-hand': 'working',
  done: 'closed',
  refused: 'refused',
  withdrawn: 'closed',
}
/** Green is for what was read again and found so: a deletion, and nothing else here. */
const toneOf = ({ status, outcome }: FollowItemView): StatusTone =>
  outcome === 'erased' || outcome === 'partly-erased' ? 'verified' : tones[status]

export function FollowItems({ items }: { items: FollowItemView[] }) {
  const t = useTranslations('public.follow')
  return (
    <Section title={t('asked')}>
      <ul className="grid border-rule border-t">
        {items.map((item) => (
          <li key={item.right} className="grid gap-x-6 border-rule border-b py-row sm:grid-cols-2">
            <span className="font-medium">{t(`right.${item.right}`)}</span>
            <StatusMark tone={toneOf(item)} className="whitespace-normal">
              {item.outcome ? t(`outcome.${item.outcome}`) : t(`item.${item.status}`)}
            </StatusMark>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function FollowLetters({ letters }: { letters: FollowLetterView[] }) {
  const t = useTranslations('public.follow.letters')
  const locale = useLocale() === 'fr' ? 'fr' : 'en'
  return (
    <Section title={t('title')}>
      {letters.length === 0 && <p className="text-soft">{t('none')}</p>}
      <div className="grid border-rule border-t empty:hidden">
        {letters.map((letter) => (
          <Disclosure
            key={letter.id}
            summary={<span lang={letter.locale}>{letter.subject}</span>}
            trailing={<span className="text-soft">{plainDateInWords(letter.date, locale)}</span>}
            className="border-rule border-b"
          >
            {letter.text === null ? (
              <p className="text-soft">{t('mailOnly')}</p>
            ) : (
              <LetterSheet lang={letter.locale}>
                {paragraphs(letter.text).map(({ key, text }) => (
                  <p key={key} className="whitespace-pre-line">
                    {text}
                  </p>
                ))}
              </LetterSheet>
            )}
          </Disclosure>
        ))}
      </div>
    </Section>
  )
}

const paragraphs = (text: string) =>
  text
    .split(/\n{2,}/)
    .map((paragraph, index) => ({ key: `${index}`, text: paragraph.trim() }))
    .filter((paragraph) => paragraph.text !== '')

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-12">
      <h2 className="mb-3 text-xl">{title}</h2>
      {children}
    </section>
  )
}
