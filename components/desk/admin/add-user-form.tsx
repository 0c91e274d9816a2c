'use client'

import { type ReactNode, useActionState } from 'react'
import { ChoiceGroup, Radio } from '@/components/ui/choices'
import { FormFeedback } from '@/components/ui/form-feedback'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { SelectField, TextField } from '@/components/ui/text-field'
import type { StaffRole } from '@/lib/domain/actor'

type Typed = { name: string; email: string; role: string; controller: string }

/** `typed`: the fields as they were sent, for the page without scripts. */
export type AddUserAnswer =
  | { ok: true; message: string; password: string }
  | { ok: false; message: string; typed: Typed }
  | null

type Words = Record<
  'name' | 'email' | 'emailHint' | 'role' | 'submit' | 'pending' | 'password' | 'once' | 'controller' | 'choose',
  string
>
type Role = { role: StaffRole; label: string; hint: string }
type Controller = { key: string; name: string }

/** After the colleague was added, the first password stands where the form stood, until one leaves the page. */
export function AddUserForm({
  action,
  words,
  roles,
  controllers,
  after,
}: {
  action: (before: AddUserAnswer, form: FormData) => Promise<AddUserAnswer>
  words: Words
  roles: Role[]
  controllers: Controller[]
  /** Where to go on from here. */
  after: ReactNode
}) {
  const [answer, submit] = useActionState(action, null)
  if (answer?.ok) return <Added {...{ answer, words, after }} />
  return (
    <form action={submit} onReset={(event) => event.preventDefault()} className="grid max-w-measure gap-6">
      <Fields {...{ words, roles, controllers }} typed={answer?.typed} />
      <FormFeedback feedback={answer} />
      <div>
        <SubmitButton pendingLabel={words.pending}>{words.submit}</SubmitButton>
      </div>
    </form>
  )
}

type FieldsProps = { words: Words; roles: Role[]; controllers: Controller[]; typed: Typed | undefined }

function Fields({ words, roles, controllers, typed }: FieldsProps) {
  return (
    <>
      <TextField
        name="name"
        defaultValue={typed?.name}
        label={words.name}
        required
        maxLength={120}
        autoComplete="off"
      />
      <TextField
        name="email"
        defaultValue={typed?.email}
        type="email"
        label={words.email}
        hint={words.emailHint}
        required
        maxLength={254}
        autoComplete="off"
        spellCheck={false}
      />
      <ChoiceGroup id="role" label={words.role}>
        {roles.map(({ role, label, hint }) => (
          <Radio
            key={role}
            id={`role-${role}`}
            name="role"
            value={role}
            defaultChecked={typed?.role === role}
            required
            label={label}
            hint={hint}
            reveals={
              role === 'controller' ? (
                <SelectField name="controller" label={words.controller} defaultValue={typed?.controller ?? ''}>
                  <option value="">{words.choose}</option>
                  {controllers.map(({ key, name }) => (
                    <option key={key} value={key}>
                      {name}
                    </option>
                  ))}
                </SelectField>
              ) : undefined
            }
          />
        ))}
      </ChoiceGroup>
    </>
  )
}

type AddedProps = { answer: { message: string; password: string }; words: Words; after: ReactNode }

function Added({ answer, words, after }: AddedProps) {
  return (
    <div role="status" className="grid gap-6">
      <Notice title={answer.message}>
        <p>
          {words.password}
          <br />
          <code className="select-all font-semibold text-lg text-ink">{answer.password}</code>
        </p>
        <p>{words.once}</p>
      </Notice>
      <div className="flex flex-wrap gap-4">{after}</div>
    </div>
  )
}
