import { evidenceDigest } from '../platform/keys'

/** Two values are equal where these are: places agree, and evidence says so, without the value. */
export const valueDigest = (value: string | null): string | null =>
  value === null ? null : evidenceDigest(`datum:${value}`)

/** In `correction_place.digest`, which is never empty. */
export const storedDigest = (value: string | null): string => valueDigest(value) ?? 'none'
