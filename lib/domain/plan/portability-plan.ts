// What leaves with a person (Art. 20), what does not and why, to whom, and who has to accept it first.
import type { PlanBlock } from './types'

/** Why something is not portable. Art. 20(1)(a): consent or contract; (1): provided or observed; (4): others' rights. */
export type NotPortable =
  | 'legal-basis'
  | 'inferred'
  | 'assigned'
  | 'obtained'
  | 'names-others'
  | 'withheld'
  /** Left out by a colleague's decision, with a reason of their own. */
  | 'excluded'
  /** Held for a client: handed over with its acceptance alone (Art. 28). */
  | 'client'
  /** The controller refused that it leaves. */
  | 'not-accepted'

export type PortableDataset = {
  dataset: string
  system: string
  rows: number
  digest: string
  /** In the order of the map. */
  fields: string[]
}
/** `field` null: the whole dataset. */
export type LeftBehind = { dataset: string; field: string | null; why: NotPortable; reason?: string }

/** Who has to accept before anything leaves, and for which datasets. */
export type NeededAcceptance = { controller: string; why: 'outside-eea' | 'client'; datasets: string[] }

export type PortabilityDestination =
  | { to: 'person' }
  /** Another controller, for whom nobody has set up a receiver yet. */
  | { to: 'controller' }
  /** A receiver set up at the desk, as it was when the plan was drawn. */
  | { to: 'receiver'; receiver: string; receiverVersion: number; country: string; adequacy: string }

export type PortabilityPlan = {
  format: 'habeas-plan/1'
  right: 'portability'
  requestId: string
  today: string
  mapVersion: number
  destination: PortabilityDestination
  datasets: PortableDataset[]
  left: LeftBehind[]
  acceptances: NeededAcceptance[]
  forwarded: { dataset: string; controller: string; rows: number }[]
  /** Never: what no connector reaches is no automated processing. */
  byHand?: string[]
  blocks: PlanBlock[]
  warnings: PlanBlock[]
  totals: { rows: number }
}
