// PostgreSQL writes an array as `{a,"b c",NULL,{d}}`.
type Part = string | null | Part[]

/** Null where it is none that can be read for sure, such as one with bounds of its own (`[2:3]={…}`). */
export function parseList(literal: string): Part[] | null {
  const reader = { text: literal, at: 0 }
  const list = readList(reader)
  return list && reader.at === literal.length ? list : null
}

type Reader = { text: string; at: number }

function readList(reader: Reader): Part[] | null {
  if (reader.text[reader.at] !== '{') return null
  reader.at += 1
  const parts: Part[] = []
  if (reader.text[reader.at] === '}') {
    reader.at += 1
    return parts
  }
  for (;;) {
    const part = readPart(reader)
    if (part === undefined) return null
    parts.push(part)
    const sign = reader.text[reader.at]
    reader.at += 1
    if (sign === '}') return parts
    if (sign !== ',') return null
  }
}

function readPart(reader: Reader): Part | undefined {
  const sign = reader.text[reader.at]
  if (sign === '{') return readList(reader) ?? undefined
  if (sign === '"') return readQuoted(reader)
  const end = /[,{}"\\]/g
  end.lastIndex = reader.at
  const stop = end.exec(reader.text)
  if (!stop || stop.index === reader.at) return undefined
  const word = reader.text.slice(reader.at, stop.index)
  reader.at = stop.index
  return word === 'NULL' ? null : word
}

function readQuoted(reader: Reader): string | undefined {
  const quoted = /"((?:[^"\\]|\\[\s\S])*)"/y
  quoted.lastIndex = reader.at
  const found = quoted.exec(reader.text)
  if (!found) return undefined
  reader.at = quoted.lastIndex
  return (found[1] ?? '').replace(/\\([\s\S])/g, '$1')
}
