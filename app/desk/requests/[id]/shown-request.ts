import { cache } from 'react'
import { deskRequest } from '@/lib/queries/desk-request'

/** Once a page, for its title and for itself. */
export const shownRequest = cache(deskRequest)
