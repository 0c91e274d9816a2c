import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))

/** What pages, programs and jobs call, and what asks who is there. */
function verbs(): string[] {
  const called = ['app', 'bin', 'lib/jobs']
    .flatMap(sources)
    .flatMap((text) => [...text.matchAll(/'(?:@\/lib|\.\.)\/workflow\/([a-z-]+)'/g)].map((match) => match[1] ?? ''))
  return [...new Set(called)].sort().filter((verb) => {
    const name = verb.replace(/-[a-z]/g, ([, letter]) => letter?.toUpperCase() ?? '')
    const text = readFileSync(`lib/workflow/${verb}.ts`, 'utf8')
    return new RegExp(`function ${name}\\(\\s*_?actor:`).test(text)
  })
}

test('every verb that is called from outside stands in the table of docs/architecture.md', () => {
  const table = readFileSync('docs/architecture.md', 'utf8')
  expect(verbs().length).toBeGreaterThan(50)
  expect(verbs().filter((verb) => !table.includes(`\`${verb}\``))).toEqual([])
})
