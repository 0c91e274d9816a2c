// Turns what zod found wrong into sentences for the author of a YAML file: what is wrong, where, and what to write.
import { z } from 'zod'
import { nearest } from '../domain/nearest'
import type { Mistake, Path, YamlDocument } from './yaml-document'

type Schema = z.core.$ZodType
type Issue = z.core.$ZodIssue

export function mistakesOf(schema: Schema, error: z.core.$ZodError, document: YamlDocument): Mistake[] {
  return error.issues.flatMap((issue) => fromIssue(schema, issue, issue.path, document))
}

function fromIssue(schema: Schema, issue: Issue, path: Path, document: YamlDocument): Mistake[] {
  const here = schemasAt(schema, path)
  if (issue.code === 'unrecognized_keys') {
    const known = [...new Set(here.flatMap(keysOf))]
    return issue.keys.map((key) =>
      document.mistakeAt([...path, key], `“${key}” is not known here.`, insteadOfKey(key, known)),
    )
  }
  if (issue.code === 'invalid_union') {
    const best = issue.errors.toSorted((a, b) => weightOf(a) - weightOf(b))[0] ?? []
    const deeper = best.filter((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys')
    if (deeper.length > 0)
      return deeper.flatMap((inner) => fromIssue(schema, inner, [...path, ...inner.path], document))
  }
  if (issue.code === 'invalid_key') {
    const names = schemasAt(schema, path.slice(0, -1)).flatMap(unwrapped).flatMap(namesOf)
    return [document.mistakeAt(path, `${shown(path.at(-1))} does not fit here.`, `Write ${expected(names)}.`)]
  }
  if (valueAt(document.value, path) === undefined) return [missing(here, path, document)]
  const value = valueAt(document.value, path)
  const message = issue.code === 'custom' ? issue.message : `${shown(value)} does not fit here.`
  return [document.mistakeAt(path, message, insteadOfValue(value, here))]
}

function missing(here: Schema[], path: Path, document: YamlDocument): Mistake {
  const name = String(path.at(-1) ?? '')
  return document.mistakeAt(path.slice(0, -1), `“${name}” is missing.`, `Add “${name}:” with ${expected(here)}.`)
}

/** A wrong branch of a choice complains of many things, the intended one of few. */
const weightOf = (issues: readonly Issue[]) =>
  issues.reduce((sum, issue) => {
    if (issue.path.length === 0 && issue.code !== 'unrecognized_keys') return sum + 10
    return sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1)
  }, 0)

function insteadOfKey(key: string, known: string[]): string {
  const meant = nearest(key, known)
  return meant ? `Did you mean “${meant}”?` : `Known here: ${known.join(', ')}.`
}

function insteadOfValue(value: unknown, here: Schema[]): string {
  const allowed = here.flatMap(valuesOf)
  const meant = typeof value === 'string' ? nearest(value, allowed) : null
  if (meant) return `Did you mean “${meant}”? Write ${expected(here)}.`
  const quoted = ['number', 'boolean'].includes(typeof value) && here.some((s) => definition(s).type === 'string')
  return quoted ? `Write it in quotes: '${String(value)}'.` : `Write ${expected(here)}.`
}

/** Numbers and short codes may be shown; longer texts are only named. */
function shown(value: unknown): string {
  if (value === null) return 'Nothing stands here, which'
  if (Array.isArray(value)) return 'A list'
  if (typeof value === 'object') return 'A mapping'
  const text = String(value)
  return text.length <= 40 ? `“${text}”` : 'This text'
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined
    return (at as Record<PropertyKey, unknown>)[step]
  }, value)
}

const definition = (schema: Schema) => (schema as z.core.$ZodTypes)._zod.def

function unwrapped(schema: Schema): Schema[] {
  const def = definition(schema)
  if (def.type === 'optional' || def.type === 'default' || def.type === 'nullable') return unwrapped(def.innerType)
  if (def.type === 'union') return def.options.flatMap(unwrapped)
  return [schema]
}

function schemasAt(schema: Schema, path: Path): Schema[] {
  return path.reduce<Schema[]>((at, step) => at.flatMap(unwrapped).flatMap((s) => inside(s, step)), [schema])
}

function inside(schema: Schema, step: PropertyKey): Schema[] {
  const def = definition(schema)
  if (def.type === 'array') return [def.element]
  if (def.type === 'record') return [def.valueType]
  const found = def.type === 'object' ? def.shape[String(step)] : undefined
  return found ? [found] : []
}

/** What the keys of a mapping may be. */
function namesOf(schema: Schema): Schema[] {
  const def = definition(schema)
  return def.type === 'record' ? [def.keyType] : []
}

const keysOf = (schema: Schema): string[] =>
  unwrapped(schema).flatMap((s) => {
    const def = definition(s)
    return def.type === 'object' ? Object.keys(def.shape) : []
  })

const valuesOf = (schema: Schema): string[] =>
  unwrapped(schema).flatMap((s) => {
    const def = definition(s)
    if (def.type === 'enum') return Object.values(def.entries).map(String)
    return def.type === 'literal' ? def.values.map(String) : []
  })

function expected(here: Schema[]): string {
  const parts = here.flatMap((schema) => {
    const described = z.globalRegistry.get(schema)?.description
    return described ? [described] : unwrapped(schema).map(expectedOf)
  })
  return [...new Set(parts)].join(', or ') || 'what the format asks for'
}

function expectedOf(schema: Schema): string {
  const described = z.globalRegistry.get(schema)?.description
  if (described) return described
  const def = definition(schema)
  if (def.type === 'enum' || def.type === 'literal') return `one of ${valuesOf(schema).join(', ')}`
  if (def.type === 'boolean') return 'true or false'
  if (def.type === 'array') return 'a list, each entry after a dash'
  if (def.type === 'object') return `a mapping with ${keysOf(schema).join(', ')}`
  return def.type === 'record' ? 'a mapping' : 'a text'
}
