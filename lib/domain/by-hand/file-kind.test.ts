import { expect, it } from 'vitest'
import { fileKindOf } from './file-kind'

const bytes = (text: string) => new TextEncoder().encode(text)

it.each([
  ['a PDF', bytes('%PDF-1.7\n'), 'x.txt', 'pdf'],
  ['a PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0), 'x', 'png'],
  ['a JPEG', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'x', 'jpeg'],
  ['JSON', bytes('{"a": [1]}'), 'x.txt', 'json'],
  ['a table', bytes('name;born\nÉva;1970\n'), 'people.CSV', 'csv'],
  ['a text', bytes('Éva, born 1970'), 'people.pdf', 'txt'],
  ['a program called PDF', Uint8Array.of(0x4d, 0x5a, 0x90, 0, 3), 'invoice.pdf', null],
  ['an archive', bytes('PK\u0003\u0004'), 'x.docx', null],
  ['a page', bytes('  <!doctype html><script>'), 'x.txt', null],
  ['a drawing with scripts', bytes('<svg xmlns="http://www.w3.org/2000/svg">'), 'x.txt', null],
  ['no UTF-8', Uint8Array.of(0xc3, 0x28), 'x.txt', null],
  ['nothing', new Uint8Array(), 'x.txt', null],
] as const)('%s', (_, content, name, kind) => {
  expect(fileKindOf(content, name)).toBe(kind)
})
