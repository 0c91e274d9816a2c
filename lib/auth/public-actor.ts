// Anybody on the public site. The network address is believed only where the web process itself (bin/run/peer-address.mjs)
// or a trusted proxy wrote it.
import { headers } from 'next/headers'
import type { PublicActor } from '../domain/actor'
import { publicActorOf } from './mint-public'

export { publicActorOf }

export async function publicActor(): Promise<PublicActor> {
  return publicActorOf((await headers()).get('x-forwarded-for'))
}
