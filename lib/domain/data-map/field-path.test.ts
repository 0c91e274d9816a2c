import { describe, expect, it } from 'vitest'
import { fieldNamed, fieldPathPattern, stepsOf, treeOf } from './field-path'

describe('paths of a document', () => {
  it.each([
    ['$.contact.email', ['contact', 'email']],
    ['$.items[*].note', ['items', null, 'note']],
    ['$[*][*].é-1', [null, null, 'é-1']],
  ])('%s', (path, steps) => expect(stepsOf(path)).toEqual(steps))

  it.each(['$', 'a.b', '$.a[0]', '$..a', '$.*', '$.a b', "$['a']", '$.1', '$.a.', '$."a"'])('%s is none', (path) => {
    expect(fieldPathPattern.test(path)).toBe(false)
    expect(() => stepsOf(path)).toThrow()
  })

  it.each([
    ['$.a', '$.a.b'],
    ['$.a', '$.a'],
    ['$.a[*].b', '$.a.b'],
    ['$.a[*]', '$.a[*].b'],
  ])('%s and %s lead through each other', (...paths) => {
    expect(treeOf(paths.map((path) => ({ steps: stepsOf(path), leaf: path })))).toBeNull()
  })

  it('a part is found by the name that a plan gives it', () => {
    const fields = { doc: { category: 'contact', paths: { '$.a': { term: 'amount' } } } } as const
    expect(fieldNamed(fields, 'doc $.a')).toEqual({ category: 'contact', term: 'amount' })
    expect(fieldNamed(fields, 'doc $.b')).toBeUndefined()
    expect(fieldNamed(fields, 'toString')).toBeUndefined()
  })
})
