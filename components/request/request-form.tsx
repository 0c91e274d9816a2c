'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useActionState, useEffect, useRef, useState } from 'react'
import { type FieldErrors, useForm } from 'react-hook-form'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { type FieldProblems, identifierField } from '@/lib/schemas/request-form'
import { type Failure, failureOf, type SentForm, type TypedForm } from './form-state'
import { lazyResolver, preloadResolver } from './lazy-resolver'
import { type AskedIdentifier, RequestFields } from './request-fields'
import { sendForm } from './send-form'
import { useDraft } from './use-draft'

type RequestFormProps = {
  action: (before: SentForm | null, form: FormData) => Promise<SentForm>
  identifiers: AskedIdentifier[]
  locale: 'en' | 'fr'
  submissionKey: string
  notice: ReactNode
}

/**
 * Without scripts: a form with a server action that comes back with everything typed. With them: the same schema in the
 * browser, a draft that survives a reload, and a lost connection that loses nothing.
 */
export function RequestForm({ action, identifiers, locale, submissionKey, notice }: RequestFormProps) {
  const t = useTranslations('public')
  const router = useRouter()
  const [sent, formAction] = useActionState(action, null)
  const [failure, setFailure] = useState<Failure | null>(sent?.failure ? failureOf(sent.failure) : null)
  const [fromServer, setFromServer] = useState<FieldProblems>(sent?.problems ?? {})
  const blank = { rights: [], name: '', email: '', message: '', identifiers: {}, locale, submissionKey }
  const form = useForm<TypedForm>({
    // No default values: the fields carry them, so that what was typed before the scripts came stays as it is.
    resolver: lazyResolver,
    shouldFocusError: false,
  })
  const { restored, forget } = useDraft(form, { skip: sent !== null })
  useEffect(() => void preloadResolver().catch(() => undefined), [])
  const { isSubmitting, submitCount, errors } = form.formState
  const problems = { ...fromServer, ...problemsOf(errors) }

  const send = form.handleSubmit(async () => {
    setFailure(null)
    setFromServer({})
    const result = await sendForm(form.getValues())
    if (result.kind === 'problems') return setFromServer(result.problems)
    if (result.kind === 'failure') return setFailure(result.failure)
    forget()
    router.push(`/request/sent?reference=${encodeURIComponent(result.reference)}`)
    // Stays pending until the next page stands there, so that nobody sends twice.
    await new Promise((resolve) => setTimeout(resolve, 5000))
  })
  return (
    <form action={formAction} onSubmit={send} noValidate className="mt-8 grid gap-12">
      <Told {...{ problems, failure, attempt: submitCount }} order={fieldOrder(identifiers)} />
      {restored && submitCount === 0 && <p className="-mb-6 text-soft">{t('request.restored')}</p>}
      <RequestFields {...{ form, identifiers, problems }} typed={sent?.typed ?? blank} />
      <input type="hidden" {...form.register('submissionKey')} defaultValue={(sent?.typed ?? blank).submissionKey} />
      <div className="grid gap-6">
        {notice}
        <div>
          <SubmitButton pending={isSubmitting} pendingLabel={t('request.sending')}>
            {t('request.submit')}
          </SubmitButton>
        </div>
      </div>
    </form>
  )
}

const fieldOrder = (identifiers: AskedIdentifier[]) => [
  ...['rights', 'name', 'email'],
  ...identifiers.map(({ key }) => identifierField(key)),
  ...['message', 'locale', 'identifiers', 'submissionKey', 'form'],
]

function problemsOf(errors: FieldErrors<TypedForm>): FieldProblems {
  const { identifiers, ...rest } = errors
  const found: Record<string, unknown> = {}
  for (const [field, error] of Object.entries(rest)) found[field] = error?.message
  for (const [key, error] of Object.entries(identifiers ?? {}))
    found[identifierField(key)] = (error as { message?: string } | undefined)?.message
  return Object.fromEntries(Object.entries(found).filter(([, code]) => typeof code === 'string')) as FieldProblems
}

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
