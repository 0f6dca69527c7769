import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goldenCsr, goldenSettings, readGolden } from '../core/golden/read-golden.fixture.ts'
import { rowOf, type Csr } from '../core/matrix/csr.ts'
import { addGram, mirrorLower, ridgedGram } from '../core/matrix/gram.ts'
import { createRandom } from '../core/matrix/random.ts'
import { relativeError } from '../core/matrix/relative-error.fixture.ts'
import { createAlsModel } from '../core/models/als/als-model.ts'
import { exactCosts, localSweeps } from '../core/models/als/sweep.ts'
import { createPlainExactRows } from '../core/models/als/plain-side-solver.ts'
import { testAlsSettings } from '../core/models/als/settings.fixture.ts'
import type { CreateSideSolver } from '../core/models/als/side-solver.ts'
import { initialFactors, iterateAls, trainAls } from '../core/models/als/train.ts'
import type { WeightedRows } from '../core/models/als/weighted-rows.ts'
import { uncontrolled } from '../core/task-control.ts'
import { AlsPool } from './als-pool/als-pool.ts'
import { exactBuild } from './als-builds.ts'
import { memoryOf } from './als-plan.ts'
import { Float64Kernel } from './float64-kernel.ts'
import { planExact } from './exact-plan.ts'
import { createKernelArithmetic } from './als-kernel.ts'

/** One side in the kernel, alone against fixed rows without entries. */
const createKernelRows: CreateSideSolver = (rank, rows, others, w0) => {
  const none = {
    rows: others,
    rowPtr: new Uint32Array(others + 1),
    colIdx: new Uint32Array(),
    confidence: new Float64Array(),
  }
  const sides = { clients: rows, columns: none }
  let kernel: Float64Kernel
  return {
    kernel: 'wasm-float64',
    costs: exactCosts(rank),
    prepare(fixed, base, ridges) {
      const objective = {
        ...settings.objective,
        unobservedWeight: w0,
        regularizationRule: ridges ? 'spark' : 'plain',
      } as const
      const plan = planExact({ ...settings, factors: rank, objective }, sides, {
        threads: 1,
        isShared: false,
        sentRows: null,
      })
      kernel = new Float64Kernel(plan, memoryOf(plan.bytes, 'own'), 'own', 0)
      kernel.writeRows(sides)
      kernel.writeFactors({ clients: new Float64Array(rows.rows * rank).fill(7), columns: fixed })
      for (const _ of kernel.setBase(base, ridges)) continue
      if (kernel.whitens) kernel.whiten('clients', 0, others)
    },
    solve(start, end, solved) {
      kernel.solve('clients', start, end)
      solved.set(kernel.factors().clients.subarray(start * rank, end * rank), start * rank)
    },
  }
}

/** Rows against fixed factors, with what both sides share. */
interface System {
  readonly rank: number
  readonly rows: WeightedRows
  readonly others: number
  readonly fixed: Float64Array
  readonly base: Float64Array
  readonly w0: number
}

/** Rows of the given confidences, on columns drawn without repeats; `w0·G + λI` of factors between -0.4 and 0.6. */
function systemOf(
  rank: number,
  confidences: readonly (readonly number[])[],
  { others = 90, w0 = 1, lambda = 2, seed = 3 }: { others?: number; w0?: number; lambda?: number; seed?: number } = {},
): System {
  const random = createRandom(seed)
  const fixed = Float64Array.from({ length: others * rank }, () => random.next() - 0.4)
  const gram = new Float64Array(rank * rank)
  addGram(fixed, rank, 0, others, gram)
  mirrorLower(gram, rank)
  const base = new Float64Array(rank * rank)
  ridgedGram(gram, rank, w0, lambda, base)
  const rowPtr = [0]
  const colIdx: number[] = []
  for (const row of confidences) {
    const columns = new Set<number>()
    while (columns.size < row.length) columns.add(Math.floor(random.next() * others))
    colIdx.push(...[...columns].sort((a, b) => a - b))
    rowPtr.push(colIdx.length)
  }
  const rows = {
    rows: confidences.length,
    rowPtr: Uint32Array.from(rowPtr),
    colIdx: Uint32Array.from(colIdx),
    confidence: Float64Array.from(confidences.flat()),
  }
  return { rank, rows, others, fixed, base, w0 }
}

/** Confidences above 1 for rows of these many entries. */
const sureRows = (sizes: readonly number[]): number[][] =>
  sizes.map((size, row) => Array.from({ length: size }, (_, entry) => 1.25 + ((row + 3 * entry) % 7)))

