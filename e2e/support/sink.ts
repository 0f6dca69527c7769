import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A stranger's server: it takes everything and remembers which paths were asked. */
export interface Sink {
  /** `host:port`. */
  readonly host: string
  readonly paths: readonly string[]
  readonly close: () => Promise<void>
}

export async function startSink(): Promise<Sink> {
  const paths: string[] = []
  const server = createServer((request, response) => {
    paths.push((request.url ?? '').split('?', 1)[0] ?? '')
    response.writeHead(204, { 'Access-Control-Allow-Origin': '*' }).end()
  })
  server.on('upgrade', (request, socket) => {
    paths.push(request.url ?? '')
    socket.destroy()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    paths,
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed()
        })
        server.closeAllConnections()
      }),
  }
}
