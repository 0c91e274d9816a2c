// The keys of old pseudonyms belong to a system's secret: they join the map on its way to the connector, and stand nowhere else.
import type { Connector, SystemMap, SystemReader } from './connector'

type Keys = Readonly<Record<string, string>>
type Keyed = (map: SystemMap) => SystemMap

const readerWith = (reader: SystemReader, keyed: Keyed): SystemReader => ({
  inspect: () => reader.inspect(),
  identify: (map, identifiers) => reader.identify(keyed(map), identifiers),
  contactPoints: (map, person) => reader.contactPoints(keyed(map), person),
  pin: (map, identifiers) => reader.pin(keyed(map), identifiers),
  slowLookups: (map, from) => reader.slowLookups(keyed(map), from),
  discover: (map, person) => reader.discover(keyed(map), person),
  distinct: (map, ...rest) => reader.distinct(keyed(map), ...rest),
  mentions: (map, ...rest) => reader.mentions(keyed(map), ...rest),
  readFew: (map, ...rest) => reader.readFew(keyed(map), ...rest),
  read: (map, ...rest) => reader.read(keyed(map), ...rest),
})

export function withPseudonymKeys(connector: Connector, pseudonymKeys: Keys): Connector {
  const keyed: Keyed = (map) => ({ ...map, pseudonymKeys })
  const years = connector.documentYears?.bind(connector)
  return {
    ...readerWith(connector, keyed),
    inSnapshot: (work) => connector.inSnapshot((reader) => work(readerWith(reader, keyed))),
    check: (map) => connector.check(keyed(map)),
    ...(years && { documentYears: (map: SystemMap, dataset: string) => years(keyed(map), dataset) }),
    erase: (order, beforeCommit) => connector.erase({ ...order, map: keyed(order.map) }, beforeCommit),
    partsOf: (order, most) => connector.partsOf({ ...order, map: keyed(order.map) }, most),
    erasePart: (order, ...rest) => connector.erasePart({ ...order, map: keyed(order.map) }, ...rest),
    partSeen: (order, ...rest) => connector.partSeen({ ...order, map: keyed(order.map) }, ...rest),
    verify: (order) => connector.verify({ ...order, map: keyed(order.map) }),
    correct: (order, beforeCommit) => connector.correct({ ...order, map: keyed(order.map) }, beforeCommit),
    verifyCorrection: (order) => connector.verifyCorrection({ ...order, map: keyed(order.map) }),
    outcomeOf: (transactionId) => connector.outcomeOf(transactionId),
    close: () => connector.close(),
  }
}
