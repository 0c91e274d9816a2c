import { describe, expect, it } from 'vitest'
import type { Cell } from './cell'
import { csvCell } from './cell'
import { dataForms } from './row-forms'

const names = ['at', '1', 'a"b']
const texts = [
  '',
  'plain',
  'é ü \u2028',
  '=1+1',
  '-5',
  '\uff1dx',
  '\u007f',
  '😀',
  "'x",
  ',',
  'a"b',
  'a\\b',
  'tab\tx',
  '\0',
  'a\r\nb',
]
const values: Cell[] = [null, -5, 5, 1.5, true, false, ...texts]

describe('the forms of a row', () => {
  it.each(values)('say %j as JSON and as a table do, whether it needs escaping or not', (value) => {
    const row = [value, 'plain', value]
    const { csv, json } = dataForms(names)([row])
    expect(JSON.parse(json)).toEqual({ at: value, 1: 'plain', 'a"b': value })
    expect(json).toBe(`{"at":${JSON.stringify(value)},"1":"plain","a\\"b":${JSON.stringify(value)}}`)
    expect(csv).toBe(`${row.map(csvCell).join(',')}\r\n`)
  })

  it('stand one after another', () => {
    const { csv, json } = dataForms(['a'])([[1], ['x'], [null]])
    expect(csv).toBe('"1"\r\n"x"\r\n\r\n')
    expect(JSON.parse(`[${json}]`)).toEqual([{ a: 1 }, { a: 'x' }, { a: null }])
  })
})
