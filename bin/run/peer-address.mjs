// --import this into the web process: it becomes a proxy hop of its own. The address of whoever opened the connection is
// appended to X-Forwarded-For before Next sees the request; Next alone sets it only where the client sent none.
import http from 'node:http'

/** Tells lib/auth/mint-public.ts that the last address of the header was written here. */
globalThis[Symbol.for('habeas.peer-address')] = true

const { emit } = http.Server.prototype

http.Server.prototype.emit = function emitWithPeer(event, request, ...rest) {
  if (event === 'request') {
    const said = request.headers['x-forwarded-for']
    const peer = request.socket.remoteAddress ?? 'unknown'
    request.headers['x-forwarded-for'] = said ? `${said}, ${peer}` : peer
  }
  return emit.call(this, event, request, ...rest)
}
