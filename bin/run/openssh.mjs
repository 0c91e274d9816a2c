// A private OpenSSH that serves one folder by SFTP, for tests: found on this machine, else installed. Runs as whoever runs
// the tests; its users, keys and port are its own. Never the machine's own server.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { installPackage, program } from './packages.mjs'
import { freePort } from './port.mjs'
import { answered, launchServer, wipeServer } from './private-server.mjs'

function keyPair(file) {
  const made = spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', file], { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`ssh-keygen: ${made.stderr || made.error}`)
}

const fingerprint = (file) =>
  spawnSync('ssh-keygen', ['-l', '-E', 'sha256', '-f', file], { encoding: 'utf8' }).stdout.split(' ')[1]

function prepared(root, folder, port) {
  for (const key of ['host', 'client']) keyPair(path.join(root, key))
  fs.copyFileSync(path.join(root, 'client.pub'), path.join(root, 'authorized'))
  const lines = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${path.join(root, 'host')}`,
    `PidFile ${path.join(root, 'pid')}`,
    `AuthorizedKeysFile ${path.join(root, 'authorized')}`,
    'PubkeyAuthentication yes',
    'PasswordAuthentication no',
    'PermitRootLogin yes',
    'StrictModes no',
    'UsePAM no',
    'MaxStartups 500',
    'LogLevel VERBOSE',
    'Subsystem sftp internal-sftp',
    `ForceCommand internal-sftp -d ${folder}`,
  ]
  fs.writeFileSync(path.join(root, 'config'), `${lines.join('\n')}\n`)
}

/**
 * @param {{dir: string, folder: string}} options `dir`: an empty or new folder that is the server's own; `folder`: served
 */
export async function startOpenssh({ dir, folder }) {
  const root = path.resolve(dir)
  fs.mkdirSync(root, { recursive: true, mode: 0o700 })
  if (!program('sshd')) installPackage('openssh-server', 'OpenSSH')
  const server = program('sshd')
  if (!server) throw new Error('The tests need OpenSSH: install the package openssh-server.')
  // Where root's own server drops its rights to; a server that is not root's needs none.
  if (process.getuid?.() === 0) fs.mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  const port = await freePort(0)
  prepared(root, path.resolve(folder), port)
  const log = path.join(root, 'sshd.log')
  const { pid, gone } = launchServer(root, server, ['-D', '-e', '-f', path.join(root, 'config')], { log: 'sshd.log' })
  await answered(port, gone, log)
  return {
    ...{
      host: '127.0.0.1',
      port,
      pid,
      user: os.userInfo().username,
      hostKey: fingerprint(path.join(root, 'host.pub')),
    },
    privateKey: fs.readFileSync(path.join(root, 'client'), 'utf8'),
    keyFile: path.join(root, 'client'),
    log: () => fs.readFileSync(log, 'utf8'),
    stop: () => wipeServer(root),
  }
}
