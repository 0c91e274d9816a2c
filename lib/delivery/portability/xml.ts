// XML 1.0: names of fields stand in attributes, since a column's name need not be one of XML's.
import type { PortableField } from './portable-facts'
import { JsonText, type Portable, Unfit } from './portable-value'

export const xmlNamespace = 'urn:habeas-portability:1'

// What no document of XML 1.0 can hold, not even as a reference (its production Char).
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

// A reader makes one line feed of a carriage return with one, and blanks of what stands in an attribute.
const escapes: Record<string, string> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
  ...{ '\r': '&#13;', '\n': '&#10;', '\t': '&#9;' },
}
const escaped = (text: string) => text.replace(/[&<>\r]/g, (sign) => escapes[sign] ?? sign)
const inAttribute = (text: string) => text.replace(/[&<>"\r\n\t]/g, (sign) => escapes[sign] ?? sign)

const base64 = (text: string) => Buffer.from(text).toString('base64')

/** `encoding="base64"` where it could not stand otherwise. */
const named = (attribute: string, text: string): string =>
  forbidden.test(text) ? ` ${attribute}-base64="${base64(text)}"` : ` ${attribute}="${inAttribute(text)}"`

export const xmlTop = (dataset: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<dataset xmlns="${xmlNamespace}"${named('key', dataset)}>\n`
export const xmlEnd = '</dataset>\n'

export function xmlRecord(fields: readonly Pick<PortableField, 'name'>[], values: readonly Portable[]): string {
  const cells = fields.map(({ name }, index) => element(name, values[index] ?? null))
  return `<record>${cells.join('')}</record>\n`
}

function element(name: string, value: Portable): string {
  const open = `<field${named('name', name)}`
  if (value === null) return `${open} null="true"/>`
  const unfit = value instanceof Unfit ? ' raw="true"' : ''
  const text = value instanceof Unfit || value instanceof JsonText ? value.text : String(value)
  if (forbidden.test(text)) return `${open}${unfit} encoding="base64">${base64(text)}</field>`
  return `${open}${unfit}>${escaped(text)}</field>`
}
