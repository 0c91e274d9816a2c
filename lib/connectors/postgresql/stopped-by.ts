import { ConnectorUnavailable } from '../connector'
import { refused, Stop, type Stopped } from '../sql/erasure-stop'
import { NotInCatalogue } from '../sql/structure'
import { isConnectionLoss, sqlStateOf } from './failure'

/** By SQLSTATE; the server's text would quote the row. Null: a fault of our own, which is thrown. */
export function stoppedBy(error: unknown, dataset?: string): Stopped | null {
  if (error instanceof Stop) return error.result
  if (error instanceof ConnectorUnavailable || isConnectionLoss(error))
    return { status: 'unavailable', problem: 'unreachable' }
  if (error instanceof NotInCatalogue) return refused('schema-changed', dataset)
  const state = sqlStateOf(error)
  if (!state) return null
  if (state === '40P01') return { status: 'unavailable', problem: 'deadlock' }
  if (state === '55P03') return { status: 'unavailable', problem: 'lock-timeout' }
  if (state === '57014') return { status: 'unavailable', problem: 'statement-timeout' }
  if (state.startsWith('53')) return { status: 'unavailable', problem: 'unreachable' }
  if (state === '42501' || state === '25006') return refused('no-right', dataset)
  if (state.startsWith('40')) return refused('rows-changed', dataset)
  if (/^(22|23|27|44|P0|428C9|0A000|55000)/.test(state)) return refused('constraint', dataset)
  return state.startsWith('42') || state === '3F000' ? refused('schema-changed', dataset) : null
}
