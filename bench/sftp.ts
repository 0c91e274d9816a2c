// A package over SFTP beside OpenSSH's own client, to the same server in the same run, with the same cipher: sending it, and the
// whole delivery beside sending it, fetching it back and comparing checksums.
import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { closeSync, createReadStream, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { startOpenssh } from '@/bin/run/openssh.mjs'
import { type FileToDeliver, type SftpConfig, usualPatience } from '@/lib/delivery/carriers/carrier'
import { deliver } from '@/lib/delivery/carriers/deliver'
import { openSftp } from '@/lib/delivery/carriers/sftp'
import { inTurns, median, report, timed } from './support/measure'

const MEGABYTES = 256
const ROUNDS = 5
const at = path.resolve(`.data/bench/sftp-${process.pid}`)
const [folder, local, back] = ['in', 'package.zip', 'back.zip'].map((name) => path.join(at, name)) as [
  string,
  string,
  string,
]
mkdirSync(folder, { recursive: true })

function write(): string {
  const hash = createHash('sha256')
  const handle = openSync(local, 'w')
  for (let megabyte = 0; megabyte < MEGABYTES; megabyte++) {
    const piece = randomBytes(1 << 20)
    hash.update(piece)
    writeSync(handle, piece)
  }
  closeSync(handle)
  return hash.digest('hex')
}

const sha256 = write()
const server = await startOpenssh({ dir: path.join(at, 'server'), folder })
const { host, port, user, hostKey, privateKey, keyFile } = server
const carrier: SftpConfig = { protocol: 'sftp', host, port, user, folder, hostKey, secret: { privateKey } }
const fileOf = (name: string): FileToDeliver => ({
  ...{ name, bytes: MEGABYTES * 1_048_576, sha256 },
  open: (from) => createReadStream(local, { start: from, highWaterMark: 1 << 18 }),
})

async function client(...commands: string[]): Promise<void> {
  const known = ['-o', 'StrictHostKeyChecking=no', '-o', `UserKnownHostsFile=${path.join(at, 'known')}`]
  const options = ['-q', '-b', '-', '-c', 'aes128-gcm@openssh.com', '-i', keyFile, '-P', String(port), ...known]
  const run = spawnSync('sftp', [...options, `${user}@${host}`], { input: commands.join('\n'), encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`sftp: ${run.stderr}`)
}
async function checksum(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 18 })) hash.update(piece)
  return hash.digest('hex')
}
const remove = (name: string) => rmSync(path.join(folder, name), { force: true })
const rate = (milliseconds: number) => `${Math.round((MEGABYTES / milliseconds) * 1_000)} MB/s`

try {
  const sending = await inTurns(
    {
      ours: async () => {
        const took = await timed(async () => {
          const session = await openSftp(carrier, usualPatience)
          await session.write('ours.zip', 0, fileOf('ours.zip').open(0))
          session.close()
        })
        remove('ours.zip')
        return took
      },
      theirs: async () => {
        const took = await timed(() => client(`put ${local} theirs.zip`))
        remove('theirs.zip')
        return took
      },
    },
    ROUNDS,
  )
  report({
    name: 'sftp-send',
    claim: `${MEGABYTES} MB sent over SFTP, beside the sftp client`,
    turns: sending,
    // One thread of JavaScript beside two processes of C.
    limit: 2,
    notes: [`ours ${rate(median(sending.ours))}, the client ${rate(median(sending.theirs))}`],
  })
  const whole = await inTurns(
    {
      ours: async () => {
        const took = await timed(async () => {
          const delivered = await deliver({ carrier, files: [fileOf('whole.zip')] })
          if (!delivered.ok) throw new Error(delivered.problem)
        })
        remove('whole.zip')
        return took
      },
      theirs: async () => {
        const took = await timed(async () => {
          await client(`put ${local} .part`, `get .part ${back}`, 'rename .part theirs.zip')
          if ((await checksum(back)) !== sha256) throw new Error('not the same')
        })
        remove('theirs.zip')
        return took
      },
    },
    ROUNDS,
  )
  report({
    name: 'sftp-deliver',
    claim: `${MEGABYTES} MB delivered over SFTP and read back, beside put, get and compare`,
    turns: whole,
    limit: 1.5,
    notes: [`memory of the process ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`],
  })
} finally {
  await server.stop()
  rmSync(at, { recursive: true, force: true })
}
