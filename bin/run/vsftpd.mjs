// A private vsftpd with explicit TLS, for tests: found on this machine, else installed. It runs as whoever runs the tests
// and asks for a password from its own list, so no account of the machine is used. Never the machine's own server.
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { installPackage, program } from './packages.mjs'
import { freePort } from './port.mjs'
import { answered, launchServer, wipeServer } from './private-server.mjs'

/** The only sign-in that vsftpd checks itself, without the machine's accounts. */
const USER = 'anonymous'

function prepared(root, { folder, certificate, port, password, passive }) {
  fs.writeFileSync(path.join(root, 'passwords'), `${password}\n`, { mode: 0o600 })
  const settings = {
    ...{ listen: 'YES', listen_address: '127.0.0.1', listen_port: port, background: 'NO' },
    ...{ run_as_launching_user: 'YES', connect_from_port_20: 'NO' },
    ...{ pasv_min_port: passive[0], pasv_max_port: passive.at(-1) },
    ...{ anonymous_enable: 'YES', secure_email_list_enable: 'YES', email_password_file: path.join(root, 'passwords') },
    ...{ anon_root: folder, anon_world_readable_only: 'NO', anon_umask: '077', write_enable: 'YES' },
    ...{ anon_upload_enable: 'YES', anon_mkdir_write_enable: 'YES', anon_other_write_enable: 'YES' },
    ...{ ssl_enable: 'YES', allow_anon_ssl: 'YES', force_anon_logins_ssl: 'YES', force_anon_data_ssl: 'YES' },
    ...{ rsa_cert_file: certificate.cert, rsa_private_key_file: certificate.key, ssl_ciphers: 'ALL:@SECLEVEL=0' },
    ...{ dual_log_enable: 'NO', log_ftp_protocol: 'YES', xferlog_enable: 'YES', xferlog_std_format: 'NO' },
    ...{ vsftpd_log_file: path.join(root, 'vsftpd.log'), seccomp_sandbox: 'NO', allow_writeable_chroot: 'YES' },
    ...{ secure_chroot_dir: root, max_login_fails: 1, delay_failed_login: 0 },
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  fs.writeFileSync(path.join(root, 'config'), `${lines.join('\n')}\n`)
}

/** The library's own bounds, for a server that is older than we accept. */
function bounds(root, { least, most }) {
  const lines = ['openssl_conf=all', '[all]', 'ssl_conf=ssl', '[ssl]', 'system_default=usual', '[usual]']
  const text = [...lines, `MinProtocol=${least}`, `MaxProtocol=${most}`, 'CipherString=ALL:@SECLEVEL=0', '']
  fs.writeFileSync(path.join(root, 'openssl.conf'), text.join('\n'))
  return { OPENSSL_CONF: path.join(root, 'openssl.conf') }
}

/**
 * @param {{dir: string, folder: string, certificate: {cert: string, key: string}, tls?: {least: string, most: string}}} options
 * `dir`: an empty or new folder that is the server's own; `folder`: served
 */
export async function startVsftpd({ dir, folder, certificate, tls }) {
  const root = path.resolve(dir)
  fs.mkdirSync(root, { recursive: true, mode: 0o700 })
  if (!program('vsftpd')) installPackage('vsftpd', 'vsftpd')
  const server = program('vsftpd')
  if (!server) throw new Error('The tests need vsftpd: install the package vsftpd.')
  const [port, password] = [await freePort(0), randomBytes(18).toString('base64url')]
  const first = Math.min(await freePort(0), 65_000)
  const passive = Array.from({ length: 12 }, (_, index) => first + index)
  prepared(root, { folder: path.resolve(folder), certificate, port, password, passive })
  const env = tls ? bounds(root, tls) : {}
  const { pid, gone } = launchServer(root, server, [path.join(root, 'config')], { log: 'vsftpd.out', env })
  await answered(port, gone, path.join(root, 'vsftpd.out'))
  const log = path.join(root, 'vsftpd.log')
  return {
    ...{ host: '127.0.0.1', port, passive, pid, user: USER, password, folder: path.resolve(folder) },
    log: () => (fs.existsSync(log) ? fs.readFileSync(log, 'utf8') : ''),
    stop: () => wipeServer(root),
  }
}
