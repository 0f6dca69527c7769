import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { AlsFactors } from '../../src/core/models/als/arithmetic.ts'
import { startOf, worldOf, type FitCase } from './fit.ts'

/** implicit in a process of its own, with the matrix of one case in it. */
export interface ImplicitProcess {
  readonly versions: Readonly<Record<string, string>>
  /** One fit, one thread. @returns milliseconds */
  readonly fit: () => Promise<number>
  /** The factors of the last fit. */
  readonly factors: () => AlsFactors
  /** Lists of the first clients from the last fit, one thread. @returns milliseconds */
  readonly recommend: (clients: number, length: number) => Promise<number>
  /** The lists of the last `recommend`, shape `[clients, length]`. */
  readonly lists: () => Int32Array
  readonly stop: () => void
}

/** @throws Error when the library is not there */
export async function startImplicit(python: string, one: FitCase): Promise<ImplicitProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'recscope-als-'))
  const csr = worldOf(one.world)
  const start = startOf(csr, one.factors)
  const write = (name: string, data: Float32Array | Uint32Array) => {
    writeFileSync(join(folder, name), new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  }
  write('values', csr.values)
  write('indices', csr.colIdx)
  write('pointers', csr.rowPtr)
  write('users', Float32Array.from(start.clients))
  write('items', Float32Array.from(start.columns))
  const { clients, columns } = one.world
  const { factors, iterations, alpha, lambda } = one
  const size = JSON.stringify({ clients, columns, factors, iterations, alpha, lambda })
  const child = spawn(python, ['bench/als/native.py', folder, size], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' },
  })
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const answer = async (): Promise<Record<string, string | number>> => {
    const line = await answers.next()
    if (line.done === true) throw new Error('implicit stopped')
    return JSON.parse(line.value) as Record<string, string | number>
  }
  const versions = (await answer()) as Record<string, string>
  // A copy of its own: what is read from a file need not begin at a multiple of four bytes.
  const bytesOf = (name: string): ArrayBuffer => Uint8Array.from(readFileSync(join(folder, name))).buffer
  const read = (name: string): Float64Array => Float64Array.from(new Float32Array(bytesOf(name)))
  return {
    versions,
    fit: async () => {
      child.stdin.write('fit\n')
      return Number((await answer())['ms'])
    },
    factors: () => ({ clients: read('users-out'), columns: read('items-out') }),
    recommend: async (clients, length) => {
      child.stdin.write(`recommend ${String(clients)} ${String(length)}\n`)
      return Number((await answer())['ms'])
    },
    lists: () => new Int32Array(bytesOf('lists-out')),
    stop: () => {
      child.stdin.end()
      child.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
