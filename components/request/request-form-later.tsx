'use client'

import { type ComponentProps, type ComponentType, lazy } from 'react'

type FormModule = typeof import('./request-form')
type FormProps = ComponentProps<FormModule['RequestForm']>

/**
 * The server renders the form at once, since it must work without any script. In the browser its scripts come behind the
 * page and take over what was typed. No Suspense around it: a long boundary is sent hidden, and only a script shows it.
 */
export const RequestFormLater: ComponentType<FormProps> =
  // The build drops the branch that is not for its side.
  typeof window === 'undefined'
    ? (require('./request-form') as FormModule).RequestForm
    : lazy(async () => ({ default: (await import('./request-form')).RequestForm }))
