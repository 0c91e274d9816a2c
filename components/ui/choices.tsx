import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { FieldError, type FieldWords, Hint, OptionalWord } from './field'

/** A question with several answers: legend, hint and error belong to the whole group. */
export function ChoiceGroup({
  id,
  label,
  hint,
  error,
  optional,
  className,
  children,
}: FieldWords & { id: string; className?: string; children: ReactNode }) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      aria-describedby={described}
      className={clsx('grid gap-1', error && 'border-ink border-l-4 pl-4', className)}
    >
      <legend className="mb-1 font-semibold">
        {label}
        {optional && <OptionalWord />}
      </legend>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      <div className="mt-1 grid">{children}</div>
    </fieldset>
  )
}

type ChoiceProps = Omit<ComponentProps<'input'>, 'type' | 'id'> & {
  id: string
  label: ReactNode
  hint?: ReactNode
  /** Shown only while this answer is chosen, with or without scripts. */
  reveals?: ReactNode
}

function Choice({ type, id, label, hint, reveals, className, ...rest }: ChoiceProps & { type: 'radio' | 'checkbox' }) {
  return (
    <div className="group/choice">
      <div className="relative -mx-3 flex gap-3 rounded-md px-3 py-row hover:bg-sunk has-checked:bg-action-wash">
        <input
          type={type}
          id={id}
          aria-describedby={hint ? `${id}-hint` : undefined}
          className={clsx('relative z-1 mt-0.5 size-5 shrink-0 accent-action', className)}
          {...rest}
        />
        <div>
          {/* The label covers the whole row: the target is as large as the line. */}
          <label htmlFor={id} className="block font-medium after:absolute after:inset-0 after:cursor-pointer">
            {label}
          </label>
          {hint && (
            <div id={`${id}-hint`} className="max-w-measure text-soft">
              {hint}
            </div>
          )}
        </div>
      </div>
      {reveals && (
        <div className="mt-2 mb-3 ml-2 hidden border-rule-strong border-l-2 pl-5 group-has-[input:checked]/choice:block">
          {reveals}
        </div>
      )}
    </div>
  )
}

export function Radio(props: ChoiceProps) {
  return <Choice type="radio" {...props} />
}

export function Checkbox(props: ChoiceProps) {
  return <Choice type="checkbox" {...props} />
}