function answers(
  create: CreateSideSolver,
  system: System,
  ridges: Float64Array | null = null,
  slice = Infinity,
): Float64Array {
  const { rank, rows, others, fixed, base, w0 } = system
  const solver = create(rank, rows, others, w0)
  solver.prepare(fixed, base, ridges)
  const solved = new Float64Array(rows.rows * rank).fill(7)
  for (let start = 0; start < rows.rows; start += slice) solver.solve(start, Math.min(start + slice, rows.rows), solved)
  return solved
}

const rowsOf = (table: Float64Array, rank: number): Float64Array[] =>
  Array.from({ length: table.length / rank }, (_, row) => table.subarray(row * rank, (row + 1) * rank))

/** Ridges as small as these change no number, and call for the primal form. */
const primalAnswers = (system: System) =>
  answers(createKernelRows, system, new Float64Array(system.rows.rows).fill(1e-300))

/** For each row whether the dual form computed it, which both forms then agree on. */
function dualRows(system: System): boolean[] {
  const ours = rowsOf(answers(createKernelRows, system), system.rank)
  const primal = rowsOf(primalAnswers(system), system.rank)
  const plain = rowsOf(answers(createPlainExactRows, system), system.rank)
  return ours.map((row, at) => {
    expect(relativeError(row, plain[at]!)).toBeLessThan(1e-9)
    expect(relativeError(primal[at]!, plain[at]!)).toBeLessThan(1e-9)
    return row.some((value, i) => value !== primal[at]![i])
  })
}

/** What computes a training in one thread. */
const alone = new AlsPool().at({ threads: 1, sharesMemory: false }).kernels

