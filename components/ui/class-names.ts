import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

// tailwind-merge knows Tailwind's own names only; ours (text-desk, h-control) would be dropped as colours or left doubled.
const merge = extendTailwindMerge({
  extend: { theme: { text: ['desk'], spacing: ['control', 'row'], container: ['measure', 'public'] } },
})

/**
 * Joins class names; later Tailwind classes win over earlier ones of the same kind. For the server's components: it is
 * 8 kB of script, so what public pages load in the browser joins with clsx, and its defaults that a caller may change
 * stand in the components layer of app/globals.css, which every utility class wins over.
 */
export function cn(...parts: ClassValue[]): string {
  return merge(clsx(parts))
}
