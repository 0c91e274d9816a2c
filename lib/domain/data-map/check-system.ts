import { type MapMistake, type MapParts, unknownKey } from './map-mistake'
import type { MapSystem } from './types'

type At = MapMistake['path']

/** What stands in a place that is no database. */
export function checkSystem(system: MapSystem, { controllers }: MapParts, path: At): MapMistake[] {
  if (system.kind !== 'task') return []
  return system.holdings.flatMap(({ key, controller }, i) => {
    const at = [...path, 'holdings', i]
    const unknown = unknownKey([...at, 'controller'], controller, controllers, 'controller')
    const twice = system.holdings.findIndex((other) => other.key === key) !== i
    const client = controllers.find((known) => known.key === controller)?.value?.relation === 'client'
    return [
      ...unknown,
      ...(twice
        ? [
            {
              path: [...at, 'key'],
              message: `The key “${key}” stands here twice.`,
              instead: 'Give this one another key.',
            },
          ]
        : []),
      ...(client
        ? [
            {
              path: [...at, 'controller'],
              message: `“${controller}” is a client.`,
              instead: 'Name one of your own: clients answer for what is theirs.',
            },
          ]
        : []),
    ]
  })
}

/** Tables stand in databases; what a colleague looks after is described under its `holdings`. */
export function notATableSystem(path: At, key: string, { systems }: MapParts): MapMistake[] {
  const unknown = unknownKey(path, key, systems, 'system')
  if (unknown.length > 0 || systems.find((system) => system.key === key)?.value?.kind !== 'task') return unknown
  const message = `“${key}” is no database: a colleague looks there.`
  return [{ path, message, instead: 'Describe what it holds under its holdings, or name a database.' }]
}
