import { expose } from 'comlink'
import type { ServingApi } from '../protocol/serving-api.ts'
import { holdLife } from './hold-life.ts'

/** Work for other workers. @param connect what is offered to each */
export function createServing(connect: () => unknown): ServingApi {
  return {
    ping: () => true,
    holdLife: (name) => holdLife(name),
    serve: (port) =>
      new Promise((resolve) => {
        port.addEventListener('close', () => {
          resolve()
        })
        expose(connect(), port)
      }),
  }
}
