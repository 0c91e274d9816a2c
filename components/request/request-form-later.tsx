'use client'

import { type ComponentProps, lazy, Suspense } from 'react'

// The server renders the form and it works as it is; its scripts come behind the page and take over what was typed.
const RequestForm = lazy(async () => ({ default: (await import('./request-form')).RequestForm }))

export function RequestFormLater(props: ComponentProps<typeof RequestForm>) {
  return (
    <Suspense>
      <RequestForm {...props} />
    </Suspense>
  )
}
