import type { Right } from './rights'
import type { RequestStatus } from './status'

/** A request as a line of the inbox: what the query answers is what the table shows. */
export type InboxRow = {
  id: string
  reference: string
  status: RequestStatus
  identityWaits: boolean
  rights: Right[]
  /** Null where the reader may not see it, or where the key was destroyed at the end of retention. */
  person: string | null
  receivedOn: string
  dueOn: string
  daysLeft: number
  assignee: string | null
}
