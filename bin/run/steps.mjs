// Runs a tool, prints one line about it, and its output only when it failed.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { at, NODE, ROOT } from './lib.mjs'

function capture(args, env) {
  return new Promise((resolve) => {
    const child = spawn(NODE, args, {
      cwd: ROOT,
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += chunk
      })
    child.once('error', (error) => resolve({ code: 1, output: String(error) }))
    child.once('exit', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** @returns {Promise<boolean>} */
export async function step(name, args, { env = {}, note = () => '' } = {}) {
  const began = Date.now()
  const { code, output } = await capture(args, env)
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'}  ${name.padEnd(14)} ${seconds.padStart(5)} s  ${note()}`.trimEnd())
  if (code !== 0) console.log(output.trimEnd().replace(/^/gm, '      '))
  return code === 0
}

const read = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null)

/** A skipped test is no passed test: it is counted apart, and named with what it would need. */
export function vitestCounts(file) {
  const report = read(file)
  if (!report) return { passed: 0, failed: 1, skipped: [] }
  // A file that cannot be loaded has no tests, but did not pass.
  const broken = report.testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0).length
  const skipped = report.testResults
    .flatMap((one) => one.assertionResults)
    .filter((one) => one.status !== 'passed' && one.status !== 'failed')
    .map((one) => one.fullName)
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken, skipped }
}

export function playwrightCounts(file) {
  const report = read(file)
  if (!report) return { passed: 0, failed: 1, skipped: [] }
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected, failed: unexpected + flaky + skipped + report.errors.length, skipped: [] }
}

/** A fresh place for a report, so that an old one is never read for a new one. */
export function reportFile(name) {
  const file = at('test-results', `${name}.json`)
  fs.mkdirSync(at('test-results'), { recursive: true })
  fs.rmSync(file, { force: true })
  return file
}

export const inWords = ({ passed, failed, skipped = [] }) =>
  `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`
