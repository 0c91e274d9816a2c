'use client'

import { type ReactNode, useActionState } from 'react'
import { FormFeedback } from '@/components/ui/form-feedback'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'

export type AddUserAnswer = { ok: true; message: string; password: string } | { ok: false; message: string } | null

type Words = { submit: string; pending: string; password: string; once: string }

/** After the colleague was added, the first password stands where the form stood, until one leaves the page. */
export function AddUserForm({
  action,
  words,
  children,
  after,
}: {
  action: (before: AddUserAnswer, form: FormData) => Promise<AddUserAnswer>
  words: Words
  /** The fields. */
  children: ReactNode
  /** Where to go on from here. */
  after: ReactNode
}) {
  const [answer, submit] = useActionState(action, null)
  if (answer?.ok) return <Added answer={answer} words={words} after={after} />
  return (
    <form action={submit} onReset={(event) => event.preventDefault()} className="grid max-w-measure gap-6">
      {children}
      <FormFeedback feedback={answer} />
      <div>
        <SubmitButton pendingLabel={words.pending}>{words.submit}</SubmitButton>
      </div>
    </form>
  )
}

type AddedProps = { answer: { message: string; password: string }; words: Words; after: ReactNode }

function Added({ answer, words, after }: AddedProps) {
  return (
    <div role="status" className="grid gap-6">
      <Notice title={answer.message}>
        <p>
          {words.password}
          <br />
          <code className="select-all font-semibold text-lg text-ink">{answer.password}</code>
        </p>
        <p>{words.once}</p>
      </Notice>
      <div className="flex flex-wrap gap-4">{after}</div>
    </div>
  )
}
