// The product's own database. `strictUndefinedChecks`: a filter that is `undefined` by mistake is an error, where
// Prisma alone would drop it and let a deleteMany empty the table.
import { PrismaPg } from '@prisma/adapter-pg'
import { env } from '../env'
import { type Prisma, PrismaClient } from './generated/client'
import { statementName } from './statement-name'

const make = () =>
  new PrismaClient({
    adapter: new PrismaPg(
      {
        ...{ connectionString: env().DATABASE_URL, max: 10, application_name: 'habeas' },
        // A process that sleeps in the middle of a transaction keeps nobody waiting for ever.
        idle_in_transaction_session_timeout: 150_000,
      },
      // Its type knows no statement without a name; the driver does.
      { statementNameGenerator: statementName as (statement: { sql: string; args: unknown[] }) => string },
    ),
    // Long enough for the ledger's head under load; a verb that needs more is too big.
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  })

// One client a process, also when Next bundles this module twice.
const shared = globalThis as unknown as { habeasDatabase?: PrismaClient; habeasMayWrite?: () => Promise<void> }

/** Connects at the first use, so that `next build` needs no database. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get(_target, property) {
    shared.habeasDatabase ??= make()
    const value = Reflect.get(shared.habeasDatabase, property)
    return typeof value === 'function' ? value.bind(shared.habeasDatabase) : value
  },
})

export type Transaction = Prisma.TransactionClient
export type { Prisma }

/** Where the database was away when the process started: nothing is written before `check` has passed once. */
export function writeOnlyAfter(check: () => Promise<void>): void {
  shared.habeasMayWrite = async () => {
    await check()
    delete shared.habeasMayWrite
  }
}

/** `patience`: for the one verb that waits for others' commits. */
export async function inTransaction<T>(
  work: (tx: Transaction) => Promise<T>,
  patience?: { timeout: number; maxWait: number },
): Promise<T> {
  await shared.habeasMayWrite?.()
  return db.$transaction(work, patience)
}

export async function disconnect(): Promise<void> {
  await shared.habeasDatabase?.$disconnect()
  delete shared.habeasDatabase
}
