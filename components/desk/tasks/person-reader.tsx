'use client'

import { useActionState } from 'react'
import { DescriptionList, Fact } from '@/components/ui/description-list'
import { FormFeedback } from '@/components/ui/form-feedback'
import { SubmitButton } from '@/components/ui/submit-button'

export type PersonAnswer =
  | null
  | { ok: true; facts: { term: string; text: string }[]; note: string | null; gone: boolean }
  | { ok: false; message: string }

/** Whom a task is about, asked for by whoever does it: the server records the reading before it answers. */
export function PersonReader({
  action,
  taskId,
  words,
}: {
  action: (before: PersonAnswer, form: FormData) => Promise<PersonAnswer>
  taskId: string
  words: { show: string; reading: string; note: string; gone: string }
}) {
  const [answer, read] = useActionState(action, null)
  if (answer?.ok)
    return (
      <div className="grid gap-3">
        {answer.gone && <p>{words.gone}</p>}
        <DescriptionList>
          {answer.facts.map(({ term, text }) => (
            <Fact key={`${term}${text}`} term={term}>
              <bdi>{text}</bdi>
            </Fact>
          ))}
          {answer.note !== null && (
            <Fact term={words.note}>
              <bdi className="whitespace-pre-line">{answer.note}</bdi>
            </Fact>
          )}
        </DescriptionList>
      </div>
    )
  return (
    <form action={read}>
      <input type="hidden" name="taskId" value={taskId} />
      <SubmitButton variant="quiet" pendingLabel={words.reading}>
        {words.show}
      </SubmitButton>
      <FormFeedback feedback={answer} />
    </form>
  )
}
