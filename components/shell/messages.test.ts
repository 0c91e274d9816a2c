import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Texts = { [key: string]: string | Texts }

function flat(texts: Texts, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
  )
}

const read = (locale: string, file: string) =>
  flat(JSON.parse(readFileSync(`messages/${locale}/${file}`, 'utf8')) as Texts)
// A branch of one word (`one {record}`) is no name.
const names = (text: string) =>
  [
    ...new Set([...text.matchAll(/(?<!\b(?:one|other|select|update|delete) ?)\{(\w+)[,}]/g)].map((match) => match[1])),
  ].sort()

test.each(readdirSync('messages/en'))('%s says the same things in English and French', (file) => {
  const [english, french] = [new Map(read('en', file)), new Map(read('fr', file))]
  expect([...french.keys()].sort()).toEqual([...english.keys()].sort())
  for (const [key, text] of english) expect(names(french.get(key) ?? ''), key).toEqual(names(text))
})

test.each(['en', 'fr'])('no text in %s is empty or shouts', (locale) => {
  const texts = readdirSync(`messages/${locale}`).flatMap((file) => read(locale, file))
  expect(texts.filter(([, text]) => text.trim() === '' || text.includes('!')).map(([key]) => key)).toEqual([])
})
