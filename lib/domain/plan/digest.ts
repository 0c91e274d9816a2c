/**
 * XOR of 64-bit digests in hexadecimal: 16 lower-case digits whatever the order and the padding of the parts, so that
 * the planner and a connector that recomputes a group's digest in SQL arrive at the same text.
 */
export function xorDigests(digests: readonly string[]): string {
  let sum = 0n
  for (const digest of digests) sum ^= digest === '' ? 0n : BigInt(`0x${digest}`)
  return sum.toString(16).padStart(16, '0')
}
