/** What the data map calls systems, datasets and fields, in the reader's language. */
export type Labels = {
  systems: Record<string, string>
  datasets: Record<string, { label: string; fields: Record<string, string> }>
}
