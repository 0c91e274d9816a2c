/** First stop of the keyboard: past everything that repeats. The page's main has id="main". */
export function SkipLink({ children }: { children: string }) {
  return (
    <a
      href="#main"
      className="sr-only rounded-md bg-action font-medium text-on-action focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:px-4 focus:py-3"
    >
      {children}
    </a>
  )
}
