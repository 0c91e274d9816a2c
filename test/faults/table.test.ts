// docs/faults.md promises a test for each case: what it names is there, and no test of this folder is left out.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const table = readFileSync('docs/faults.md', 'utf8')
const links = [...table.matchAll(/\]\(([^)]+)\)/g)].map(([, to = '']) => path.join('docs', to))

it('names only what is there', () => {
  expect(links.filter((file) => !existsSync(file))).toEqual([])
})

it('names every test of faults', () => {
  const tests = readdirSync('test/faults').filter((file) => file.endsWith('.test.ts') && file !== 'table.test.ts')
  expect(tests.filter((file) => !links.includes(path.join('test/faults', file)))).toEqual([])
})

it('shows each case by a test', () => {
  const cases = table.split('\n').filter((line) => /^\| (?!what happens)/.test(line))
  expect(cases.length).toBeGreaterThan(30)
  expect(cases.filter((line) => !/\.test\.ts\)/.test(line))).toEqual([])
})
