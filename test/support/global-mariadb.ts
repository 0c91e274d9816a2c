import { wipeMariadb } from '../../bin/run/mariadb.mjs'

/** Where the run's one MariaDB will stand if a test asks for it (test/support/mariadb-server.ts); it ends with the run. */
export default function setup() {
  if (process.env.TEST_MARIADB_URL) return
  const dir = `.data/test/mariadb-${process.pid}`
  process.env.TEST_MARIADB_DIR = dir
  return async () => {
    delete process.env.TEST_MARIADB_DIR
    await wipeMariadb(dir)
  }
}
