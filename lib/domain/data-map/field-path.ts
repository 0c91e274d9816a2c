// Paths inside a JSON column, the plainest part of JSONPath: `$.contact.email`, `$.items[*].note`. A member is called by
// letters, digits, _ and -; `[*]` is every element of a list.
import type { MapField } from './types'

export const fieldPathPattern = /^\$(\.[\p{L}_][\p{L}\p{N}_-]*|\[\*\])+$/u

/** `null`: every element. */
export type PathStep = string | null

export function stepsOf(path: string): PathStep[] {
  if (!fieldPathPattern.test(path)) throw new Error('not a path of the data map')
  return [...path.matchAll(/\.([^.[]+)|\[\*\]/gu)].map(([, member]) => member ?? null)
}

/** How a plan names a part of a document among the fields: `doc $.contact.email`. */
export const pathName = (field: string, path: string): string => `${field} ${path}`

/** A named part as if it were a field of its own; its category is the column's where it has none. */
export const pathFields = (field: MapField): [path: string, MapField][] =>
  Object.entries(field.paths ?? {}).map(([path, one]) => [path, { category: field.category, ...one }])

/** The field or the part of one that a plan calls so. */
export function fieldNamed(fields: Readonly<Record<string, MapField>>, name: string): MapField | undefined {
  if (Object.hasOwn(fields, name)) return fields[name]
  const at = name.lastIndexOf(' $')
  const parts = new Map(pathFields(fields[name.slice(0, at)] ?? { category: 'free-text' }))
  return parts.get(name.slice(at + 1))
}

/** What is named, as the document is built: nothing below a leaf, and either members or elements. */
export type PathTree<Leaf> = { leaf: Leaf } | { members: [name: string, PathTree<Leaf>][] } | { each: PathTree<Leaf> }

/** Null where one path leads through another, or takes for a list what another takes for members. */
export function treeOf<Leaf>(paths: readonly { steps: readonly PathStep[]; leaf: Leaf }[]): PathTree<Leaf> | null {
  const [first] = paths
  if (!first) return null
  if (paths.some(({ steps }) => steps.length === 0)) return paths.length === 1 ? { leaf: first.leaf } : null
  const rest = (among: typeof paths) => treeOf(among.map(({ steps, leaf }) => ({ steps: steps.slice(1), leaf })))
  if (paths.every(({ steps }) => steps[0] === null)) {
    const each = rest(paths)
    return each && { each }
  }
  const members: [string, PathTree<Leaf>][] = []
  for (const [name, own] of Map.groupBy(paths, ({ steps }) => steps[0] ?? null)) {
    const below = rest(own)
    if (name === null || !below) return null
    members.push([name, below])
  }
  return { members }
}
