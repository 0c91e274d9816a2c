import type { ReactNode } from 'react'
import { Checkbox } from './choices'
import { Notice } from './notice'

/** The field a verb must find set to "yes" before it does what cannot be undone: the gesture holds without scripts too. */
export const CONFIRMED = 'confirmed'

/**
 * What will happen, and a sentence to tick before it does. Stands inside the form, in sight, above its seal button.
 */
export function ConfirmStatement({
  id,
  title,
  statement,
  children,
}: {
  id: string
  title?: ReactNode
  /** In the first person: “I have read the plan and know that 1,204 records cannot be brought back.” */
  statement: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="grid max-w-measure gap-3">
      <Notice kind="irreversible" title={title}>
        {children}
      </Notice>
      <Checkbox id={id} name={CONFIRMED} value="yes" required label={statement} />
    </div>
  )
}
