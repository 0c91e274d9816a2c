// A network that breaks between the server's COMMIT and its answer.
import { connect, createServer, type Server, type Socket } from 'node:net'
import type { PostgresConnection } from '../connection'

const commitMessage = Buffer.from('commit\0')

/** Forwards everything; once COMMIT was forwarded, the answer is thrown away and both ends are cut, or left in silence. */
export async function cutReplyTo(
  target: PostgresConnection,
  after: 'cut' | 'silence' = 'cut',
): Promise<{ connection: PostgresConnection; close: () => void }> {
  const server: Server = createServer((client: Socket) => {
    const upstream = connect(target.port, target.host)
    let erasing = false
    let cut = false
    client.on('data', (chunk: Buffer) => {
      if (chunk.includes('pg_current_xact_id')) erasing = true
      if (erasing && chunk.includes(commitMessage)) cut = true
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
  const connection = { ...target, host: '127.0.0.1', port: address.port }
  return { connection, close: () => server.close() }
}
