'use client'

import { type ComponentProps, type ComponentType, lazy, Suspense } from 'react'

type FormModule = typeof import('./request-form')
type FormProps = ComponentProps<FormModule['RequestForm']>

// The server renders the form at once, since it must work without any script. In the browser its scripts come behind the
// page and take over what was typed; the build drops the branch that is not for its side.
const RequestForm: ComponentType<FormProps> =
  typeof window === 'undefined'
    ? (require('./request-form') as FormModule).RequestForm
    : lazy(async () => ({ default: (await import('./request-form')).RequestForm }))

export function RequestFormLater(props: FormProps) {
  return (
    <Suspense>
      <RequestForm {...props} />
    </Suspense>
  )
}
