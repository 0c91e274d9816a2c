'use client'

import { useActionState } from 'react'
import { FormFeedback } from '@/components/ui/form-feedback'
import { SubmitButton } from '@/components/ui/submit-button'

export type InspectAnswer = { ok: boolean; message: string; problems: string[]; warnings: string[] } | null

type Words = { submit: string; pending: string; problems: string; warnings: string }

/** Reads a system's structure again, and says there and then what does not fit the map. */
export function InspectForm({
  action,
  system,
  words,
}: {
  action: (before: InspectAnswer, form: FormData) => Promise<InspectAnswer>
  system: string
  words: Words
}) {
  const [answer, submit] = useActionState(action, null)
  return (
    <form action={submit} className="grid gap-2">
      <input type="hidden" name="key" value={system} />
      <div>
        <SubmitButton variant="quiet" pendingLabel={words.pending}>
          {words.submit}
        </SubmitButton>
      </div>
      <FormFeedback feedback={answer} />
      <Lines title={words.problems} lines={answer?.problems ?? []} />
      <Lines title={words.warnings} lines={answer?.warnings ?? []} />
    </form>
  )
}

function Lines({ title, lines }: { title: string; lines: string[] }) {
  if (lines.length === 0) return null
  return (
    <div className="max-w-measure border-amber border-l-4 pl-4">
      <p className="font-semibold">{title}</p>
      <ul className="mt-1 grid gap-1">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}
