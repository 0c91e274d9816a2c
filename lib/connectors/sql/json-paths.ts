// A JSON document of which the map names parts: the parts as a tree, as each server's SQL walks down it.
import { type PathTree, stepsOf, treeOf } from '../../domain/data-map/field-path'
import type { MapField } from '../../domain/data-map/types'
import type { PathsChange } from '../../domain/plan/types'

export type PathFate = PathsChange['paths'][number]['fate']
export type PathFates = { rest: PathsChange['rest']; tree: PathTree<PathFate>; removed: string[] }

function wholeTree<Leaf>(paths: readonly { path: string; leaf: Leaf }[]): PathTree<Leaf> {
  const tree = treeOf(paths.map(({ path, leaf }) => ({ steps: stepsOf(path), leaf })))
  if (!tree) throw new Error('paths of one field lead through each other')
  return tree
}

export function fatesOf({ rest, paths }: PathsChange): PathFates {
  const gone = paths.filter(({ fate }) => fate === 'clear').map(({ path }) => path)
  return {
    rest,
    tree: wholeTree(paths.map(({ path, fate }) => ({ path, leaf: fate }))),
    // Of a list whose elements go, the empty list is left.
    removed: gone.filter((path) => !path.endsWith(']')).map(serverPath),
  }
}

/** Every path of the field, whatever becomes of it. */
export const shapeOf = ({ paths = {} }: MapField): PathTree<null> =>
  wholeTree(Object.keys(paths).map((path) => ({ path, leaf: null })))

/** `$."items"[*]."note"`, as both servers write it. */
export const serverPath = (path: string): string =>
  `$${stepsOf(path)
    .map((step) => (step === null ? '[*]' : `."${step}"`))
    .join('')}`
