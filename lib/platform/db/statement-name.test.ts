import { afterAll, beforeAll, expect, test } from 'vitest'
import { productDatabase } from '@/test/support/product-database'
import { db } from './client'
import { statementName } from './statement-name'

let database: Awaited<ReturnType<typeof productDatabase>>
beforeAll(async () => {
  database = await productDatabase()
})
afterAll(() => database.drop())

test('what comes back is planned once on its connection; what is asked once leaves nothing there', async () => {
  await db.$transaction(async (tx) => {
    for (let time = 0; time < 3; time += 1) await tx.$queryRaw`SELECT ${time}::int AS again`
    await tx.$queryRaw`SELECT ${1}::int AS once`
    const kept = await tx.$queryRaw<{ statement: string; runs: bigint }[]>`
      SELECT statement, generic_plans + custom_plans AS runs FROM pg_prepared_statements`
    expect(kept).toEqual([{ statement: expect.stringContaining('AS again'), runs: 2n }])
  })
})

test('a statement that fails or whose transaction failed is asked again under its name', async () => {
  const divide = (by: number) => db.$queryRaw<{ share: number }[]>`SELECT 6 / ${by}::int AS share`
  await divide(1)
  await expect(divide(0)).rejects.toThrow()
  expect(await divide(3)).toEqual([{ share: 2 }])
  await expect(
    db.$transaction(async (tx) => void (await tx.$queryRaw`SELECT 6 / ${0}::int AS share`)),
  ).rejects.toThrow()
  expect(await divide(2)).toEqual([{ share: 3 }])
})

test('one text has one name, and there is an end to them', () => {
  const named = (n: number) => statementName({ sql: `SELECT ${n} WHERE $1`, args: [true] })
  const names = Array.from({ length: 300 }, (_, n) => [named(n), named(n), named(n)])
  expect(names[0]?.[0]).toBeUndefined()
  expect(names[0]?.[1]).toMatch(/^habeas-\d+$/)
  expect(names[0]?.[2]).toBe(names[0]?.[1])
  const given = names.flatMap(([, name]) => name ?? [])
  expect(new Set(given).size).toBe(given.length)
  expect(given.length).toBeLessThanOrEqual(200)
  expect(statementName({ sql: 'COMMIT', args: [] })).toBeUndefined()
})
