// One YAML text read with its lines, so that every mistake can be shown where it was written. Refuses what a reviewed
// document never needs: other encodings, several documents, keys written twice, alias bombs.
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml'

export type Mistake = { line: number; column: number; path: string; message: string; instead: string }
export type Path = readonly PropertyKey[]
export type YamlDocument = { value: unknown; mistakeAt(path: Path, message: string, instead: string): Mistake }
export type YamlRead = { ok: true; document: YamlDocument } | { ok: false; mistakes: Mistake[] }

const largest = 2 * 1024 * 1024
const mostAliases = 100

export function readYaml(input: string | Uint8Array): YamlRead {
  const size = typeof input === 'string' ? new TextEncoder().encode(input).length : input.length
  if (size > largest)
    return refused('The file is larger than 2 MB.', 'Split the organisation’s map, or remove what is generated.')
  const text = decode(input)
  if (text === null) return refused('The file is not UTF-8.', 'Save it with the encoding UTF-8.')
  const damaged = /[\0\uFFFD]/.exec(text)
  if (damaged) {
    const before = text.slice(0, damaged.index).split('\n')
    const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, path: '' }
    const message = 'Here stands a character that was damaged when the file was saved or converted.'
    return { ok: false, mistakes: [{ ...place, message, instead: 'Save the original again with the encoding UTF-8.' }] }
  }
  try {
    return parse(text)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return refused('The document is nested too deeply.', 'A map needs no more than eight levels.')
  }
}

function refused(message: string, instead: string): YamlRead {
  return { ok: false, mistakes: [{ line: 1, column: 1, path: '', message, instead }] }
}

function decode(input: string | Uint8Array): string | null {
  if (typeof input === 'string') return input.replace(/^\uFEFF/, '')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(input)
  } catch {
    return null
  }
}

function parse(text: string): YamlRead {
  const lines = new LineCounter()
  const options = { lineCounter: lines, prettyErrors: false, stringKeys: true, logLevel: 'error' } as const
  const document = parseDocument(text, options)
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const faults = [...document.errors, ...document.warnings]
  if (faults.length > 0) {
    const mistakes = faults.map((fault) => ({ ...place(fault.pos[0]), path: '', ...worded(fault.code, fault.message) }))
    return { ok: false, mistakes }
  }
  const prototypes = prototypeKeys(document).map((offset) => ({ ...place(offset), path: '', ...words.PROTOTYPE }))
  if (prototypes.length > 0) return { ok: false, mistakes: prototypes }
  try {
    const value: unknown = document.toJS({ maxAliasCount: mostAliases })
    if (value === null || value === undefined)
      return refused('The file is empty.', 'Begin with the line that names the format.')
    return { ok: true, document: { value, mistakeAt } }
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    return refused(
      'The document repeats itself through aliases too often, or names one that does not exist.',
      'Write the values out.',
    )
  }

  function mistakeAt(path: Path, message: string, instead: string): Mistake {
    return { ...place(offsetOf(document, path)), path: pathText(path), message, instead }
  }
}

const words = {
  PROTOTYPE: { message: 'A key cannot be called __proto__.', instead: 'Remove it.' },
  TAB_AS_INDENT: { message: 'A tab stands where the line is indented.', instead: 'Indent with spaces.' },
  DUPLICATE_KEY: { message: 'This key is written twice in the same place.', instead: 'Keep one of the two.' },
  MULTIPLE_DOCS: { message: 'The file holds several documents.', instead: 'Keep one and remove the line ---.' },
  BAD_INDENT: { message: 'The indentation does not fit the lines above.', instead: 'Align it with its neighbours.' },
  NON_STRING_KEY: { message: 'A key must be a text.', instead: 'Write the key in quotes.' },
  TAG_RESOLVE_FAILED: { message: 'Tags beginning with ! are not used here.', instead: 'Remove the tag.' },
} satisfies Record<string, { message: string; instead: string }>

/** The parser's own sentence otherwise; it never quotes values. */
const worded = (code: string, sentence: string) =>
  (words as Record<string, { message: string; instead: string }>)[code] ?? {
    message: `${sentence.split('\n')[0]}.`,
    instead: 'Check the indentation, quotes and brackets here and above.',
  }

/** JavaScript would take it for something else than a key, and a strict schema would not see it. */
function prototypeKeys(document: Document): number[] {
  const offsets: number[] = []
  visit(document, {
    Pair: (_, { key }) => void (isScalar(key) && key.value === '__proto__' && offsets.push(key.range?.[0] ?? 0)),
  })
  return offsets
}

/** Where the deepest existing part of the path was written: its key in a mapping, else the value itself. */
function offsetOf(document: Document, path: Path): number {
  let node: Node | null | undefined = isNode(document.contents) ? document.contents : null
  let offset = node?.range?.[0] ?? 0
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document)
    const pair = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
      : undefined
    const item: unknown = isSeq(node) ? node.items[Number(step)] : pair?.value
    const written = pair && isNode(pair.key) ? pair.key : item
    if (!isNode(written)) return offset
    offset = written.range?.[0] ?? offset
    node = isNode(item) ? item : null
  }
  return offset
}

/** `datasets[2].fields.email`, as people write it. */
function pathText(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')
}
