import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import * as shop from '../domain/plan/invoicing-fixture'
import { parseDataMap, renderDataMap } from './data-map'
import { dataMapJsonSchema } from './data-map-json-schema'

const valid = renderDataMap(shop.map())

/** The text with one line changed; the line's number. */
function written(from: string | RegExp, to: string): { text: string; line: number } {
  const at = valid.search(from)
  if (at < 0) throw new Error(`no ${from}`)
  return { text: valid.replace(from, to), line: valid.slice(0, at).split('\n').length }
}

function mistakes(text: string | Uint8Array) {
  const read = parseDataMap(text)
  return read.ok ? [] : read.mistakes
}

describe('parseDataMap', () => {
  it('reads what it rendered', () => {
    expect(parseDataMap(valid)).toEqual({ ok: true, map: shop.map() })
  })

  it('reads the sample company’s map', () => {
    const text = readFileSync(join(import.meta.dirname, '../../sample/company/data-map.yaml'))
    expect(mistakes(text)).toEqual([])
  })

  it.each([
    [
      'an unknown key',
      /legalBasis: contract/,
      'legalBases: contract',
      '“legalBases” is not known here.',
      'Did you mean “legalBasis”?',
    ],
    [
      'a wrong word',
      /category: identity/,
      'category: identiy',
      '“identiy” does not fit here.',
      'Did you mean “identity”? Write one of identity',
    ],
    ['a number for a text', /name: Shop/, 'name: 12', '“12” does not fit here.', "Write it in quotes: '12'."],
    [
      'a missing controller',
      /controller: firm/,
      'controller: frim',
      'There is no controller “frim”.',
      'Did you mean “firm”?',
    ],
    ['a link to nowhere', /to: customer/, 'to: client', 'There is no dataset “client”.', 'Write one of customer'],
    [
      'a field that does not exist',
      /date: issued_on/,
      'date: issued_no',
      '“issued_no” is not among the fields.',
      'Did you mean “issued_on”?',
    ],
    [
      'a time zone',
      /timeZone: Europe\/Paris/,
      'timeZone: Europe/Pariss',
      'There is no time zone “Europe/Pariss”.',
      'Did you mean “Europe/Paris”?',
    ],
    ['a country', /country: FR/, 'country: UK', '“UK” is no country code.', 'Write GB.'],
    [
      'a role that contradicts the relation',
      /role: processor/,
      'role: controller',
      '“client” is a client.',
      'Write role: processor.',
    ],
    [
      'a table twice',
      /table: shop.ticket/,
      'table: shop.line',
      'The table shop.line stands in the map twice.',
      'Keep it in one place.',
    ],
    ['a key twice', /key: ticket/, 'key: line', 'The key “line” stands here twice.', 'Give this one another key.'],
    [
      'a part of nothing',
      /partOf: invoice/,
      'partOf: ticket',
      '“ticket” is no document of its own.',
      'Name the dataset with type',
    ],
    [
      'an erasure of the wrong shape',
      /replace: erased/,
      'replaced: erased',
      '“replaced” is not known here.',
      'Did you mean “replace”?',
    ],
    [
      'a table without schema',
      /table: shop.visit/,
      'table: visit',
      '“visit” does not fit here.',
      'Write schema.table as the database stores it',
    ],
  ])('%s: the line, what is wrong, what to write', (_, from, to, message, instead) => {
    const { text, line } = written(from, to)
    const found = mistakes(text).find((mistake) => mistake.message === message)
    expect(found).toMatchObject({ message, instead: expect.stringContaining(instead) })
    expect(found?.line).toBe(line)
  })

  it.each([
    ['infers: folow', '“folow” does not fit here.', 'Did you mean “follow”?'],
    ['form: md4', '“md4” does not fit here.', 'md5'],
    ['form: { hmca: old }', '“hmca” is not known here.', 'hmac'],
    ['infers: follow, form: md5', '“email” holds a digest: no value can be read from it.', 'Leave infers out.'],
  ])('how a field identifies: %s', (more, message, instead) => {
    const { text, line } = written(
      /- identifier: email\n +field: email\n/,
      `- { identifier: email, field: email, ${more} }\n`,
    )
    const found = mistakes(text).find((mistake) => mistake.message === message)
    expect(found).toMatchObject({ message, instead: expect.stringContaining(instead), line })
  })

  it('a free text leads nowhere', () => {
    const map = shop.map()
    const [first] = map.datasets.filter((dataset) => dataset.identifiedBy?.some(({ field }) => field === 'email'))
    if (!first) throw new Error('no dataset with an e-mail')
    first.identifiedBy = [{ identifier: 'email', field: 'email', infers: 'ask' }]
    first.fields.email = { category: 'free-text' }
    expect(mistakes(renderDataMap(map)).map((mistake) => mistake.message)).toEqual([
      '“email” is a free text: what stands in it may be anybody’s.',
    ])
  })

  it('finds every mistake, those of references beside those of form', () => {
    const text = valid.replace('category: identity', 'category: identiy').replace('to: invoice', 'to: invoise')
    expect(mistakes(text).map(({ message }) => message)).toEqual([
      '“identiy” does not fit here.',
      'Nothing leads from a person to this dataset.',
      'There is no dataset “invoise”.',
      'No link leads to “invoice”.',
    ])
  })

  it('says what is missing and where', () => {
    const { text, line } = written(/\n {4}legalBasis: contract/, '')
    const first = mistakes(text)[0]
    expect(first?.message).toBe('“legalBasis” is missing.')
    expect(first?.instead).toContain('Add “legalBasis:” with one of consent, contract')
    expect(first && first.line < line).toBe(true)
  })

  it.each([
    ['a key written twice', 'format: habeas-data-map/1\nformat: habeas-data-map/1\n', 2, 'This key is written twice'],
    ['a tab', 'organisation:\n\tname: x\n', 2, 'A tab stands'],
    ['two documents', 'a: 1\n---\nb: 2\n', 2, 'several documents'],
    ['nothing', '', 1, 'The file is empty.'],
    ['an unclosed bracket', 'a: [1, 2\nb: 3\n', 1, ''],
    ['a damaged character', 'name: caf\uFFFD\n', 1, 'damaged'],
    ['an own tag', 'a: !!js/function "x"\n', 1, 'Tags beginning with !'],
    ['a bomb of aliases', bomb(), 1, 'repeats itself through aliases'],
    ['a bomb of brackets', `a: ${'['.repeat(20_000)}`, 1, ''],
    ['a list for a map', '- a\n', 1, 'A list does not fit here.'],
    ['3 MB', `a: ${'x'.repeat(3_000_000)}`, 1, 'larger than 2 MB'],
  ])('%s', (_, text, line, message) => {
    const [first] = mistakes(text)
    expect(first?.message).toContain(message)
    expect(first?.instead).not.toBe('')
    expect(first?.line).toBeGreaterThanOrEqual(line)
  })

  it('refuses UTF-16 and Latin-1', () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from('format: x', 'utf16le')])
    expect(mistakes(utf16)[0]?.message).toBe('The file is not UTF-8.')
    expect(mistakes(Buffer.from('name: café', 'latin1'))[0]?.message).toBe('The file is not UTF-8.')
  })

  it('takes no key for a prototype', () => {
    expect(mistakes(valid.replace(/\n {6}remark:/, '\n      __proto__:')).length).toBeGreaterThan(0)
  })
})

function bomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
  for (let i = 1; i < 9; i++) lines.push(`a${i}: &a${i} [${Array.from({ length: 9 }, () => `*a${i - 1}`).join(', ')}]`)
  return lines.join('\n')
}

describe('a system that is no database', () => {
  const holding = {
    key: 'files',
    label: { en: 'Files', fr: 'Dossiers' },
    controller: 'firm',
    purposes: [{ en: 'Proof', fr: 'Preuve' }],
    legalBasis: 'contract',
    recipients: [],
    retention: { en: '5 years', fr: '5 ans' },
    categories: ['identity'],
  }
  const task = { key: 'archive', name: 'Archive', kind: 'task', owner: 'ann@firm.example', dueDays: 10 }
  const withTask = (change: object = {}, held: object = {}) => {
    const map = shop.map()
    return { ...map, systems: [...map.systems, { ...task, holdings: [{ ...holding, ...held }], ...change }] }
  }

  it('reads as it was written, and names no table', () => {
    const text = stringify(withTask(), { aliasDuplicateObjects: false })
    expect(mistakes(text)).toEqual([])
    const read = parseDataMap(text)
    expect(read.ok && read.map.systems.at(-1)).toEqual({ ...task, holdings: [holding] })
  })

  it.each([
    ['an owner without an address', withTask({ owner: 'Ann' }), '“Ann” does not fit here.'],
    ['days without an end', withTask({ dueDays: 90 }), '“90” does not fit here.'],
    ['a kind that is no kind', withTask({ kind: 'paper' }), '“paper” does not fit here.'],
    ['a controller that nobody declared', withTask({}, { controller: 'frim' }), 'There is no controller “frim”.'],
    ['nothing held', withTask({ holdings: undefined }), '“holdings” is missing.'],
  ])('%s is a mistake with its line', (_, map, message) => {
    const found = mistakes(stringify(map))
    expect(found.map((mistake) => mistake.message)).toContain(message)
    expect(found.every(({ line }) => line > 0)).toBe(true)
  })

  it('a table cannot stand in it', () => {
    const map = structuredClone(withTask())
    Object.assign(map.datasets[0] ?? {}, { system: 'archive' })
    expect(mistakes(stringify(map)).map(({ message }) => message)).toContain(
      '“archive” is no database: a colleague looks there.',
    )
  })
})