describe('exact rows in the kernel', () => {
  it.each(Array.from({ length: 70 }, (_, at) => at + 1))('answer as the twin does, rank %i', (rank) => {
    const sizes = [0, 1, 2, 3, 4, 5, 31, 32, 33, 65, Math.floor(rank / 2), Math.floor(0.75 * rank), rank, rank + 1]
    const system = systemOf(rank, sureRows(sizes))
    const plain = answers(createPlainExactRows, system)
    const ours = answers(createKernelRows, system)
    expect(ours.subarray(0, rank).every((value) => value === 0)).toBe(true)
    const ridges = Float64Array.from(sizes, (_, row) => 0.5 + row)
    expect(relativeError(ours, plain)).toBeLessThan(1e-12)
    expect(
      relativeError(answers(createKernelRows, system, ridges), answers(createPlainExactRows, system, ridges)),
    ).toBeLessThan(1e-12)
  })

  it('answer as the twin does, any confidences, weights and ridges', () => {
    const confidence = fc.oneof(
      fc.double({ min: -8, max: 8, noNaN: true }),
      fc.double({ min: 1, max: 300, noNaN: true }),
      fc.constantFrom(0, 0.25, 1, -1),
    )
    const row = fc.array(confidence, { maxLength: 24 })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.oneof(row, fc.array(fc.double({ min: 1.01, max: 50, noNaN: true }), { maxLength: 12 })), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.constantFrom(0.05, 0.25, 1),
        fc.boolean(),
        fc.nat(),
        (rank, confidences, w0, hasRidges, seed) => {
          const system = systemOf(rank, confidences, { w0, seed, lambda: hasRidges ? 0 : 3, others: 40 })
          // What a row of c below w0 takes away must not outweigh the ridge.
          const ridges = hasRidges ? Float64Array.from(confidences, (_, at) => 20 + at) : null
          const plain = rowsOf(answers(createPlainExactRows, system, ridges), rank)
          rowsOf(answers(createKernelRows, system, ridges), rank).forEach((ours, at) => {
            const size = Math.hypot(...plain[at]!)
            const miss = Math.hypot(...ours.map((value, i) => value - plain[at]![i]!))
            expect(miss).toBeLessThanOrEqual(1e-9 * size)
          })
        },
      ),
      { seed: 20190913, numRuns: 300 },
    )
  })

  it('take the dual form for short rows alone whose c are all above w0, and it agrees with the primal one', () => {
    const rank = 16
    const above = [1.5, 2, 40, 1.0001, 9]
    const confidences = [
      [3],
      above,
      [...above, 1],
      [...above, 0.5],
      [...above, -4],
      [...above, 1 + 2 ** -52],
      ...sureRows([12, 13, 16, 17]),
      [1e6, 1e6, 1e6],
    ]
    expect(dualRows(systemOf(rank, confidences))).toEqual([
      ...[true, true, false, false, false, true],
      ...[true, false, false, false],
      true,
    ])
    // The bound is w0, not 1.
    expect(dualRows(systemOf(rank, [[0.6, 0.3], [0.6, 0.25], [1.5]], { w0: 0.25 }))).toEqual([true, false, true])
    expect(dualRows(systemOf(rank, [[1.5, 1.9], [2.5]], { w0: 2 }))).toEqual([false, true])
  })

  it('take equal factors of several entries, and zeros among them', () => {
    const system = systemOf(16, sureRows([6, 12, 3]), { others: 20 })
    const [first, zero] = [system.fixed.slice(0, 16), new Float64Array(16)]
    for (let column = 0; column < 20; column += 1) system.fixed.set(column % 5 === 0 ? zero : first, column * 16)
    expect(dualRows(system)).toEqual([true, true, true])
  })

  it('take the primal form for all rows where base is near to singular', () => {
    const sizes = sureRows([1, 4, 8])
    expect(dualRows(systemOf(16, sizes, { others: 12, lambda: 1e-3 }))).toEqual([true, true, true])
    const near = systemOf(16, sizes, { others: 12, lambda: 1e-7 })
    expect(answers(createKernelRows, near)).toEqual(primalAnswers(near))
  })

  it('take rows of thousands of entries', () => {
    const system = systemOf(33, sureRows([2500, 3, 1999]), { others: 2600 })
    expect(relativeError(answers(createKernelRows, system), answers(createPlainExactRows, system))).toBeLessThan(1e-12)
  })

  it('give the same bits however rows are cut and in whatever order they come', () => {
    const system = systemOf(21, sureRows(Array.from({ length: 300 }, (_, row) => row % 26)))
    const whole = answers(createKernelRows, system)
    for (const slice of [1, 5, 37, 128, 129]) expect(answers(createKernelRows, system, null, slice)).toEqual(whole)
    const { rank, rows, others, fixed, base, w0 } = system
    const backwards = createKernelRows(rank, rows, others, w0)
    backwards.prepare(fixed, base, null)
    const solved = new Float64Array(whole.length)
    for (let row = rows.rows - 1; row >= 0; row -= 1) backwards.solve(row, row + 1, solved)
    expect(solved).toEqual(whole)
    // A worker that holds a share of the rows.
    const from = rows.rowPtr[100]!
    const share: WeightedRows = {
      rows: 50,
      rowPtr: rows.rowPtr.slice(100, 151).map((at) => at - from),
      colIdx: rows.colIdx.slice(from, rows.rowPtr[150]),
      confidence: rows.confidence.slice(from, rows.rowPtr[150]),
    }
    expect(answers(createKernelRows, { ...system, rows: share })).toEqual(whole.subarray(100 * rank, 150 * rank))
  })

  it('forget the half-sweep before', () => {
    const sizes = sureRows([1, 3, 9, 30])
    const first = systemOf(18, sizes, { seed: 1 })
    const second = systemOf(18, sizes, { seed: 2 })
    const solver = createKernelRows(18, first.rows, first.others, 1)
    const solved = new Float64Array(4 * 18)
    for (const [{ fixed, base }, ridges] of [
      [first, null],
      [second, new Float64Array(4).fill(3)],
      [second, null],
      [first, null],
    ] as const) {
      solver.prepare(fixed, base, ridges)
      solver.solve(0, 4, solved)
      expect(solved).toEqual(answers(createKernelRows, { ...first, fixed, base }, ridges))
    }
  })

  it('refuse a row without an answer by its number, as the twin does', () => {
    const rank = 5
    const sizes = Array.from({ length: 200 }, (_, row) => (row < 150 ? 8 : 3))
    const system = { ...systemOf(rank, sureRows(sizes)), base: new Float64Array(rank * rank) }
    const refusal = { code: 'singular-system', details: { row: 150, factor: 3 } }
    for (const create of [createKernelRows, createPlainExactRows])
      expect(() => answers(create, system)).toThrow(expect.objectContaining(refusal))
    for (const [sizesOf, factor] of [
      [[2, 3], 0],
      [[9, 9], 0],
    ] as const) {
      const broken = systemOf(rank, sureRows(sizesOf))
      broken.fixed.fill(Number.NaN)
      expect(() => answers(createKernelRows, broken)).toThrow(
        expect.objectContaining({ code: 'singular-system', details: { row: 0, factor } }),
      )
    }
  })

  it('say that the memory does not suffice', () => {
    const { rows, base } = systemOf(4, [[2]])
    // 4 million rows of 512 factors are 16 GB.
    const solver = createKernelRows(512, rows, 4_000_000, 1)
    expect(() => {
      solver.prepare(new Float64Array(), base, null)
    }).toThrow(expect.objectContaining({ code: 'out-of-memory' }))
  })

  it('are left to plain TypeScript where no kernel runs', () => {
    expect(exactBuild()).not.toBeNull()
    const initial = initialFactors(20, 8, settings.factors, 1)
    expect(createKernelArithmetic(null, null)(shop(20, 8, 3), settings, initial).kernel).toBe('typescript-float64')
  })
})

