'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useActionState, useEffect, useRef, useState } from 'react'
import type { Country } from '@/components/transfer/countries'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { correctionField, type FieldProblems, identifierField } from '@/lib/schemas/request-form'
import { nothingTyped as noTransferTyped, transferField } from '@/lib/schemas/transfer-fields'
import type { AskedDatum } from './datum-field'
import { type Failure, failureOf, type SentForm } from './form-state'
import { type AskedIdentifier, RequestFields } from './request-fields'
import { sendForm } from './send-form'
import { useChecks } from './use-checks'
import { useDraft } from './use-draft'

type RequestFormProps = {
  action: (before: SentForm | null, form: FormData) => Promise<SentForm>
  identifiers: AskedIdentifier[]
  data: AskedDatum[]
  countries: Country[]
  locale: 'en' | 'fr'
  submissionKey: string
  notice: ReactNode
}

/**
 * Without scripts: a form with a server action that comes back with everything typed. With them: the same schema in the
 * browser, a draft that survives a reload, and a lost connection that loses nothing.
 */
export function RequestForm({ action, identifiers, data, countries, locale, submissionKey, notice }: RequestFormProps) {
  const t = useTranslations('public')
  const router = useRouter()
  const [sent, formAction] = useActionState(action, null)
  const [failure, setFailure] = useState<Failure | null>(sent?.failure ? failureOf(sent.failure) : null)
  const [fromServer, setFromServer] = useState<FieldProblems>(sent?.problems ?? {})
  const [attempts, setAttempts] = useState(0)
  const [sending, setSending] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  // The draft first: the checks begin with what stands in the fields.
  const draft = useDraft(form, { skip: sent !== null })
  const checks = useChecks(form)
  const typed = sent?.typed ?? { ...nothingTyped, locale, submissionKey }

  const send = async (filled: HTMLFormElement) => {
    if (!(await checks.pass())) return
    setFailure(null)
    setFromServer({})
    const result = await sendForm(filled)
    if (result.kind === 'problems') return setFromServer(result.problems)
    if (result.kind === 'failure') return setFailure(result.failure)
    draft.forget()
    router.push(`/request/sent?reference=${encodeURIComponent(result.reference)}`)
    // Stays pending until the next page stands there, so that nobody sends twice.
    await new Promise((resolve) => setTimeout(resolve, 5000))
  }
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setSending(true)
    await send(event.currentTarget)
    setAttempts((before) => before + 1)
    setSending(false)
  }
  const change = (event: FormEvent<HTMLFormElement>) => {
    draft.keep()
    checks.changed(event)
  }
  const problems = { ...fromServer, ...checks.problems }
  return (
    <form
      ref={form}
      action={formAction}
      onSubmit={submit}
      onChange={change}
      noValidate
      className="group/form mt-8 grid gap-12"
    >
      <Told {...{ problems, failure }} attempt={attempts} order={fieldOrder(identifiers, data)} />
      {draft.restored && attempts === 0 && <p className="-mb-6 text-soft">{t('request.restored')}</p>}
      <RequestFields {...{ identifiers, data, countries, problems, typed }} />
      <input type="hidden" name="submissionKey" defaultValue={typed.submissionKey} />
      <div className="grid gap-6">
        {notice}
        <div>
          <SubmitButton pending={sending} pendingLabel={t('request.sending')}>
            {t('request.submit')}
          </SubmitButton>
        </div>
      </div>
    </form>
  )
}

const nothingTyped = {
  ...{ rights: [], name: '', email: '', message: '', identifiers: {}, corrections: {} },
  transfer: noTransferTyped,
}

const fieldOrder = (identifiers: AskedIdentifier[], data: AskedDatum[]) => [
  'rights',
  ...data.map(({ key }) => correctionField(key)),
  ...['toWhom', 'name', 'country', 'contact'].map(transferField),
  ...['name', 'email'],
  ...identifiers.map(({ key }) => identifierField(key)),
  ...['message', 'locale', 'identifiers', 'submissionKey', 'form'],
]

function Told({
  problems,
  failure,
  attempt,
  order,
}: {
  problems: FieldProblems
  failure: Failure | null
  attempt: number
  order: string[]
}) {
  const t = useTranslations('public')
  const listed = Object.entries(problems).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
  return (
    <div aria-live="polite" className="empty:hidden">
      {/* A new attempt is a new summary: it takes focus again even if the list is the same. */}
      <ErrorSummary
        key={attempt}
        problems={listed.map(([fieldId, code]) => ({ fieldId, message: t(`problems.${code}`) }))}
      />
      {failure && <Failed key={`failed-${attempt}`} failure={failure} />}
    </div>
  )
}

/** The button that was pressed is far below: the eye and the reader are brought here. */
function Failed({ failure }: { failure: Failure }) {
  const t = useTranslations('public.failures')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div ref={box} tabIndex={-1} className="scroll-mt-4">
      <Notice kind="warning" title={t(`${failure}.title`)}>
        <p>{t(`${failure}.text`)}</p>
      </Notice>
    </div>
  )
}
