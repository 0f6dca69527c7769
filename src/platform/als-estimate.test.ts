import { afterEach, describe, expect, it, vi } from 'vitest'
import { createRandom } from '../core/matrix/random.ts'
import type { Csr } from '../core/matrix/csr.ts'
import { transpose } from '../core/matrix/transpose.ts'
import { estimateTraining, refuseTooLarge, trainingLimitOf } from '../core/models/als/estimate.ts'
import { testAlsSettings } from '../core/models/als/settings.fixture.ts'
import { initialFactors } from '../core/models/als/train.ts'
import { weightedRows } from '../core/models/als/weighted-rows.ts'
import { trainingWork } from '../core/models/als/training-work.ts'
import type { AlsSettings } from '../core/models/recipe.ts'
import { createKernelArithmetic } from './als-kernel.ts'

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

const sizeOf = (csr: Csr) => ({ clientCount: csr.rows, columnCount: csr.cols, entryCount: csr.colIdx.length })
const csrBytes = ({ rowPtr, colIdx, values }: Csr) => rowPtr.byteLength + colIdx.byteLength + values.byteLength

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
    const initial = initialFactors(rows, cols, factors, 1)
    const evidence = csrBytes(csr) + 4 * csr.colIdx.length
    const factorBytes = initial.clients.byteLength + initial.columns.byteLength
    const transposed = transpose(csr)
    const oneSide = weightedRows(csr, settings.objective).confidence.byteLength
    const setUp = csrBytes(transposed) + 2 * oneSide

    let kernelBytes = 0
    const { Memory } = WebAssembly
    vi.spyOn(WebAssembly, 'Memory').mockImplementation(function (descriptor) {
      kernelBytes += descriptor.initial * 65_536
      return new Memory(descriptor)
    })
    const arithmetic = createKernelArithmetic()(csr, settings, initial)
    const copies = arithmetic.factors()
    const copyBytes = copies === initial ? 0 : copies.clients.byteLength + copies.columns.byteLength
    expect(kernelBytes > 0).toBe(solver !== 'exact')
    // The compiler's page and the one that is begun are more than tiny tables; they are the same for all.
    const pages = kernelBytes > 0 ? 2 * 65_536 : 0
    const peak = kernelBytes > 0 ? Math.max(setUp, copyBytes) : setUp + oneSide
    const actual = evidence + factorBytes + kernelBytes + peak
    const { bytes } = estimateTraining(sizeOf(csr), settings, null)
    expect(bytes).toBeGreaterThan(0.8 * (actual - pages))
    expect(bytes).toBeLessThan(1.2 * actual)
  })

  it('count the raw client factors that a model keeps while the earlier days are trained on', () => {
    const size = { clientCount: 3000, columnCount: 900, entryCount: 18_000 }
    const refitted = settingsOf('parity', 20)
    const raw: AlsSettings = { ...refitted, clientFactors: 'raw' }
    const bytes = (settings: AlsSettings) => estimateTraining(size, settings, null).bytes
    expect(bytes(raw) - bytes(refitted)).toBe(new Float64Array(size.clientCount * 20).byteLength)
    // And there is no exact half-sweep to wait for.
    expect(estimateTraining(size, raw, null).ms).toBeLessThan(estimateTraining(size, refitted, null).ms)
  })

  it('are refused just above the limit, with both numbers', () => {
    const size = { clientCount: 72_399, columnCount: 38_769, entryCount: 425_398 }
    const settings = settingsOf('fast', 32)
    const { bytes } = estimateTraining(size, settings, null)
    expect(() => {
      refuseTooLarge(size, settings, bytes)
    }).not.toThrow()
    expect(() => {
      refuseTooLarge(size, settings, bytes - 1)
    }).toThrow(expect.objectContaining({ code: 'too-large', details: { bytes, limitBytes: bytes - 1 } }))
    expect(trainingLimitOf(2 ** 32)).toBe(2 ** 31)
    expect(trainingLimitOf(2 ** 40)).toBe(2 ** 32)
  })
})

describe('the time of a training', () => {
  const size = { clientCount: 10_000, columnCount: 1000, entryCount: 100_000 }

  it('grows with iterations and factors, and takes the rate of the last training', () => {
    const at = (settings: AlsSettings) => estimateTraining(size, settings, null).ms
    const settings = settingsOf('fast', 32)
    expect(at({ ...settings, iterations: 16 })).toBeGreaterThan(1.5 * at(settings))
    expect(at(settingsOf('fast', 64))).toBeGreaterThan(2 * at(settings))
    expect(at(settingsOf('exact', 32))).toBeGreaterThan(at(settings))
    const last = { size, settings, ms: 4000 }
    expect(estimateTraining(size, settings, last).ms).toBeCloseTo(4000)
    expect(estimateTraining(size, settings, { ...last, ms: 20 }).ms).toBe(at(settings))
  })

  it('follows the calibration of the device, and is the surer the more is known', () => {
    const settings = settingsOf('fast', 64)
    const slow = estimateTraining(size, settings, null, { kernel: 5e6, exact: 5e5 })
    const quick = estimateTraining(size, settings, null, { kernel: 5e7, exact: 5e6 })
    expect(slow.ms / quick.ms).toBeCloseTo(10)
    expect(quick.bytes).toBe(slow.bytes)
    const guessed = estimateTraining(size, settings, null)
    const seen = estimateTraining(size, settings, { size, settings, ms: 4000 }, { kernel: 5e6, exact: 5e5 })
    expect(seen.ms).toBeCloseTo(4000)
    expect(guessed.spread).toBeGreaterThan(slow.spread)
    expect(slow.spread).toBeGreaterThan(seen.spread)
    expect(seen.spread).toBeGreaterThan(1)
  })

  it('takes the cheaper form of exact rows, and has an answer for no evidence', () => {
    const thin = { clientCount: 10_000, columnCount: 1000, entryCount: 10_000 }
    const full = { ...thin, entryCount: 5_000_000 }
    const sweep = (of: typeof thin, rank: number) =>
      trainingWork(of, { ...settingsOf('fast', rank), iterations: 0 }).exact
    // One entry each: no row needs a system of the size of the rank, which would grow with its cube.
    expect(sweep(thin, 512) / sweep(thin, 256)).toBeLessThan(4.1)
    expect(sweep(full, 128) / sweep(full, 64)).toBeGreaterThan(3)
    expect(sweep(full, 128)).toBeGreaterThan(10 * sweep(thin, 128))
    const { ms } = estimateTraining({ clientCount: 0, columnCount: 0, entryCount: 0 }, settingsOf('exact', 32), null)
    expect(ms).toBeGreaterThanOrEqual(0)
    expect(ms).toBeLessThan(1)
  })
})