/** Clients with some columns each, counts 1 to 4. */
function shop(rows: number, cols: number, most: number): Csr {
  const random = createRandom(11)
  const rowPtr = new Uint32Array(rows + 1)
  const colIdx: number[] = []
  for (let row = 0; row < rows; row += 1) {
    const columns = new Set(Array.from({ length: Math.floor(random.next() * most) }, () => random.next() ** 2 * cols))
    colIdx.push(...[...new Set([...columns].map(Math.floor))].sort((a, b) => a - b))
    rowPtr[row + 1] = colIdx.length
  }
  const values = Float32Array.from(colIdx, () => 1 + Math.floor(random.next() * 4))
  return { rows, cols, rowPtr, colIdx: Uint32Array.from(colIdx), values }
}

const settings = testAlsSettings({ solver: 'exact', factors: 13, iterations: 8, objective: { lambda: 1 } })

describe('a training with the exact kernel', () => {
  const csr = shop(400, 60, 20)

  it('walks with the twin, names itself, and never raises the loss', async () => {
    const ours = await trainAls(csr, settings, uncontrolled, alone)
    const twin = await trainAls(csr, settings, uncontrolled)
    expect(ours.kernel).toBe('wasm-float64')
    expect(relativeError(ours.clients, twin.clients)).toBeLessThan(1e-9)
    expect(relativeError(ours.columns, twin.columns)).toBeLessThan(1e-9)
    ours.losses.slice(1).forEach((loss, at) => {
      expect(loss).toBeLessThanOrEqual(ours.losses[at]! * (1 + 1e-12))
    })
  })

  it.each(['exact', 'fast', 'parity'] as const)(
    'ends, after %s, in what folding in gives, to rounding',
    async (solver) => {
      const own = { ...settings, solver }
      const { clients, columns, kernel } = await trainAls(csr, own, uncontrolled, alone)
      expect(kernel).toMatch(solver === 'exact' ? /^wasm-float64$/ : /simd$/)
      const model = createAlsModel({ settings: own, columnFactors: columns, categoryCount: csr.cols })
      let compared = 0
      for (let row = 0; row < csr.rows; row += 1) {
        const fitted = model.fitRow(rowOf(csr, row))
        if (fitted === null) continue
        const scores = rowsOf(columns, 13).map((column) =>
          column.reduce((sum, factor, i) => sum + factor * clients[row * 13 + i]!, 0),
        )
        expect(relativeError(scores, fitted.scores)).toBeLessThan(1e-12)
        compared += 1
      }
      expect(compared).toBeGreaterThan(300)
    },
  )
})

describe.each(['als_small.json', 'als_negative.json'] as const)('implicit 0.7.3 in the exact kernel, %s', (name) => {
  const file = readGolden(name)
  it.each(file.cases.filter(({ solver }) => solver === 'cholesky'))('case $name ($dtype)', async (golden) => {
    // As for the twin in core: the library's own float32 rounding, and its lambda as a float in the loss.
    const tolerance = golden.dtype === 'float64' ? { factors: 5e-9, loss: 2e-8 } : { factors: 6e-5, loss: 6e-6 }
    for (const state of golden.states) {
      const initial = {
        clients: Float64Array.from(file.initial_user_factors.data),
        columns: Float64Array.from(file.initial_item_factors.data),
      }
      const fit = await iterateAls(
        goldenCsr(file.user_items),
        goldenSettings(golden, state.iterations),
        initial,
        uncontrolled,
        { startSweeps: localSweeps(createKernelArithmetic()) },
      )
      expect(fit.kernel).toBe('wasm-float64')
      expect(relativeError(fit.clients, state.user_factors.data)).toBeLessThan(tolerance.factors)
      expect(relativeError(fit.columns, state.item_factors.data)).toBeLessThan(tolerance.factors)
      expect(relativeError(fit.losses, state.training_loss)).toBeLessThan(tolerance.loss)
    }
  })
})
