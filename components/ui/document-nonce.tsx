'use client'

import { setNonce } from 'get-nonce'

// Dialogs lock scrolling by a style element, which the content security policy admits by nonce only. The document's own
// nonce stays valid across client navigations; those of later responses do not apply to it.
if (typeof document !== 'undefined') {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce
  if (nonce) setNonce(nonce)
}

export function DocumentNonce() {
  return null
}
