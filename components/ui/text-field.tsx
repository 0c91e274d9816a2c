import type { ComponentProps } from 'react'
import { Field, type FieldWords } from './field'
import { Input, Select, Textarea } from './input'

type Named = { name: string; id?: string; fieldClassName?: string }

// The id is the name unless told otherwise, so that an error summary can link to `#name`.
function split<P extends FieldWords & Named>(props: P) {
  const { label, hint, error, optional, fieldClassName, id, ...control } = props
  return { field: { label, hint, error, optional, id: id ?? props.name, className: fieldClassName }, control }
}

/** A labelled line of text. Takes every attribute of an input. */
export function TextField(props: Omit<ComponentProps<'input'>, 'name' | 'id'> & FieldWords & Named) {
  const { field, control } = split(props)
  return <Field {...field}>{(wiring) => <Input {...control} {...wiring} />}</Field>
}

export function TextAreaField(props: Omit<ComponentProps<'textarea'>, 'name' | 'id'> & FieldWords & Named) {
  const { field, control } = split(props)
  return <Field {...field}>{(wiring) => <Textarea {...control} {...wiring} />}</Field>
}

export function SelectField(props: Omit<ComponentProps<'select'>, 'name' | 'id'> & FieldWords & Named) {
  const { field, control } = split(props)
  return <Field {...field}>{(wiring) => <Select {...control} {...wiring} />}</Field>
}
