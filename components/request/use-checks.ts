'use client'

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { FieldProblems } from '@/lib/schemas/request-form'
import type { FormChecks } from './form-checks'

/**
 * The form's checks, fetched behind the page. Where they cannot be fetched, nothing is refused here: the server checks
 * by the same schema.
 */
export function useChecks(form: RefObject<HTMLFormElement | null>) {
  const [problems, setProblems] = useState<FieldProblems>({})
  const loaded = useRef<FormChecks | null>(null)
  const load = useCallback(async () => {
    if (loaded.current || !form.current) return loaded.current
    const fetched = await import('./form-checks').catch(() => null)
    if (fetched && form.current) loaded.current ??= fetched.watchForm(form.current, setProblems)
    return loaded.current
  }, [form])
  useEffect(() => void load(), [load])
  return {
    problems,
    pass: async () => (await load())?.pass() ?? true,
    changed: (event: { target: unknown }) => loaded.current?.changed(event),
  }
}
