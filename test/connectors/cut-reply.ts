// A network that breaks between the server's COMMIT and its answer.
import { connect, createServer, type Socket } from 'node:net'
import type { SystemConnection } from '@/lib/connectors/connection'

/** What is said on the way when the erasure is done but for COMMIT, and COMMIT itself. */
const said: Record<SystemConnection['kind'], [ready: string, commit: Buffer]> = {
  postgresql: ['pg_current_xact_id', Buffer.from('commit\0')],
  mariadb: ["like 'Uptime'", Buffer.from('\u0003commit')],
}

/** Forwards everything; once COMMIT was forwarded, the answer is thrown away and both ends are cut, or left in silence. */
export async function cutReplyTo<C extends SystemConnection>(
  target: C,
  after: 'cut' | 'silence',
): Promise<{ connection: C; close: () => void }> {
  const [ready, commit] = said[target.kind]
  const server = createServer((client: Socket) => {
    const upstream = connect(target.port, target.host)
    let erasing = false
    let cut = false
    client.on('data', (chunk: Buffer) => {
      if (chunk.includes(ready)) erasing = true
      if (erasing && chunk.includes(commit)) cut = true
      upstream.write(chunk)
    })
    upstream.on('data', (chunk: Buffer) => {
      if (!cut) return client.write(chunk)
      if (after === 'silence') return
      upstream.destroy()
      return client.destroy()
    })
    for (const [from, to] of [[client, upstream] as const, [upstream, client] as const]) {
      from.on('error', () => to.destroy())
      from.on('close', () => to.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { connection: { ...target, host: '127.0.0.1', port: address.port }, close: () => server.close() }
}
