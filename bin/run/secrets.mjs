import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

function once(file, mode, make) {
  if (!fs.existsSync(file)) {
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
    // Written aside and renamed: a kill in the middle must not leave half a key.
    fs.writeFileSync(`${file}.new`, make(), { mode })
    fs.renameSync(`${file}.new`, file)
  }
  return file
}

const key = () => randomBytes(32).toString('base64')

export const newKeyring = () =>
  JSON.stringify({
    version: 1,
    kek: { active: 'k1', keys: { k1: key() } },
    index: { active: 'i1', keys: { i1: key() } },
    digest: key(),
  })

/** The keys that encrypt personal data. Whoever loses this file loses the data: it is never made twice. */
export const keyring = (file) => once(file, 0o400, newKeyring)

export const sessionSecret = (file) =>
  fs.readFileSync(
    once(file, 0o600, () => randomBytes(32).toString('base64url')),
    'utf8',
  )
