import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Every reason for which a verb or the sign-in refuses, as the code says it. */
function reasons(): string[] {
  const files = ['lib/workflow', 'lib/auth'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
  )
  const found = files.flatMap((text) =>
    [...text.matchAll(/\brefuse(?:<[^>]*>)?\(\s*'([a-z-]+)'/g)].map((match) => match[1] ?? ''),
  )
  return [...new Set(found)].sort()
}

test.each(['en', 'fr'])('every refusal has its sentence in %s', (locale) => {
  const sentences: Record<string, string> = JSON.parse(readFileSync(`messages/${locale}/reasons.json`, 'utf8'))
  expect(reasons().length).toBeGreaterThan(30)
  expect(reasons().filter((reason) => !sentences[reason])).toEqual([])
})
