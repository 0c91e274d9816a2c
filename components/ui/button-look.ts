// Apart from button.tsx: the pages of errors, which every visitor loads in case, need the look and nothing else of it.
export const buttonBase =
  'inline-flex items-center justify-center gap-2 rounded-md text-center font-medium transition-colors aria-disabled:cursor-default disabled:cursor-not-allowed [&_svg]:size-[1.125em] [&_svg]:shrink-0'
export const primaryLook =
  'min-h-control bg-action px-5 py-1 text-on-action hover:bg-action-strong disabled:bg-rule disabled:text-soft'
export const quietLook =
  'min-h-control border border-rule-strong bg-transparent px-4 py-1 text-ink hover:border-ink hover:bg-sunk disabled:border-rule disabled:text-soft'
