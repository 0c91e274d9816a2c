// What the address of the page asks for. Anything may stand there: what is no number is no wish.
export type SearchParams = Record<string, string | string[] | undefined>

export type EvidenceView = {
  event?: string
  reference?: string
  before?: number
  after?: number
  /** Place of the first entry shown, counted from 1; for showing only. */
  from: number
  verify: boolean
}

export function readEvidenceView(params: SearchParams): EvidenceView {
  const text = (name: string) => {
    const value = params[name]
    return typeof value === 'string' && value.trim() !== '' && !value.includes('\0')
      ? value.trim().slice(0, 60)
      : undefined
  }
  const number = (name: string) => {
    const value = Number(text(name))
    return Number.isSafeInteger(value) && value > 0 ? value : undefined
  }
  const [event, reference, before, after] = [text('event'), text('reference'), number('before'), number('after')]
  return {
    ...(event && { event }),
    ...(reference && { reference }),
    ...(before && { before }),
    ...(after && !before && { after }),
    from: before || after ? (number('from') ?? 1) : 1,
    verify: text('verify') === '1',
  }
}

export function evidenceHref(
  { event, reference }: EvidenceView,
  place: { before?: number; after?: number; from: number },
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ event, reference, ...place }))
    if (value !== undefined) query.set(name, String(value))
  return `/desk/evidence?${query}`
}
