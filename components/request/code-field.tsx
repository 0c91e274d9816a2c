import { TextField } from '@/components/ui/text-field'

/** Six digits from a mail; phones and browsers offer to fill it in. */
export function CodeField({ label, error }: { label: string; error?: string }) {
  return (
    <TextField
      name="code"
      label={label}
      error={error}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={12}
      spellCheck={false}
      className="max-w-44 text-xl tracking-[0.2em] tabular-nums"
    />
  )
}
