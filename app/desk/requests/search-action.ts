'use server'

import { redirect } from 'next/navigation'
import { requireStaff } from '@/lib/auth/staff-session'
import { type InboxAddress, inboxHref, readInboxQuery } from '@/lib/queries/desk-inbox-query'
import { searchPart } from '@/lib/queries/desk-search'

/** The text becomes digests here; only they go into the address. A search leaves the view's filters behind. */
export async function searchAction(form: FormData): Promise<void> {
  const actor = await requireStaff()
  const [text, kept] = [form.get('text'), form.get('kept')]
  const address: InboxAddress = typeof kept === 'string' ? Object.fromEntries(new URLSearchParams(kept)) : {}
  const { sort, right } = readInboxQuery(address)
  const part = typeof text === 'string' ? searchPart(actor, text) : {}
  redirect(inboxHref({ ...readInboxQuery({}), ...(sort ? { sort } : {}), ...(right ? { right } : {}) }, part))
}
