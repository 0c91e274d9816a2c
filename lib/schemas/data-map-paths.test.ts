import { describe, expect, it } from 'vitest'
import type { MapField } from '../domain/data-map/types'
import * as shop from '../domain/plan/invoicing-fixture'
import { parseDataMap, renderDataMap } from './data-map'

const mistakes = (text: string) => {
  const read = parseDataMap(text)
  return read.ok ? [] : read.mistakes
}

function ticketWith(body: MapField) {
  const map = shop.map()
  const ticket = map.datasets.find(({ key }) => key === 'ticket')
  if (!ticket) throw new Error('no ticket')
  ticket.fields.body = body
  return map
}

describe('paths of a JSON column', () => {
  it.each([
    ["'$.a[0]': {}", '“$.a[0]” does not fit here.', 'Write a path of members and [*]'],
    ["'$.a': { onErasure: drop }", '“drop” does not fit here.', 'clear, keep'],
    ["'$.a': { withheld: x }", '“withheld” is not known here.', 'Known here'],
    ["'$.a': {}, '$.a.b': {}", '“$.a.b” leads through another path', 'Name each part of the document once.'],
    ["'$.a': { onErasure: { replace: 'x-{id}' } }", 'A part of a document takes a fixed text.', 'Leave {id} out.'],
  ])('%s: the line, what is wrong, what to write', (paths, message, instead) => {
    const valid = renderDataMap(shop.map())
    const at = valid.search(/body:\n +category: free-text\n/)
    const text = valid.replace(/body:\n +category: free-text\n/, `body: { category: free-text, paths: { ${paths} } }\n`)
    const found = mistakes(text).find((mistake) => mistake.message.startsWith(message))
    const line = valid.slice(0, at).split('\n').length
    expect(found).toMatchObject({ instead: expect.stringContaining(instead), line })
  })

  it('are read as they were rendered', () => {
    const paths = { '$.contact.email': { category: 'contact', onErasure: 'clear' }, '$.items[*].note': {} } as const
    const map = ticketWith({ category: 'free-text', onErasure: 'keep', paths })
    expect(parseDataMap(renderDataMap(map))).toEqual({ ok: true, map })
  })

  it('are not none, and their document is not replaced whole', () => {
    expect(mistakes(renderDataMap(ticketWith({ category: 'free-text', paths: {} })))).toHaveLength(1)
    const replaced = ticketWith({ category: 'free-text', onErasure: { replace: 'x' }, paths: { '$.a': {} } })
    expect(mistakes(renderDataMap(replaced)).map(({ message }) => message)).toEqual([
      'A document whose paths are named cannot be replaced as a whole.',
    ])
  })
})
