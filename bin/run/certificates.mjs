// Certificates for the servers that the tests bring: an authority of their own and what it vouches for, also what nobody
// should accept (of another name, expired).
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

function openssl(root, ...args) {
  const run = spawnSync('openssl', args, { cwd: root, encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`The tests need openssl: ${run.stderr || run.error}`)
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']

/** @returns {{ca: string, issue: (name: string, options?: {altName?: string, expired?: boolean}) => {cert: string, key: string}}} */
export function makeAuthority(dir) {
  const root = path.resolve(dir)
  fs.mkdirSync(root, { recursive: true, mode: 0o700 })
  const subject = ['-subj', '/CN=Habeas test authority', '-days', '2']
  openssl(root, 'req', '-x509', ...newKey, ...subject, '-keyout', 'ca.key', '-out', 'ca.pem')
  fs.writeFileSync(path.join(root, 'index'), '')
  fs.writeFileSync(
    path.join(root, 'ca.conf'),
    [
      '[ca]\ndefault_ca=ours',
      '[ours]\ndatabase=index\nrand_serial=yes\nnew_certs_dir=.\ndefault_md=sha256\npolicy=any\ncopy_extensions=copy',
      'unique_subject=no\nemail_in_dn=no',
      '[any]\ncommonName=supplied',
      '',
    ].join('\n'),
  )
  const issue = (name, { altName = 'IP:127.0.0.1,DNS:localhost', expired = false } = {}) => {
    const request = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${altName}`]
    openssl(root, 'req', ...newKey, ...request, '-keyout', `${name}.key`, '-out', `${name}.csr`)
    const dates = expired ? ['-startdate', '20200101000000Z', '-enddate', '20200201000000Z'] : ['-days', '2']
    const authority = ['-config', 'ca.conf', '-cert', 'ca.pem', '-keyfile', 'ca.key']
    openssl(root, 'ca', '-batch', '-notext', ...authority, ...dates, '-in', `${name}.csr`, '-out', `${name}.pem`)
    return { cert: path.join(root, `${name}.pem`), key: path.join(root, `${name}.key`) }
  }
  return { ca: fs.readFileSync(path.join(root, 'ca.pem'), 'utf8'), issue }
}
