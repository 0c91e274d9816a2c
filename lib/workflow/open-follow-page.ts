import type { PublicActor } from '../domain/actor'
import type { LinkPurpose } from '../domain/letters/link-path'
import { type Outcome, refuse } from '../domain/outcome'
import { db } from '../platform/db/client'
import { findLink } from './issue-link'

export type OpenLink = { linkId: string; requestId: string }

/** Whether a follow link works. It spends nothing and tells nothing else: a scanner of the mail opens it too. */
export const openFollowPage = (
  actor: PublicActor,
  { token }: { token: string },
): Promise<Outcome<OpenLink, 'link-gone'>> => openLink(actor, { token, purpose: 'follow' })

/** The same for the links that a POST spends (confirm, on-file, not-me). */
export async function openLink(
  _actor: PublicActor,
  { token, purpose }: { token: string; purpose: LinkPurpose },
): Promise<Outcome<OpenLink, 'link-gone'>> {
  const link = await findLink(db, purpose, token)
  return link ? { ok: true, linkId: link.id, requestId: link.requestId } : refuse('link-gone')
}
