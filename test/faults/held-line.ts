// A line to a server on which a program can be stopped at an exact point: the words it is about to say are known, and
// the line holds just before it hands them on, or hands them on and keeps the answer back.
import { connect, createServer, type Server, type Socket } from 'node:net'

/** `words`: in this order on one connection; the line holds at the last. `reply`: handed on, and what is answered is not. */
export type Hold = { words: string[]; keep: 'question' | 'reply' }

type Armed = Hold & { reached: PromiseWithResolvers<void>; release: PromiseWithResolvers<void>; taken: boolean }

const TAIL = 200

export async function heldLine(target: string) {
  const to = new URL(target)
  const sockets = new Set<Socket>()
  let armed: Armed | null = null
  let refusing = false

  const server: Server = createServer((client) => {
    if (refusing) return void client.destroy()
    const upstream = connect(Number(to.port), to.hostname)
    for (const [from, other] of [[client, upstream] as const, [upstream, client] as const]) {
      sockets.add(from)
      from.on('error', () => other.destroy())
      from.on('close', () => {
        sockets.delete(from)
        other.destroy()
      })
    }
    let holding: Armed | null = null
    let watched: Armed | null = null
    let heard = 0
    let tail = ''
    /** Whether the last of the words has just been said on this connection. */
    const said = (chunk: Buffer): boolean => {
      if (armed !== watched) [watched, heard, tail] = [armed, 0, '']
      if (!armed || armed.taken) return false
      tail = (tail + chunk.toString('latin1')).slice(-TAIL - chunk.length)
      for (let at = 0; at >= 0 && heard < armed.words.length; ) {
        const word = armed.words[heard] ?? ''
        at = tail.indexOf(word)
        if (at < 0) break
        tail = tail.slice(at + word.length)
        heard += 1
      }
      if (heard < armed.words.length) return false
      armed.taken = true
      holding = armed
      return true
    }
    const handOn = (chunk: Buffer): void => {
      if (!upstream.destroyed) upstream.write(chunk)
    }
    client.on('data', (chunk: Buffer) => {
      if (!said(chunk) || !holding) return handOn(chunk)
      const { keep, reached, release } = holding
      if (keep === 'reply') {
        handOn(chunk)
        reached.resolve()
        return
      }
      client.pause()
      reached.resolve()
      void release.promise.then(() => {
        holding = null
        handOn(chunk)
        client.resume()
      })
    })
    upstream.on('data', (chunk: Buffer) => {
      if (holding?.keep !== 'reply') return void client.write(chunk)
      void holding.release.promise.then(() => client.write(chunk))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const through = new URL(target)
  through.hostname = '127.0.0.1'
  through.port = String(address.port)

  return {
    url: through.href,
    /** The next connection that says the words is held there. `reached` resolves when it is. */
    holdAt: (hold: Hold) => {
      const next: Armed = { ...hold, reached: Promise.withResolvers(), release: Promise.withResolvers(), taken: false }
      armed = next
      return {
        reached: next.reached.promise,
        letGo: () => {
          if (armed === next) armed = null
          next.release.resolve()
        },
      }
    },
    /** Nobody is let in until the answer is called. */
    refuse: () => {
      refusing = true
      return () => {
        refusing = false
      }
    },
    /** Every connection breaks; new ones are served. */
    cut: () => {
      armed = null
      for (const socket of sockets) socket.destroy()
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
export type HeldLine = Awaited<ReturnType<typeof heldLine>>

/** What is said on the lines at the turns of a step. */
export const say = {
  claimed: "UPDATE step SET status = 'attempted'",
  stored: 'UPDATE step SET transaction_id',
  applied: "UPDATE step SET status = 'applied'",
  verified: 'UPDATE "public"."step"',
  /** `ready`: every row is written, and the number is asked by which the outcome can be found later. */
  postgresql: {
    ...{ begin: 'isolation level repeatable read read write', remove: 'delete from', change: 'update ' },
    ...{ ready: 'pg_current_xact_id', commit: 'commit\0' },
  },
  mariadb: {
    ...{ begin: 'isolation level serializable', remove: 'delete ', change: 'update `' },
    ...{ ready: 'connection_id()', commit: '\u0003commit' },
  },
}
