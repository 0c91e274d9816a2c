import { ConnectorUnavailable, type ErasureResult } from '../connector'
import { refused, Stop, type Stopped } from '../sql/erasure-stop'
import { NotInCatalogue } from '../sql/structure'
import { classOf, errorNumberOf, type FailureClass, isConnectionLoss } from './failure'

const unavailable = (problem: Extract<ErasureResult, { status: 'unavailable' }>['problem']): Stopped => ({
  status: 'unavailable',
  problem,
})

const results: Record<FailureClass, (dataset?: string) => Stopped> = {
  lockTimeout: () => unavailable('lock-timeout'),
  deadlock: () => unavailable('deadlock'),
  statementTimeout: () => unavailable('statement-timeout'),
  full: () => unavailable('unreachable'),
  changed: (dataset) => refused('rows-changed', dataset),
  noRight: (dataset) => refused('no-right', dataset),
  constraint: (dataset) => refused('constraint', dataset),
  structure: (dataset) => refused('schema-changed', dataset),
}

/** By the error's number; the server's text would quote the row. Null: a fault of our own, which is thrown. */
export function stoppedBy(error: unknown, dataset?: string): Stopped | null {
  if (error instanceof Stop) return error.result
  if (error instanceof ConnectorUnavailable || isConnectionLoss(error)) return unavailable('unreachable')
  if (error instanceof NotInCatalogue) return refused('schema-changed', dataset)
  const found = classOf(errorNumberOf(error))
  return found ? results[found](dataset) : null
}
