// A server that takes no more bytes closes the data connection and says why on the other one. The library ends both at the
// first sign, and the reason, a full disk, would never be heard.
import type { TLSSocket } from 'node:tls'
import { type Client, FTPError } from 'basic-ftp'

/** Runs one upload; fails with the server's reply where there is one. */
export async function hearingWhy(client: Client, upload: () => Promise<unknown>): Promise<void> {
  const usual = client.prepareTransfer
  client.prepareTransfer = async (ftp) => {
    const reply = await usual(ftp)
    if (ftp.dataSocket) soften(client, ftp.dataSocket as TLSSocket)
    return reply
  }
  try {
    await upload()
  } catch (failed) {
    const error = failed as Error
    if (error instanceof FTPError || client.closed) throw error
    await client.ftp.handle(undefined, (reply, task) => {
      if (reply instanceof Error) task.reject(reply)
      // The line to the data broke, and the server took what came for everything.
      else task.reject(error)
    })
  } finally {
    client.prepareTransfer = usual
  }
}

/** Before it is secure, an error of it ends everything, as usual; afterwards the transfer alone fails. */
function soften(client: Client, socket: TLSSocket): void {
  let secure = false
  socket.once('secureConnect', () => {
    secure = true
  })
  socket.removeAllListeners('error').removeAllListeners('close')
  socket.on('error', (error: Error) => {
    if (!secure) client.ftp.closeWithError(error)
  })
}
