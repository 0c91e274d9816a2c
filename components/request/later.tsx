'use client'

import { lazy } from 'react'

// What stands behind the code loads with the page that the code opens, not with the door.
export const WishFormLater = lazy(() => import('./wish-form').then(({ WishForm }) => ({ default: WishForm })))
