import { createServer, request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A proxy that writes down every address it is asked for. It knows loopback only and refuses all else. */
export interface LoggingProxy {
  readonly server: string
  /** `host:port` and path of each request, `CONNECT host:port` for tunnels (websockets, https). */
  readonly log: readonly string[]
  readonly close: () => Promise<void>
}

/** The witness outside the browser: what does not pass here was not sent. */
export async function startLoggingProxy(): Promise<LoggingProxy> {
  const log: string[] = []
  const server = createServer((incoming, outgoing) => {
    const target = new URL(incoming.url ?? '', 'http://invalid.invalid')
    log.push(target.href)
    if (target.hostname !== '127.0.0.1') {
      outgoing.writeHead(403).end()
      return
    }
    const onward = ask(target, { method: incoming.method ?? 'GET', headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
  server.on('connect', (incoming, socket) => {
    log.push(`CONNECT ${incoming.url ?? ''}`)
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    log,
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed()
        })
        server.closeAllConnections()
      }),
  }
}
