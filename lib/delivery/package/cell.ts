// One value in each of the forms a package gives it. Values are hostile until shown harmless: they were typed by anybody.
export type Cell = string | number | boolean | null

/** Nothing is lost: what JSON cannot say becomes the text that the server would give. */
export function cell(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'string') return value.toWellFormed()
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  return JSON.stringify(value).toWellFormed()
}

// `=1+1` in a cell is a program to a spreadsheet (OWASP; ASVS v5.0.0-1.2.10); its full-width twins are so to some.
const formula = /^[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]/

export const isFormula = (text: string): boolean => formula.test(text)

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const escaped = /["\\\u0000-\u001f]/

/** `"…"` around it is this text in JSON and in a CSV: nothing to escape, and no formula. */
export const isPlain = (text: string): boolean => !escaped.test(text) && !isFormula(text)

/** Quoted always; an empty text is `""`, none at all is empty. A cell that could be a formula begins with an apostrophe. */
export function csvCell(value: Cell): string {
  if (value === null) return ''
  const text = String(value)
  return `"${(isFormula(text) ? `'${text}` : text).replaceAll('"', '""')}"`
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

/** Signs that change what a reader sees without being seen: controls, and marks that turn the direction of writing. */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu

const codePoint = (sign: string) =>
  `<i class="c">U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}</i>`

/** For text of the page: escaped, unseen signs shown by their number, isolated from the direction of its neighbours. */
export function htmlValue(value: Cell): string {
  if (value === null) return '<span class="n">–</span>'
  const text = escapeHtml(String(value).toWellFormed()).replace(unseen, codePoint)
  return `<bdi>${text}</bdi>`
}
