import { zodResolver } from '@hookform/resolvers/zod'
import { createFormControl, type FieldErrors, type FieldPath, type Resolver } from 'react-hook-form'
import {
  correctionField,
  type FieldProblems,
  identifierField,
  presentField,
  readRequestForm,
} from '@/lib/schemas/request-form'
import { submitRequest } from '@/lib/schemas/submit-request'
import { transferField } from '@/lib/schemas/transfer-fields'
import { isAnswer, type TypedForm } from './form-state'

type Changed = Parameters<ReturnType<ReturnType<typeof createFormControl<TypedForm>>['register']>['onChange']>[0]

export type FormChecks = {
  /** Shows all that is wrong; whether nothing is. From here on, each field is checked as it changes. */
  pass: () => Promise<boolean>
  changed: (event: Changed) => void
}

/**
 * Checks the form that stands on the page by the server's own schema. This module loads behind the page: it is a third
 * of the scripts and needed at the first submit only.
 */
export function watchForm(form: HTMLFormElement, show: (problems: FieldProblems) => void): FormChecks {
  const check = zodResolver(submitRequest) as unknown as Resolver<TypedForm>
  const parts = () => {
    const { corrections, transfer } = readRequestForm(new FormData(form)) as TypedForm
    return { corrections, transfer }
  }
  const { control, handleSubmit, subscribe, trigger } = createFormControl<TypedForm>({
    // The schema's output differs from what is typed; the form uses its verdict only.
    resolver: (typed, ...rest) => check({ ...typed, ...parts() }, ...rest),
    defaultValues: readRequestForm(new FormData(form)),
    shouldFocusError: false,
  })
  let asked = false
  for (const field of form.elements)
    if (isAnswer(field) && !ofPart(field.name)) control.register(field.name as FieldPath<TypedForm>).ref(field)
  subscribe({ formState: { errors: true }, callback: ({ errors }) => show(problemsOf(errors ?? {})) })
  return {
    pass: async () => {
      asked = true
      return (await handleSubmit(() => true)()) === true
    },
    changed: (event) => {
      if (!isAnswer(event.target)) return
      const { name } = event.target
      if (!ofPart(name)) void control.register(name as FieldPath<TypedForm>).onChange(event)
      else if (asked) void trigger()
    },
  }
}

/** Of a part that is there for one right: only what says something is read, and as the server reads it. */
const ofPart = (name: string) =>
  [correctionField(''), presentField(''), transferField('')].some((part) => name.startsWith(part))

function problemsOf(errors: FieldErrors<TypedForm>): FieldProblems {
  const { identifiers, corrections, transfer, ...rest } = errors
  const found: Record<string, unknown> = {}
  for (const [field, error] of Object.entries(rest)) found[field] = error?.message
  for (const [key, error] of Object.entries(identifiers ?? {}))
    found[identifierField(key)] = (error as { message?: string } | undefined)?.message
  for (const [key, error] of Object.entries(transfer ?? {}))
    found[transferField(key)] = (error as { message?: string } | undefined)?.message
  for (const [key, error] of Object.entries(corrections ?? {})) {
    const { wanted, present } = error as { wanted?: { message?: string }; present?: { message?: string } }
    found[correctionField(key)] = wanted?.message ?? present?.message
  }
  return Object.fromEntries(Object.entries(found).filter(([, code]) => typeof code === 'string')) as FieldProblems
}
