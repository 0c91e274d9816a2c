'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useActionState } from 'react'
import type { DeskAction } from '@/components/desk/action-form'
import { type AskedDatum, DatumField } from '@/components/request/datum-field'
import type { Country } from '@/components/transfer/countries'
import { ChoiceGroup, Radio } from '@/components/ui/choices'
import { Disclosure } from '@/components/ui/disclosure'
import { FormFeedback } from '@/components/ui/form-feedback'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextAreaField } from '@/components/ui/text-field'
import { type PlaceRow, PlaceTable } from './place-table'
import type { WishValues } from './wish-values'

export type Decision = 'accept' | 'adapt' | 'refuse'
export type WishProps = {
  hidden: Record<string, string | number>
  number: number
  /** Null: in the person's own words. */
  datum: AskedDatum | null
  places: PlaceRow[]
  decided: Decision | null
}
type Props = WishProps & {
  countries: Country[]
  /** Null until somebody asked for them. */
  values: WishValues | null
  /** Absent for whoever may not, and where it is over. */
  decide?: DeskAction
}

/** One wish: what stands there and what would, for every place, and the officer's word on it. */
export function WishDecision({ hidden, number, datum, countries, places, decided, values, decide }: Props) {
  const [answer, decideNow] = useActionState(decide ?? nothingDecided, null)
  return (
    <form action={decideNow} onReset={(event) => event.preventDefault()} className="grid gap-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {values && <Stated values={values} inWords={datum === null} />}
      {datum && <PlaceTable {...{ number, places, values }} leaves={decide !== undefined} />}
      {decide && datum && <Decide key={decided} {...{ number, datum, countries, decided, values }} />}
      {decide && !datum && decided !== 'refuse' && <RefuseWords number={number} />}
      <FormFeedback feedback={answer} />
    </form>
  )
}

const nothingDecided: DeskAction = async () => null

function Stated({ values, inWords }: { values: WishValues; inWords: boolean }) {
  const t = useTranslations('corrections.desk')
  const facts: [string, string | null][] = [
    [t(inWords ? 'inWords' : 'wanted'), values.wanted],
    [t('saidNow'), values.present],
    [t('adapted'), values.adapted],
    [t('reasonGiven'), values.reason],
  ]
  return (
    <dl className="grid max-w-[76ch] gap-x-6 gap-y-1 sm:grid-cols-[13rem_minmax(0,1fr)]">
      {facts.map(([term, value]) =>
        value === null ? null : (
          <div key={term} className="contents">
            <dt className="text-soft">{term}</dt>
            <dd className="wrap-anywhere whitespace-pre-line font-medium">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ),
      )}
    </dl>
  )
}

type DecideProps = Pick<Props, 'number' | 'countries' | 'decided' | 'values'> & { datum: AskedDatum }

/** Once decided it folds away: what waits for a decision stands open. */
function Decide(props: DecideProps) {
  const t = useTranslations('corrections.desk')
  if (!props.decided) return <DecisionFields {...props} />
  return (
    <Disclosure summary={t('decideAgain')} className="border-rule border-b">
      <DecisionFields {...props} />
    </Disclosure>
  )
}

function DecisionFields({ number, datum, countries, decided, values }: DecideProps) {
  const t = useTranslations('corrections.desk')
  const choice = (decision: Decision, reveals?: ReactNode) => (
    <Radio
      id={`${decision}-${number}`}
      name="decision"
      value={decision}
      required
      defaultChecked={decided === decision}
      label={t(`${decision}.label`)}
      hint={t(`${decision}.hint`)}
      reveals={reveals}
    />
  )
  const adapted = values?.adapted ?? ''
  const value = { id: `value-${number}`, name: 'value', label: t('otherValue'), defaultValue: adapted }
  return (
    <div className="grid max-w-measure gap-4">
      <ChoiceGroup id={`decision-${number}`} label={t('decision')}>
        {choice('accept')}
        {choice('adapt', <DatumField key={adapted} {...{ datum, countries }} {...value} />)}
        {choice('refuse')}
      </ChoiceGroup>
      <Reason number={number} given={values?.reason ?? ''} />
      <div>
        <SubmitButton variant={decided ? 'quiet' : 'primary'} pendingLabel={t('deciding')}>
          {t('decide')}
        </SubmitButton>
      </div>
    </div>
  )
}

function Reason({ number, given, required }: { number: number; given?: string; required?: boolean }) {
  const t = useTranslations('corrections.desk')
  return (
    <TextAreaField
      key={given}
      id={`reason-${number}`}
      name="reason"
      label={t('reason')}
      hint={t(required ? 'reasonHintWords' : 'reasonHint')}
      defaultValue={given}
      rows={2}
      className="min-h-16"
      maxLength={4000}
      required={required}
      optional={!required}
    />
  )
}

/** What is asked in words is done by hand or refused: nothing is written by itself. */
function RefuseWords({ number }: { number: number }) {
  const t = useTranslations('corrections.desk')
  return (
    <Disclosure summary={t('refuseWords')} className="max-w-measure">
      <div className="grid gap-4">
        <input type="hidden" name="decision" value="refuse" />
        <Reason number={number} required />
        <div>
          <SubmitButton variant="quiet" pendingLabel={t('deciding')}>
            {t('refuseWords')}
          </SubmitButton>
        </div>
      </div>
    </Disclosure>
  )
}
