// Between us and a receiver: a line that is cut after so many bytes, holds still, or is slow. It listens on another address
// of this machine with the same ports, so that data connections of FTP come through it as well.
import { connect, createServer, type Server, type Socket } from 'node:net'

export const PROXY_HOST = '127.0.0.2'

type Line = {
  /** Bytes in both directions, over all connections, since the last change. */
  passed: () => number
  /** Everything is torn after so many more bytes, and nobody gets through until it is healed. */
  cutAfter: (bytes: number) => void
  /** Connections stay but nothing moves any more after so many bytes. */
  holdAfter: (bytes: number) => void
  /** Pause after each piece, in milliseconds. */
  slow: (milliseconds: number) => void
  heal: () => void
  connections: () => number
  stop: () => Promise<void>
}

export async function cuttingProxy(target: { host: string; ports: number[] }): Promise<Line> {
  const state = { passed: 0, cut: Number.POSITIVE_INFINITY, hold: Number.POSITIVE_INFINITY, pause: 0, met: 0 }
  const open = new Set<Socket>()
  const servers = await Promise.all(target.ports.map((port) => listening(port)))
  const tear = () => open.forEach((socket) => void socket.destroy())

  /** Each side may end its direction first, as FTP's data connections do. */
  function carry(from: Socket, to: Socket): void {
    from.on('end', () => to.end())
    from.on('data', (chunk: Buffer) => {
      const room = Math.min(state.cut, state.hold) - state.passed
      state.passed += chunk.length
      to.write(chunk.subarray(0, Math.max(0, room)))
      if (chunk.length >= room) {
        from.pause()
        // What was let through arrives before the line goes.
        if (state.passed >= state.cut) setImmediate(tear)
      } else if (state.pause) {
        from.pause()
        setTimeout(() => from.resume(), state.pause)
      }
    })
  }

  function listening(port: number): Promise<Server> {
    const server = createServer({ highWaterMark: 4_096, allowHalfOpen: true }, (socket) => {
      state.met++
      if (state.passed >= state.cut) return void socket.destroy()
      const other = connect({ host: target.host, port, allowHalfOpen: true })
      for (const end of [socket, other]) {
        open.add(end)
        end.on('error', () => (end === socket ? other : socket).destroy()).on('close', () => open.delete(end))
      }
      carry(socket, other)
      carry(other, socket)
    })
    return new Promise((resolve, reject) => {
      server.once('error', reject).listen(port, PROXY_HOST, () => resolve(server))
    })
  }

  const set = (change: Partial<typeof state>) => {
    tear()
    Object.assign(
      state,
      { passed: 0, cut: Number.POSITIVE_INFINITY, hold: Number.POSITIVE_INFINITY, pause: 0, met: 0 },
      change,
    )
  }
  return {
    passed: () => state.passed,
    cutAfter: (bytes) => set({ cut: bytes }),
    holdAfter: (bytes) => set({ hold: bytes }),
    slow: (milliseconds) => set({ pause: milliseconds }),
    heal: () => set({}),
    connections: () => state.met,
    stop: async () => {
      tear()
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
    },
  }
}
