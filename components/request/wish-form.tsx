'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import type { Country } from '@/components/transfer/countries'
import { ChoiceGroup, Radio } from '@/components/ui/choices'
import { Disclosure } from '@/components/ui/disclosure'
import { FormFeedback } from '@/components/ui/form-feedback'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextAreaField, TextField } from '@/components/ui/text-field'
import { correctionField, type FormProblem, presentField } from '@/lib/schemas/request-form'
import { type AskedDatum, DatumField } from './datum-field'
import { IN_WORDS } from './in-words'

export type WishState = {
  said?: 'done' | 'wish-missing' | 'wishes-too-many' | 'wrong-status' | 'conflict' | 'not-permitted' | 'unavailable'
  /** Of the datum that was chosen, or of the words. */
  problem?: FormProblem
  typed: { datum: string | null; wanted: string; present: string; words: string }
}
export type WishAction = (before: WishState, form: FormData) => Promise<WishState>

const nothing = { datum: null, wanted: '', present: '', words: '' }

type Asked = { data: AskedDatum[]; countries: Country[] }
type WishFormProps = Asked & {
  token: string
  /** Wishes that stand already: one more, and the form is empty again. */
  count: number
  action: WishAction
}

/** One correction more: each choice shows its own field, by style alone, so no script stands in the way. */
export function WishForm({ token, data, countries, count, action }: WishFormProps) {
  const t = useTranslations('public.follow.wish')
  const problem = useTranslations('public.problems')
  const [{ typed, said, problem: code }, formAction] = useActionState(action, { typed: nothing })
  const wrong = code && problem(code)
  const failed = wrong !== undefined || (said !== undefined && said !== 'done')
  return (
    <div className="mt-4">
      <FormFeedback feedback={said && { ok: said === 'done', message: t(`said.${said}`) }} />
      <Disclosure summary={t('title')} open={failed} className="border-rule border-b">
        <form
          key={count}
          action={formAction}
          onReset={(event) => event.preventDefault()}
          noValidate
          className="grid max-w-measure gap-5"
        >
          <input type="hidden" name="token" value={token} />
          <Choices {...{ data, countries, typed, wrong }} />
          <div>
            <SubmitButton variant="quiet" pendingLabel={t('pending')}>
              {t('button')}
            </SubmitButton>
          </div>
        </form>
      </Disclosure>
    </div>
  )
}

type Typed = { typed: WishState['typed']; wrong: string | undefined }

function Choices({ data, countries, typed, wrong }: Asked & Typed) {
  const t = useTranslations('public.follow.wish')
  const wrongAt = (choice: string | null) => (typed.datum === choice ? wrong : undefined)
  return (
    <ChoiceGroup id="datum" label={t('which')} error={wrongAt(null)}>
      {data.map((datum) => (
        <Radio
          key={datum.key}
          id={`datum-${datum.key}`}
          name="datum"
          value={datum.key}
          defaultChecked={typed.datum === datum.key}
          label={datum.label}
          reveals={<OneDatum {...{ datum, countries, typed }} wrong={wrongAt(datum.key)} />}
        />
      ))}
      <Radio
        id="datum-in-words"
        name="datum"
        value={IN_WORDS}
        defaultChecked={typed.datum === IN_WORDS}
        label={t('other')}
        reveals={
          <TextAreaField
            name="words"
            label={t('words')}
            defaultValue={typed.words}
            error={wrongAt(IN_WORDS)}
            rows={4}
          />
        }
      />
    </ChoiceGroup>
  )
}

function OneDatum({ datum, countries, typed, wrong }: Typed & { datum: AskedDatum; countries: Country[] }) {
  const t = useTranslations('public.follow.wish')
  const { wanted, present } = typed.datum === datum.key ? typed : nothing
  return (
    <div className="grid gap-4">
      <DatumField
        {...{ datum, countries }}
        name={correctionField(datum.key)}
        label={t('wanted')}
        defaultValue={wanted}
        error={wrong}
      />
      <TextField
        name={presentField(datum.key)}
        label={t('present')}
        defaultValue={present}
        optional
        autoComplete="off"
      />
    </div>
  )
}
