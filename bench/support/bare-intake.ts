// The least that could be called an intake: read, parse, one INSERT, answer. A process of its own, as the product is.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { emptyDatabase } from '@/test/support/product-database'

export async function serveBareIntake(): Promise<void> {
  const database = await emptyDatabase('bare')
  const pool = new pg.Pool({ connectionString: database.url, max: 10 })
  await pool.query('create table intake (id bigserial primary key, email text not null, body text not null)')
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString('utf8')
    const { email } = JSON.parse(text) as { email: string }
    const { rows } = await pool.query('insert into intake (email, body) values ($1, $2) returning id', [email, text])
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ reference: rows[0].id }))
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
  process.once('SIGTERM', async () => {
    server.closeAllConnections()
    await pool.end()
    await database.drop()
    process.exit()
  })
}
