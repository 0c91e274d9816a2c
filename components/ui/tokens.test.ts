import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync('app/tokens.css', 'utf8')
const pairs = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map((m) => [m[1], [m[2], m[3]]]),
)

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

// WCAG 2.2 §1.4.3
function contrast(a: string, b: string): number {
  const [hi = 0, lo = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (hi + 0.05) / (lo + 0.05)
}

const grounds = ['paper', 'sheet', 'sunk']
const text = ['ink', 'soft', 'action', 'seal', 'amber', 'verified'].flatMap((ink) =>
  grounds.map((on) => [ink, on, 4.5]),
)
const filled = [
  ['on-action', 'action', 4.5],
  ['on-action', 'action-strong', 4.5],
  ['on-seal', 'seal-fill', 4.5],
  ['on-seal', 'seal-strong', 4.5],
  ['on-amber', 'amber-fill', 4.5],
  ['ink', 'action-wash', 4.5],
  ['soft', 'action-wash', 4.5],
  ['seal', 'seal-wash', 4.5],
  ['amber', 'amber-wash', 4.5],
  ['verified', 'verified-wash', 4.5],
]
// WCAG 2.2 §1.4.11: the outline of a control and the focus ring
const outlines = ['rule-strong', 'focus'].flatMap((line) => grounds.map((on) => [line, on, 3]))

test.each([...text, ...filled, ...outlines] as [string, string, number][])(
  '%s on %s reaches %d : 1',
  (ink, on, least) => {
    for (const theme of [0, 1] as const) {
      const [a, b] = [pairs.get(ink)?.[theme], pairs.get(on)?.[theme]]
      if (!a || !b) throw new Error(`no token ${a ? on : ink}`)
      expect(contrast(a, b), theme === 0 ? 'light' : 'dark').toBeGreaterThanOrEqual(least)
    }
  },
)
