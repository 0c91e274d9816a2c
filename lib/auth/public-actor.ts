// Anybody on the public site. The network address is believed only where our own proxies wrote it; Next hands a page no
// socket address, so without a trusted proxy all visitors share one (wide) bucket of the rate limits.
import { headers } from 'next/headers'
import type { PublicActor } from '../domain/actor'
import { publicActorOf } from './mint-public'

export { publicActorOf }

export async function publicActor(): Promise<PublicActor> {
  return publicActorOf((await headers()).get('x-forwarded-for'))
}
