import { expose } from 'comlink'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createRandom } from '../core/matrix/random.ts'
import type { Csr } from '../core/matrix/csr.ts'
import { transpose } from '../core/matrix/transpose.ts'
import { estimateTraining, refuseTooLarge, trainingLimitOf } from '../core/models/als/estimate.ts'
import { testAlsSettings } from '../core/models/als/settings.fixture.ts'
import { finalSidesOf, sidesOf, type Sides } from '../core/models/als/sides.ts'
import { initialFactors, trainAls } from '../core/models/als/train.ts'
import { weightedRows } from '../core/models/als/weighted-rows.ts'
import { trainingWork } from '../core/models/als/training-work.ts'
import type { AlsSettings } from '../core/models/recipe.ts'
import { uncontrolled } from '../core/task-control.ts'
import { AlsPool } from './als-pool/als-pool.ts'
import { createMember } from './als-pool/member.ts'
import { planKernel } from './open-kernel.ts'

const settingsOf = (solver: AlsSettings['solver'], factors: number): AlsSettings =>
  testAlsSettings({ solver, factors, iterations: 8, seed: 1, objective: { lambda: 10 } })

/** Rows of as many entries each, at random places. */
function matrixOf(rows: number, cols: number, perRow: number): Csr {
  const random = createRandom(7)
  const entries: number[] = []
  const rowPtr = new Uint32Array(rows + 1)
  for (let row = 0; row < rows; row++) {
    const columns = new Set<number>()
    while (columns.size < perRow) columns.add(random.int(cols))
    entries.push(...[...columns].sort((a, b) => a - b))
    rowPtr[row + 1] = entries.length
  }
  return { rows, cols, rowPtr, colIdx: Uint32Array.from(entries), values: new Float32Array(entries.length).fill(1) }
}

const ALONE = { threads: 1, sharesMemory: true }
const sizeOf = (csr: Csr) => ({ clientCount: csr.rows, columnCount: csr.cols, entryCount: csr.colIdx.length })
const csrBytes = ({ rowPtr, colIdx, values }: Csr) => rowPtr.byteLength + colIdx.byteLength + values.byteLength

/** Bytes at the peak of a training whose threads share their memory: those of its plans, and of what stands beside them. */
function actualBytes(csr: Csr, settings: AlsSettings, threads: number): number {
  const { objective, solver } = settings
  const initial = initialFactors(csr.rows, csr.cols, settings.factors, 1)
  const factorBytes = initial.clients.byteLength + initial.columns.byteLength
  const oneSide = weightedRows(csr, objective).confidence.byteLength
  const wishes = { threads, isShared: threads > 1, sentRows: null }
  const planned = (isExact: boolean, sides: Sides) =>
    planKernel(isExact ? 'wasm-float64' : 'wasm-simd', settings, sides, wishes).bytes
  const setUp = csrBytes(transpose(csr)) + 2 * oneSide
  const iterations = planned(solver === 'exact', sidesOf(csr, objective)) + Math.max(setUp, factorBytes)
  const final = factorBytes + planned(true, finalSidesOf(csr, objective)) + Math.max(oneSide, factorBytes)
  return csrBytes(csr) + 4 * csr.colIdx.length + factorBytes + Math.max(iterations, final)
}

