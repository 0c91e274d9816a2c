'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useActionState } from 'react'
import type { DeskAction } from '@/components/desk/action-form'
import type { Country } from '@/components/transfer/countries'
import { FormFeedback } from '@/components/ui/form-feedback'
import { SubmitButton } from '@/components/ui/submit-button'
import { WishDecision, type WishProps } from './wish-decision'
import type { WishValues } from './wish-values'

/** By wish. */
export type ValuesRead =
  | null
  /** `contested`: why a restriction is asked for meanwhile. */
  | { ok: true; values: Record<string, WishValues>; contested: string | null }
  | { ok: false; message: string }
export type ReadWishes = (before: ValuesRead, form: FormData) => Promise<ValuesRead>
export type BoardWish = WishProps & { id: string; head: ReactNode; decidable: boolean }

type Props = {
  itemId: string
  wishes: BoardWish[]
  countries: Country[]
  read?: ReadWishes | undefined
  decide?: DeskAction | undefined
}

/** All wishes of one correction. Their values are asked for once, which is on record, and stay while the page is open. */
export function WishBoard({ itemId, wishes, countries, read, decide }: Props) {
  const t = useTranslations('corrections.desk')
  const [answer, readNow] = useActionState(read ?? nothingRead, null)
  const values = answer?.ok ? answer.values : null
  return (
    <div className="grid gap-10">
      {read && !values && (
        <form action={readNow}>
          <input type="hidden" name="itemId" value={itemId} />
          <SubmitButton variant="quiet" pendingLabel={t('reading')}>
            {t('show')}
          </SubmitButton>{' '}
          <span className="text-soft">{t('onRecord')}</span>
          <FormFeedback feedback={answer?.ok === false ? answer : null} />
        </form>
      )}
      {answer?.ok && answer.contested !== null && (
        <div className="max-w-[70ch]">
          <p className="text-soft">{t('contested')}</p>
          <p className="wrap-anywhere whitespace-pre-line">
            <bdi>{answer.contested}</bdi>
          </p>
        </div>
      )}
      {wishes.map(({ id, head, decidable, ...wish }) => (
        <section
          key={id}
          id={`wish-${wish.number}`}
          aria-labelledby={`wish-${wish.number}-title`}
          className="grid scroll-mt-16 gap-4 border-ink border-t pt-3"
        >
          {head}
          <WishDecision
            {...wish}
            countries={countries}
            values={values?.[id] ?? null}
            {...(decidable && decide && { decide })}
          />
        </section>
      ))}
    </div>
  )
}

const nothingRead: ReadWishes = async () => null
