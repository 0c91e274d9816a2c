import { useLocaleTag } from './date-text'

/** A whole number as the reader's language groups it. */
export function Count({ value, className }: { value: number | bigint; className?: string }) {
  const locale = useLocaleTag()
  return (
    <data value={String(value)} className={className}>
      {new Intl.NumberFormat(locale).format(value)}
    </data>
  )
}
