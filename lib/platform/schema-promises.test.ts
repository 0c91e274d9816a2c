// Maxim 16: every model says whether it holds personal data and for how long; silence fails here.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const FOLDER = path.join(import.meta.dirname, '../../prisma')
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.prisma'))
const models = files.flatMap((file) => {
  const text = readFileSync(path.join(FOLDER, file), 'utf8')
  return [...text.matchAll(/((?:^\/\/\/.*\n)*)^model (\w+) \{/gm)].map(([, said = '', name = '']) => ({ name, said }))
})

test('the schema has models', () => expect(models.length).toBeGreaterThan(15))

test.each(models)('$name says whether it holds personal data, and until when it is kept', ({ said }) => {
  expect(said).toMatch(/Personal data: \S+/)
  expect(said).toMatch(/\b(?:kept|deleted|removed|destroyed)\b/i)
})
