'use client'

import { type ReactNode, useActionState } from 'react'
import { type Feedback, FormFeedback } from '@/components/ui/form-feedback'

/** What an action of the desk answers: nothing (the page moved on), or why it was refused. */
export type DeskAnswer = Feedback | null
export type DeskAction = (before: DeskAnswer, form: FormData) => Promise<DeskAnswer>

/**
 * A form of the desk: posts without scripts, says a refusal where it was made, and keeps what was typed (React clears a
 * form after its action, refused or not).
 */
export function ActionForm({
  action,
  hidden,
  className,
  feedbackFirst,
  children,
}: {
  action: DeskAction
  /** What the page saw: ids, versions, hashes. */
  hidden?: Record<string, string | number>
  className?: string
  feedbackFirst?: boolean
  children: ReactNode
}) {
  const [answer, submit] = useActionState(action, null)
  const feedback = <FormFeedback feedback={answer} />
  return (
    <form action={submit} onReset={(event) => event.preventDefault()} className={className}>
      {Object.entries(hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {feedbackFirst && feedback}
      {children}
      {!feedbackFirst && feedback}
    </form>
  )
}
