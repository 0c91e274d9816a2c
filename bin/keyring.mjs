// `npm run --silent keyring > keyring.json`: fresh keys for a new installation. Keep a copy away from the database's backups:
// without them nobody reads the requests again.
import { newKeyring } from './run/secrets.mjs'

console.log(newKeyring())
