// Apart from public-actor.ts, which needs Next: the command line and tests have no request to look into.
import type { PublicActor } from '../domain/actor'
import { networkOf } from '../domain/request/network'
import { env } from '../platform/env'
import { blindIndex } from '../platform/keys'

/** From the header alone. `network` is empty where nobody trusted says it. */
export function publicActorOf(forwardedFor: string | null): PublicActor {
  const network = networkOf(forwardedFor, env().HABEAS_TRUSTED_PROXIES)
  return { kind: 'public', network: network === null ? '' : blindIndex('network', network) } as PublicActor
}
