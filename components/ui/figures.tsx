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

/** An amount in its currency's major unit (12.5 and EUR: €12.50). */
export function Money({ amount, currency, className }: { amount: number; currency: string; className?: string }) {
  const locale = useLocaleTag()
  return (
    <data value={`${amount} ${currency}`} className={className}>
      {new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount)}
    </data>
  )
}
