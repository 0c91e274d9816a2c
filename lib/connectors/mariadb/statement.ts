import { DummyDriver, Kysely, MysqlAdapter, MysqlIntrospector, MysqlQueryCompiler } from 'kysely'
import type { Sql } from '../sql/statement'

const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new MysqlAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new MysqlIntrospector(db),
    createQueryCompiler: () => new MysqlQueryCompiler(),
  },
})

/** Values go as text: the driver would send a number as a floating-point one, and the server compare it so. */
export function statement(fragment: Sql): { text: string; values: string[] } {
  const { sql: text, parameters } = fragment.compile(compiler)
  return { text, values: parameters.map(String) }
}
