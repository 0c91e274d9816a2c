/** Of one wish, once somebody asked for them. `places`: what stands there now, by place. */
export type WishValues = {
  wanted: string
  present: string | null
  adapted: string | null
  reason: string | null
  places: Record<string, string | null>
}
