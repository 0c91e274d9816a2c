/** A story that is refused is a fault of the story. */
export function must<T extends { ok: boolean }>(outcome: T): Extract<T, { ok: true }> {
  if (!outcome.ok) throw new Error(`the story was refused: ${JSON.stringify(outcome)}`)
  return outcome as Extract<T, { ok: true }>
}
