// The form's fields of a transfer, as the browser posts them: on the first form and on the person's own page.

export const transferField = (name: string) => `transfer-${name}`

export type TypedTransfer = { toWhom: string; name: string; country: string; contact: string; xml: boolean }
export const nothingTyped: TypedTransfer = { toWhom: 'person', name: '', country: '', contact: '', xml: false }

/** `wish`: for schemas/transfer-wish.ts. `typed`: to show it again. */
export function readTransfer(form: FormData): { typed: TypedTransfer; wish: Record<string, unknown> } {
  const text = (name: string) => {
    const value = form.get(transferField(name))
    return typeof value === 'string' ? value : ''
  }
  const xml = text('xml') === 'yes'
  const typed = {
    toWhom: text('toWhom') || 'person',
    ...{ name: text('name'), country: text('country'), contact: text('contact') },
    xml,
  }
  const { toWhom, ...named } = typed
  const formats = ['json', 'csv', ...(xml ? ['xml'] : [])]
  return { typed, wish: { toWhom, formats, ...(toWhom === 'controller' && named) } }
}
