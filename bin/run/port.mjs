import net from 'node:net'

/** The wanted port when it is free, else the next free one above it (0: any). */
export function freePort(wanted, host = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const server = net.createServer().unref()
    server.once('error', (error) => {
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') reject(error)
      else freePort(wanted >= 65535 ? 0 : wanted + 1, host).then(resolve, reject)
    })
    server.listen(wanted, host, () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
