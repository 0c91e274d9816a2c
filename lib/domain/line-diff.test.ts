import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffLines, hunksOf } from './line-diff'

const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 30 })

test('what is not new is the text before, what is not gone the text after', () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const diff = diffLines(before, after)
      expect(diff.filter(({ kind }) => kind !== 'new').map(({ text }) => text)).toEqual(before)
      expect(diff.filter(({ kind }) => kind !== 'gone').map(({ text }) => text)).toEqual(after)
    }),
  )
})

test('a line that moved in between is one new line, not a text replaced whole', () => {
  const marks = diffLines(['a', 'b', 'c'], ['a', 'x', 'b', 'c']).map(({ kind }) => kind)
  expect(marks).toEqual(['same', 'new', 'same', 'same'])
})

test('hunks show three lines around a change and count the rest', () => {
  const before = Array.from({ length: 20 }, (_, index) => `line ${index}`)
  const after = before.with(10, 'changed')
  const hunks = hunksOf(diffLines(before, after))
  expect(hunks.map(({ skipped, lines: shown }) => [skipped, shown.length])).toEqual([
    [7, 8],
    [6, 0],
  ])
  expect(hunksOf(diffLines(before, before))).toEqual([])
})

test('every line is shown or counted', () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const diff = diffLines(before, after)
      const hunks = hunksOf(diff)
      const told = hunks.reduce((sum, hunk) => sum + hunk.skipped + hunk.lines.length, 0)
      expect(told).toBe(hunks.length > 0 ? diff.length : 0)
    }),
  )
})
