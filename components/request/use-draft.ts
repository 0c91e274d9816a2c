'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'
import { type Answer, isAnswer } from './form-state'

// Of this tab only, and gone with it: what is typed here concerns nobody else at this computer.
const KEY = 'habeas-request'
type Draft = [name: string, value: string][]

/** Keeps what is typed through a reload. `restored`: something was brought back. */
export function useDraft(form: RefObject<HTMLFormElement | null>, options: { skip: boolean }) {
  const [restored, setRestored] = useState(false)
  const skip = useRef(options.skip)
  useEffect(() => {
    const draft = skip.current ? null : read()
    if (!draft || !form.current) return
    fill(form.current, draft)
    setRestored(true)
  }, [form])
  const keep = () => form.current && write(form.current)
  return { restored, keep, forget }
}

/** What was typed before the scripts came wins over what was kept. */
function fill(form: HTMLFormElement, draft: Draft) {
  const typed = new FormData(form)
  for (const field of form.elements) {
    if (!isAnswer(field)) continue
    const kept = draft.filter(([name]) => name === field.name).map(([, value]) => value)
    if (kept.length === 0) continue
    restore(field, kept, typed)
    // What was brought back is not left folded away.
    const fold = kept[0] && field.closest('details')
    if (fold) fold.open = true
  }
}

function restore(field: Answer, kept: string[], typed: FormData) {
  if (field.type === 'radio' && 'checked' in field) field.checked = kept.includes(field.value)
  else if (field.type === 'checkbox' && 'checked' in field)
    field.checked = typed.has(field.name) ? field.checked : kept.includes(field.value)
  // The hidden one is the submission's key: if the first try did arrive, the second is the same request.
  else if (field.type === 'hidden' || !field.value) field.value = kept[0] ?? ''
}

function read(): Draft | null {
  try {
    const draft: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null')
    return Array.isArray(draft) ? draft : null
  } catch {
    return null
  }
}

function write(form: HTMLFormElement) {
  try {
    const fields = [...form.elements].filter(isAnswer)
    const typed = [...new FormData(form)].filter(([name]) => fields.some((field) => field.name === name))
    sessionStorage.setItem(KEY, JSON.stringify(typed))
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
