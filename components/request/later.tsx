'use client'

import { type ComponentProps, lazy } from 'react'
import { orAsServed } from './as-served'
import type { WishForm } from './wish-form'

const Form = lazy(() => orAsServed(import('./wish-form').then((part) => part.WishForm)))

/** What stands behind the code loads with the page that the code opens, not with the door. */
export function WishFormLater(props: ComponentProps<typeof WishForm>) {
  return <Form {...props} />
}
