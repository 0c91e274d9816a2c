'use client'

import { useEffect } from 'react'

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName))

function move(step: number) {
  const links = [...document.querySelectorAll<HTMLElement>('table[data-inbox] tbody th a')]
  const at = links.indexOf(document.activeElement as HTMLElement)
  const next = links[at === -1 ? (step > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + step))]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

/** j and k go down and up the list, Enter opens (it is a link), slash goes to the search. */
export function InboxKeys() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
      if (event.key === 'j') move(1)
      else if (event.key === 'k') move(-1)
      else if (event.key === '/') document.querySelector<HTMLElement>('#search')?.focus()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return null
}
