import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

// tailwind-merge knows Tailwind's own names only; ours (text-desk, h-control) would be dropped as colours or left doubled.
const merge = extendTailwindMerge({
  extend: { theme: { text: ['desk'], spacing: ['control', 'row'], container: ['measure', 'public'] } },
})

/** Joins class names; later Tailwind classes win over earlier ones of the same kind. */
export function cn(...parts: ClassValue[]): string {
  return merge(clsx(parts))
}
