import { clsx } from 'clsx'
import { Check, CircleAlert } from 'lucide-react'

export type Feedback = { ok: boolean; message: string }

/**
 * What became of the last submit, said where it was made. The live region stands there before it speaks: one that
 * arrives together with its text is not read aloud.
 */
export function FormFeedback({ feedback, className }: { feedback: Feedback | null | undefined; className?: string }) {
  const Icon = feedback?.ok ? Check : CircleAlert
  return (
    <div aria-live="polite" className={clsx('max-w-measure', className)}>
      {feedback && (
        <p className={clsx('flex items-start gap-2 py-1', !feedback.ok && 'border-ink border-l-4 pl-3 font-semibold')}>
          <Icon aria-hidden className="mt-[0.22em] size-[1.05em] shrink-0" />
          {feedback.message}
        </p>
      )}
    </div>
  )
}
