'use client'

import { useEffect, useRef, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { TypedForm } from './form-state'

// Of this tab only, and gone with it: what is typed here concerns nobody else at this computer.
const KEY = 'habeas-request'

/** Keeps what is typed through a reload. `restored`: something was brought back. */
export function useDraft(form: UseFormReturn<TypedForm>, options: { skip: boolean }) {
  const [restored, setRestored] = useState(false)
  const { reset, watch, getValues } = form
  const skip = useRef(options.skip)
  useEffect(() => {
    const draft = skip.current ? null : read()
    if (draft) {
      reset(merge(getValues(), draft))
      setRestored(true)
    }
    const { unsubscribe } = watch((values) => write(values))
    return unsubscribe
  }, [reset, watch, getValues])
  return { restored, forget }
}

/** What was typed before the scripts came wins over what was kept. */
function merge(typed: TypedForm, draft: Partial<TypedForm>): TypedForm {
  const text = (name: 'name' | 'email' | 'message') => typed[name] || String(draft[name] ?? '')
  const stated = Object.keys(typed.identifiers ?? {}).map((key) => [
    key,
    typed.identifiers[key] || String(draft.identifiers?.[key] ?? ''),
  ])
  const kept = Array.isArray(draft.rights) ? draft.rights : []
  return {
    name: text('name'),
    email: text('email'),
    message: text('message'),
    rights: typed.rights?.length ? typed.rights : kept,
    identifiers: Object.fromEntries(stated),
    locale: draft.locale || typed.locale,
    // The same key: if the first try did arrive, the second is the same request.
    submissionKey: draft.submissionKey || typed.submissionKey,
  }
}

function read(): Partial<TypedForm> | null {
  try {
    const text = sessionStorage.getItem(KEY)
    return text ? (JSON.parse(text) as Partial<TypedForm>) : null
  } catch {
    return null
  }
}

function write(values: unknown) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(values))
  } catch {
    // Storage is full or forbidden: the form works without it.
  }
}

function forget() {
  try {
    sessionStorage.removeItem(KEY)
  } catch {
    // Nothing was kept then.
  }
}
