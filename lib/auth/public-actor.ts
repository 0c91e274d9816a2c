// Anybody on the public site. The network address is believed only where our own proxies wrote it; Next hands a page no
// socket address, so without a trusted proxy all visitors share one (wide) bucket of the rate limits.
import { headers } from 'next/headers'
import type { PublicActor } from '../domain/actor'
import { networkOf } from '../domain/request/network'
import { env } from '../platform/env'
import { blindIndex } from '../platform/keys'

export async function publicActor(): Promise<PublicActor> {
  return publicActorOf((await headers()).get('x-forwarded-for'))
}

/** From the header alone, for route handlers and tests. `network` is empty where nobody trusted says it. */
export function publicActorOf(forwardedFor: string | null): PublicActor {
  const network = networkOf(forwardedFor, env().HABEAS_TRUSTED_PROXIES)
  return { kind: 'public', network: network === null ? '' : blindIndex('network', network) } as PublicActor
}
