import type { ComponentType } from 'react'

/**
 * For a part whose scripts could not be fetched: what the server rendered stays as it is, and is still part of the form.
 * React leaves alone what stands in an element whose markup is set by hand.
 */
function AsServed() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: nothing is set; the server's own markup is left in place
  return <section suppressHydrationWarning dangerouslySetInnerHTML={{ __html: '' }} />
}

/** What `lazy` takes: the part, or in its place what stands there already. */
export const orAsServed = <Props,>(part: Promise<ComponentType<Props>>): Promise<{ default: ComponentType<Props> }> =>
  part.then(
    (loaded) => ({ default: loaded }),
    () => ({ default: AsServed }),
  )
