// Apart from public-actor.ts, which needs Next: the command line and tests have no request to look into.
import type { PublicActor } from '../domain/actor'
import { isOwnNetwork, networkOf } from '../domain/request/network'
import { env } from '../platform/env'
import { blindIndex } from '../platform/keys'

/** Set by bin/run/peer-address.mjs: the last address of the header is that of the connection, written by ourselves. */
const peerIsKnown = () => Symbol.for('habeas.peer-address') in globalThis

/** From the header alone. `network` is empty where nobody trusted says it. */
export function publicActorOf(forwardedFor: string | null): PublicActor {
  const network = peerIsKnown() ? visitorOf(forwardedFor) : null
  return { kind: 'public', network: network === null ? '' : blindIndex('network', network) } as PublicActor
}

/**
 * A connection from our own network is most likely a proxy that HABEAS_TRUSTED_PROXIES does not count yet. All visitors
 * would share its one allowance, so that the first eager one closes the door for everybody: rather nobody is known.
 */
function visitorOf(forwardedFor: string | null): string | null {
  const proxies = env().HABEAS_TRUSTED_PROXIES
  const network = networkOf(forwardedFor, proxies + 1)
  return network !== null && proxies === 0 && isOwnNetwork(network) ? null : network
}
