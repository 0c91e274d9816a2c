'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useTransition } from 'react'

const EVERY = 2000
const PATIENCE = 5

/**
 * Renews the page while something runs, and only when something changed; ends when nothing runs any more. Without
 * scripts the page shows the same after a reload.
 */
export function LiveProgress({ href, stamp }: { href: string; stamp: string }) {
  const router = useRouter()
  const [renewing, startRenewing] = useTransition()
  useEffect(() => {
    // One renewal at a time: on a slow line they would hold up each other, and whatever the reader does meanwhile.
    if (renewing) return
    let failures = 0
    let asking = false
    const timer = setInterval(async () => {
      if (document.hidden || asking) return
      asking = true
      try {
        const answer = await fetch(href, { headers: { accept: 'application/json' }, redirect: 'error' })
        if (!answer.ok) throw new Error(String(answer.status))
        failures = 0
        const now: { stamp: string; running: boolean } = await answer.json()
        // The new page brings a new stamp, or no watcher at all.
        if (now.stamp !== stamp || !now.running) startRenewing(() => router.refresh())
      } catch {
        // A server that restarts answers again; a session that ended does not.
        failures += 1
        if (failures >= PATIENCE) clearInterval(timer)
      } finally {
        asking = false
      }
    }, EVERY)
    return () => clearInterval(timer)
  }, [href, stamp, router, renewing])
  return null
}
