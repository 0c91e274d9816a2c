import { rmSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { startPg } from '../../bin/run/pg.mjs'

declare module 'vitest' {
  export interface ProvidedContext {
    pgUrl: string
  }
}

/** TEST_PG_URL: superuser URL of a real PostgreSQL 18. Without one an embedded server is started and stopped here. */
export default async function setup(project: TestProject) {
  if (process.env.TEST_PG_URL) {
    project.provide('pgUrl', process.env.TEST_PG_URL)
    return
  }
  const dir = `.data/test/unit-${process.pid}`
  const server = await startPg({ dir, port: 0, flags: '-c fsync=off -c synchronous_commit=off -c max_connections=200' })
  process.env.TEST_PG_URL = server.url('postgres')
  project.provide('pgUrl', process.env.TEST_PG_URL)
  return () => {
    delete process.env.TEST_PG_URL
    server.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}