describe('what a person may have corrected', () => {
  const datum = { key: 'phone', label: { en: 'Phone', fr: 'Téléphone' }, input: 'phone' }
  const marked = (field: string, named: string, data: object[] = [datum]) => {
    const map = structuredClone(shop.map())
    const dataset = map.datasets.find(({ fields }) => Object.hasOwn(fields, field))
    Object.assign(dataset?.fields[field] ?? {}, { datum: named })
    return { ...map, data }
  }

  it('is named by the fields that hold it', () => {
    expect(mistakes(stringify(marked('phone', 'phone'), { aliasDuplicateObjects: false }))).toEqual([])
  })

  it('is named with its term on a document: a rule could not know it otherwise, and an issued one would be edited', () => {
    const map = marked('phone', 'phone')
    const [customer, invoice] = ['customer', 'invoice'].map((key) => map.datasets.find((one) => one.key === key))
    Object.assign(customer?.fields.phone ?? {}, { term: 'postal-address' })
    const messages = () => mistakes(stringify(map, { aliasDuplicateObjects: false })).map(({ message }) => message)
    expect(messages()).toEqual([])
    Object.assign(invoice?.fields.phone ?? {}, { datum: 'phone' })
    expect(messages()).toEqual(['“phone” is a postal-address elsewhere; on this document nothing says so.'])
  })

  it.each([
    ['a datum that nobody declared', marked('phone', 'fone'), 'There is no datum “fone”.'],
    ['a datum in a text', marked('body', 'phone'), 'No single datum stands in a text or a document.'],
    ['a datum declared twice', marked('phone', 'phone', [datum, datum]), 'The key “phone” stands here twice.'],
    ['an input of no kind', marked('phone', 'phone', [{ ...datum, input: 'fax' }]), '“fax” does not fit here.'],
  ])('%s is a mistake with its line', (_, map, message) => {
    const found = mistakes(stringify(map, { aliasDuplicateObjects: false }))
    expect(found.map((mistake) => mistake.message)).toContain(message)
    expect(found.every(({ line }) => line > 0)).toBe(true)
  })
})

describe('what else cannot stay unsaid', () => {
  it.each([
    [
      'a dataset that nobody is found in',
      (map: ReturnType<typeof shop.map>) => delete map.datasets[3]?.links,
      'Nothing leads from a person to this dataset.',
    ],
    [
      'rows that stay with nothing to clear',
      (map) =>
        Object.assign(map.datasets[3] ?? {}, { erasure: 'clear', fields: { customer_id: { category: 'reference' } } }),
      'The rows stay, and nothing in them is cleared.',
    ],
    [
      'a link of unequal columns',
      (map) => Object.assign(map.datasets[3]?.links?.[0] ?? {}, { toFields: ['id', 'name'] }),
      'A link pairs fields with toFields, one to one.',
    ],
    [
      'a close that no year has',
      (map) => Object.assign(map.controllers[0] ?? {}, { financialYearClose: '--02-30' }),
      'No year has the day --02-30.',
    ],
  ] as [string, (map: ReturnType<typeof shop.map>) => unknown, string][])('%s', (_, change, message) => {
    const map = shop.map()
    change(map)
    expect(mistakes(stringify(map)).map((mistake) => mistake.message)).toContain(message)
  })
})

it('the published JSON Schema is up to date (vitest -u writes it)', async () => {
  const json = `${JSON.stringify(dataMapJsonSchema(), null, 2)}\n`
  await expect(json).toMatchFileSnapshot('../../public/schemas/habeas-data-map-1.json')
})
