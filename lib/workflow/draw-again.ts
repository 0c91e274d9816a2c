import type { Transaction } from '../platform/db/client'
import { enqueue } from '../platform/queue'
import type { Say, SeenItem } from './commit-item'
import { moveItem } from './commit-item'
import { returnToSearch } from './discover-data'
import type { RequestCase } from './load-case'

type Item = RequestCase['items'][number] & SeenItem

/**
 * Within `commit`: what a draft was drawn from has changed. A plan goes back to the search; a search under way loses its
 * commit, since it may have read what no longer stands, and is asked for again.
 */
export async function drawAgain(tx: Transaction, say: Say, requestId: string, item: Item): Promise<void> {
  if (item.status === 'planned' || item.status === 'prepared') return returnToSearch(tx, say, requestId, [item])
  if (item.status !== 'discovering') return
  await moveItem(tx, item, { status: 'discovering' })
  await enqueue(tx, 'discover-data', { requestId })
}
