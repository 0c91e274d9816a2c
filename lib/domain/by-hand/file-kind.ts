// What an attachment is, by its content and not by its name: whatever is none of these is not taken.
export const fileKinds = ['pdf', 'png', 'jpeg', 'json', 'csv', 'txt'] as const
export type FileKind = (typeof fileKinds)[number]

/** 10 MB, so that a form with it stays under the 10 MiB that Next hands on. */
export const LARGEST_FILE = 10_000_000

export const mediaTypes: Record<FileKind, string> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
}

const signatures: [FileKind, number[]][] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', [0xff, 0xd8, 0xff]],
]

/** `name` only tells a table from a text, which look alike. Null for what is none of them. */
export function fileKindOf(bytes: Uint8Array, name: string): FileKind | null {
  if (bytes.length === 0) return null
  const signed = signatures.find(([, start]) => start.every((byte, at) => bytes[at] === byte))
  if (signed) return signed[0]
  const text = textOf(bytes)
  if (text === null) return null
  if (isJson(text)) return 'json'
  return /\.csv$/i.test(name) ? 'csv' : 'txt'
}

/** Null where it is no UTF-8, holds control characters, or is markup that a browser could run. */
function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const binary = /[^\P{Cc}\t\r\n\f]/u.test(text)
    return binary || /^\s*<[!?a-z]/i.test(text) ? null : text
  } catch {
    return null
  }
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
