import type pg from 'pg'
import type { Conversation } from '../sql/conversation'
import { fewRowsOfEach, streamed } from './read'
import { affectedBy, rowsOf, rowsOfEach } from './statement'

/** The transaction of this connection, as the engine-independent part speaks with it. */
export const conversation = (client: pg.ClientBase): Conversation => ({
  queues: true,
  rows: (fragment) => rowsOf(client, fragment),
  rowsOfEach: (fragments) => rowsOfEach(client, fragments),
  affected: (fragment) => affectedBy(client, fragment),
  fewRowsOfEach: (fragments) => fewRowsOfEach(client, fragments),
  stream: (fragment) => streamed(client, fragment),
})
