import { Count } from '@/components/ui/figures'

/** A system's line in a column, with the sum of what stands below it. */
export function SystemHead({ name, rows }: { name: string; rows: number }) {
  return (
    <p className="flex justify-between gap-4 border-rule-strong border-b pb-1 text-sm text-soft">
      <span>{name}</span>
      <Count value={rows} className="tabular-nums" />
    </p>
  )
}