/** Sizes of the memories that are taken from now on, in bytes. */
function watchMemories(): readonly number[] {
  const seen: number[] = []
  const { Memory } = WebAssembly
  vi.spyOn(WebAssembly, 'Memory').mockImplementation(function (descriptor) {
    seen.push(descriptor.initial * 65_536)
    return new Memory(descriptor)
  })
  return seen
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('the bytes of a training', () => {
  it.each([
    ['fast', 3000, 900, 6, 32],
    ['fast', 500, 8000, 40, 64],
    ['fast', 20, 10, 4, 200],
    ['parity', 3000, 900, 6, 20],
    ['parity', 4000, 300, 60, 7],
    ['exact', 2000, 700, 9, 32],
    ['exact', 3000, 300, 80, 8],
  ] as const)('of %s with %d clients, %d columns, %d entries each and %d factors are what is allocated', (...shape) => {
    const [solver, rows, cols, perRow, factors] = shape
    const csr = matrixOf(rows, cols, perRow)
    const settings = settingsOf(solver, factors)
    for (const threads of [1, 2, 8]) {
      const actual = actualBytes(csr, settings, threads)
      const { bytes } = estimateTraining(sizeOf(csr), settings, { threads, sharesMemory: true }, null)
      expect(bytes).toBeGreaterThanOrEqual(actual)
      expect(bytes).toBeLessThan(1.5 * actual)
    }
  })

  it('hold with ridges for each row, which take the place of whitened tables where rows are exact', () => {
    const csr = matrixOf(3000, 900, 6)
    for (const solver of ['fast', 'parity', 'exact'] as const) {
      const plain = settingsOf(solver, 32)
      const settings: AlsSettings = { ...plain, objective: { ...plain.objective, regularizationRule: 'scaled' } }
      const actual = actualBytes(csr, settings, 4)
      const { bytes } = estimateTraining(sizeOf(csr), settings, { threads: 4, sharesMemory: true }, null)
      expect(bytes).toBeGreaterThanOrEqual(actual)
      expect(bytes).toBeLessThan(1.5 * actual)
    }
  })

  it.each(['fast', 'exact'] as const)('of %s cover the memories of threads that share none', async (solver) => {
    const csr = matrixOf(3000, 900, 6)
    const settings = { ...settingsOf(solver, 32), iterations: 1 }
    const threads = 4
    const memories = watchMemories()
    const pool = new AlsPool()
    const ports = [1, 2, 3].map((member) => {
      const { port1, port2 } = new MessageChannel()
      expose(createMember(), port1)
      pool.add(member, port2)
      return port1
    })
    const { kernels, crew } = pool.at({ threads, sharesMemory: false })
    await trainAls(csr, settings, uncontrolled, kernels)
    for (const port of ports) port.close()
    expect(crew.record().threads).toBe(threads)
    const { bytes } = estimateTraining(sizeOf(csr), settings, { threads, sharesMemory: false }, null)
    const alone = estimateTraining(sizeOf(csr), settings, { threads: 1, sharesMemory: false }, null)
    // Those of the iterations, then those of the half-sweep that ends; each time the own one first.
    expect(memories.length).toBe(2 * threads)
    const sum = (sizes: readonly number[]) => sizes.reduce((all, one) => all + one, 0)
    const helpers = Math.max(sum(memories.slice(1, threads)), sum(memories.slice(threads + 1)))
    expect(bytes - alone.bytes).toBeGreaterThan(helpers)
    // Sent rows and factors stand beside the memories for a while.
    expect(bytes - alone.bytes).toBeLessThan(3 * helpers)
  })

  it('count the raw client factors that a model keeps while the earlier days are trained on', () => {
    // So many entries that the iterations take more than the half-sweep that ends.
    const size = { clientCount: 3000, columnCount: 900, entryCount: 1_800_000 }
    const refitted = settingsOf('parity', 20)
    const raw: AlsSettings = { ...refitted, clientFactors: 'raw' }
    const bytes = (settings: AlsSettings) => estimateTraining(size, settings, ALONE, null).bytes
    expect(bytes(raw) - bytes(refitted)).toBe(new Float64Array(size.clientCount * 20).byteLength)
    // And there is no exact half-sweep to wait for.
    expect(estimateTraining(size, raw, ALONE, null).ms).toBeLessThan(estimateTraining(size, refitted, ALONE, null).ms)
  })

  it('are refused just above the limit, with both numbers', () => {
    const size = { clientCount: 72_399, columnCount: 38_769, entryCount: 425_398 }
    const settings = settingsOf('fast', 32)
    const { bytes } = estimateTraining(size, settings, ALONE, null)
    expect(() => {
      refuseTooLarge(size, settings, ALONE, bytes)
    }).not.toThrow()
    expect(() => {
      refuseTooLarge(size, settings, ALONE, bytes - 1)
    }).toThrow(expect.objectContaining({ code: 'too-large', details: { bytes, limitBytes: bytes - 1 } }))
    expect(trainingLimitOf(2 ** 32)).toBe(2 ** 31)
    expect(trainingLimitOf(2 ** 40)).toBe(2 ** 32)
  })
})

describe('the time of a training', () => {
  const size = { clientCount: 10_000, columnCount: 1000, entryCount: 100_000 }

  it('grows with iterations and factors, and takes the rate of the last training', () => {
    const at = (settings: AlsSettings) => estimateTraining(size, settings, ALONE, null).ms
    const settings = settingsOf('fast', 32)
    expect(at({ ...settings, iterations: 16 })).toBeGreaterThan(1.5 * at(settings))
    expect(at(settingsOf('fast', 64))).toBeGreaterThan(2 * at(settings))
    expect(at(settingsOf('exact', 32))).toBeGreaterThan(at(settings))
    const last = { size, settings, place: ALONE, ms: 4000 }
    expect(estimateTraining(size, settings, ALONE, last).ms).toBeCloseTo(4000)
    expect(estimateTraining(size, settings, ALONE, { ...last, ms: 20 }).ms).toBe(at(settings))
  })

  it('falls with threads, less where memory is not shared, and the rate of the last training counts its threads', () => {
    const settings = settingsOf('fast', 32)
    const at = (threads: number, sharesMemory: boolean) =>
      estimateTraining(size, settings, { threads, sharesMemory }, null).ms
    expect(at(1, true)).toBe(at(1, false))
    // All of it but the set-up is shared out.
    for (const [threads, most] of [
      [2, 1.75],
      [8, 6.25],
    ] as const) {
      const faster = at(1, true) / at(threads, true)
      expect(faster).toBeGreaterThan(0.6 * most)
      expect(faster).toBeLessThan(most)
    }
    expect(at(4, false)).toBeGreaterThan(at(4, true))
    expect(at(4, false)).toBeLessThan(at(2, false))
    const last = { size, settings, place: { threads: 4, sharesMemory: true }, ms: 1000 }
    expect(estimateTraining(size, settings, last.place, last).ms).toBeCloseTo(1000)
    expect(estimateTraining(size, settings, ALONE, last).ms).toBeCloseTo((1000 * at(1, true)) / at(4, true))
  })

  it('follows the calibration of the device, and is the surer the more is known', () => {
    const settings = settingsOf('fast', 64)
    const slow = estimateTraining(size, settings, ALONE, null, { kernel: 5e6, exact: 5e5 })
    const quick = estimateTraining(size, settings, ALONE, null, { kernel: 5e7, exact: 5e6 })
    expect(slow.ms / quick.ms).toBeCloseTo(10)
    expect(quick.bytes).toBe(slow.bytes)
    const guessed = estimateTraining(size, settings, ALONE, null)
    const seen = estimateTraining(
      size,
      settings,
      ALONE,
      { size, settings, place: ALONE, ms: 4000 },
      { kernel: 5e6, exact: 5e5 },
    )
    expect(seen.ms).toBeCloseTo(4000)
    expect(guessed.spread).toBeGreaterThan(slow.spread)
    expect(slow.spread).toBeGreaterThan(seen.spread)
    expect(seen.spread).toBeGreaterThan(1)
  })

  it('takes the cheaper form of exact rows, and has an answer for no evidence', () => {
    const thin = { clientCount: 10_000, columnCount: 1000, entryCount: 10_000 }
    const full = { ...thin, entryCount: 5_000_000 }
    const sweep = (of: typeof thin, rank: number) =>
      trainingWork(of, { ...settingsOf('fast', rank), iterations: 0 }, ALONE).exact
    // One entry each: no row needs a system of the size of the rank, which would grow with its cube.
    expect(sweep(thin, 512) / sweep(thin, 256)).toBeLessThan(4.1)
    expect(sweep(full, 128) / sweep(full, 64)).toBeGreaterThan(3)
    expect(sweep(full, 128)).toBeGreaterThan(10 * sweep(thin, 128))
    const { ms } = estimateTraining(
      { clientCount: 0, columnCount: 0, entryCount: 0 },
      settingsOf('exact', 32),
      ALONE,
      null,
    )
    expect(ms).toBeGreaterThanOrEqual(0)
    expect(ms).toBeLessThan(1)
  })
})
