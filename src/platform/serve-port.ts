import { expose } from 'comlink'
import type { ServingApi } from '../protocol/serving-api.ts'

/** Work for other workers. @param connect what is offered to each */
export function createServing(connect: () => unknown): ServingApi {
  return {
    ping: () => true,
    serve: (port) =>
      new Promise((resolve) => {
        port.addEventListener('close', () => {
          resolve()
        })
        expose(connect(), port)
      }),
  }
}
