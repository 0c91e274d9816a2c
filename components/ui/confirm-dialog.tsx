'use client'

import { AlertDialog } from 'radix-ui'
import { type MouseEvent, type ReactNode, useRef, useState } from 'react'
import { useFormStatus } from 'react-dom'
import { Button, type ButtonProps } from './button'

type ConfirmDialogProps = {
  /** The button in the form: “Approve erasure of 1,204 records”. */
  children: ReactNode
  title: ReactNode
  body: ReactNode
  /** The same verb again, never “OK”. */
  confirmLabel: string
  cancelLabel: string
  pendingLabel?: string
  variant?: ButtonProps['variant']
  name?: string
  value?: string
}

/**
 * A submit button that asks once more. Without scripts it is a plain submit button: put a ConfirmStatement in the form
 * and let the server ask for its field, so that the gesture never depends on this dialog.
 */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { children, title, body, confirmLabel, cancelLabel, pendingLabel, variant = 'seal', name, value } = props
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const confirmed = useRef(false)
  const { pending } = useFormStatus()
  const submit = () => {
    confirmed.current = true
    setOpen(false)
    button.current?.form?.requestSubmit(button.current)
    confirmed.current = false
  }
  // Opened by code, the dialog knows no trigger to give the focus back to.
  const backToButton = (event: Event) => {
    event.preventDefault()
    button.current?.focus()
  }
  const ask = (event: MouseEvent<HTMLButtonElement>) => {
    if (confirmed.current) return
    event.preventDefault()
    // The browser points at what is missing first; there is nothing to confirm in an incomplete form.
    if (!pending && event.currentTarget.form?.reportValidity()) setOpen(true)
  }
  return (
    <AlertDialog.Root open={open} onOpenChange={setOpen}>
      <Button
        {...{ variant, name, value, pending, pendingLabel }}
        ref={button}
        type="submit"
        aria-haspopup="dialog"
        onClick={ask}
      >
        {children}
      </Button>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-[#0b0a09]/55" />
        <AlertDialog.Content
          onCloseAutoFocus={backToButton}
          className="fixed top-1/2 left-1/2 z-50 grid max-h-[85dvh] w-[min(34rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 gap-4 overflow-y-auto border-seal border-t-4 bg-sheet p-6 text-ink shadow-2xl"
        >
          <AlertDialog.Title className="font-semibold text-xl">{title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="prose">{body}</div>
          </AlertDialog.Description>
          <div className="mt-2 flex flex-wrap justify-end gap-3">
            <AlertDialog.Cancel asChild>
              <Button variant="quiet">{cancelLabel}</Button>
            </AlertDialog.Cancel>
            <AlertDialog.Action asChild>
              <Button variant={variant} onClick={submit}>
                {confirmLabel}
              </Button>
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
