'use client'

import { useFormStatus } from 'react-dom'
import { Button, type ButtonProps } from './button'

/** The button of a form with a server action: waits visibly and swallows a second click. */
export function SubmitButton({ onClick, pending, ...rest }: ButtonProps) {
  const status = useFormStatus()
  const busy = pending || status.pending
  return (
    <Button
      {...rest}
      type="submit"
      pending={busy}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    />
  )
}
