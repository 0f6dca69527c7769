import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goldenCsr, goldenSettings, readGolden } from '../core/golden/read-golden.fixture.ts'
import type { Csr } from '../core/matrix/csr.ts'
import { addGram, mirrorLower, ridgedGram } from '../core/matrix/gram.ts'
import { relativeError } from '../core/matrix/relative-error.fixture.ts'
import type { AlsArithmetic, AlsFactors, CreateArithmetic, Side } from '../core/models/als/arithmetic.ts'
import { createPlainArithmetic, plainKernels } from '../core/models/als/plain-arithmetic.ts'
import { testAlsSettings } from '../core/models/als/settings.fixture.ts'
import { createParitySolver } from '../core/models/als/parity-solver.ts'
import { localSweeps } from '../core/models/als/sweep.ts'
import { initialFactors, iterateAls, trainAls } from '../core/models/als/train.ts'
import { weightedRows } from '../core/models/als/weighted-rows.ts'
import { choleskyWhitening } from '../core/models/als/whitening.ts'
import type { AlsSettings, AlsSolver } from '../core/models/recipe.ts'
import { uncontrolled } from '../core/task-control.ts'
import { bestBuild, type AlsBuild } from './als-builds.ts'
import { createKernelArithmetic } from './als-kernel.ts'
import { shop } from './shop-matrix.fixture.ts'

/** Builds that this machine runs. Relaxed SIMD is younger. */
const builds: readonly AlsBuild[] = [...new Set<AlsBuild>(['wasm-simd', bestBuild() ?? 'wasm-simd'])]

const settingsOf = (solver: AlsSolver, changes: Partial<AlsSettings> = {}): AlsSettings =>
  testAlsSettings({ solver, factors: 20, iterations: 6, ...changes })

/** Factors as large as those of a trained model, on both sides of zero. */
function grownFactors({ rows, cols }: Csr, rank: number): AlsFactors {
  const { clients, columns } = initialFactors(rows, cols, rank, 7)
  return { clients, columns: columns.map((value) => 100 * (value - 0.005)) }
}

/** `table · matrix`, shapes `[rows, rank]` and `[rank, rank]`. */
const times = (table: Float64Array, matrix: Float64Array, rank: number): Float64Array =>
  table.map((_, at) => {
    const row = at - (at % rank)
    let sum = 0
    for (let k = 0; k < rank; k += 1) sum += table[row + k]! * matrix[k * rank + (at % rank)]!
    return sum
  })

const iterate = (csr: Csr, settings: AlsSettings, createArithmetic?: CreateArithmetic) => {
  const initial = initialFactors(csr.rows, csr.cols, settings.factors, settings.seed)
  return iterateAls(csr, settings, initial, uncontrolled, {
    startSweeps: createArithmetic && localSweeps(createArithmetic),
  })
}

describe.each(builds)('the kernel (%s)', (build) => {
  const kernel = createKernelArithmetic(build)

  it('names itself', async () => {
    const csr = shop(30, 12, 4, 1)
    expect((await iterate(csr, settingsOf('fast'), kernel)).kernel).toBe(build)
    expect((await iterate(csr, settingsOf('exact'), kernel)).kernel).toBe('wasm-float64')
  })

  it.each([1, 7, 8, 9, 16, 20, 33, 64, 128])('walks with the float64 twin, parity, %i factors', async (factors) => {
    const csr = shop(300, 90, 8, 3)
    const settings = settingsOf('parity', { factors })
    const ours = await iterate(csr, settings, kernel)
    const twin = await iterate(csr, settings)
    expect(relativeError(ours.clients, twin.clients)).toBeLessThan(1e-3)
    expect(relativeError(ours.columns, twin.columns)).toBeLessThan(1e-3)
    expect(relativeError(ours.losses, twin.losses)).toBeLessThan(1e-5)
  })

  it.each([1, 8, 20, 33, 100])('is as good as exact, fast, %i factors', async (factors) => {
    const csr = shop(300, 90, 8, 3)
    const ours = await iterate(csr, settingsOf('fast', { factors }), kernel)
    const exact = await iterate(csr, settingsOf('exact', { factors }))
    // Three steps are not the end of the road in a row of many entries; the loss knows no difference.
    expect(relativeError(ours.losses.slice(-1), exact.losses.slice(-1))).toBeLessThan(2e-3)
    const rows = ours.losses.map((loss, at) => loss - (ours.losses[at - 1] ?? loss))
    expect(Math.max(...rows)).toBeLessThanOrEqual(1e-6)
  })

  it('solves a row of one or two entries exactly, fast: its system has as many eigenvalues that are not 1', async () => {
    const csr = shop(80, 40, 1, 5)
    const settings = settingsOf('fast', { iterations: 1 })
    const ours = await iterate(csr, settings, kernel)
    const exact = await iterate(csr, { ...settings, solver: 'exact' })
    for (let row = 0; row < csr.rows; row += 1) {
      if (csr.rowPtr[row + 1]! - csr.rowPtr[row]! > 2) continue
      const part = (table: Float64Array) => table.subarray(row * settings.factors, (row + 1) * settings.factors)
      part(ours.clients).forEach((value, at) => {
        expect(value).toBeCloseTo(part(exact.clients)[at]!, 5)
      })
    }
  })

  it.each([1, 2, 3, 5, 10])('takes %i steps of conjugate gradient, as the twin does', (cgSteps) => {
    const csr = shop(300, 90, 8, 3)
    const clientsAfter = (steps: number, createArithmetic: CreateArithmetic) => {
      const settings = settingsOf('parity', { cgSteps: steps })
      const arithmetic = createArithmetic(csr, settings, grownFactors(csr, settings.factors))
      sweep(arithmetic, 'clients', csr.rows, csr.cols, 1000)
      return arithmetic.factors().clients
    }
    const twin = clientsAfter(cgSteps, createPlainArithmetic)
    expect(relativeError(clientsAfter(cgSteps, kernel), twin)).toBeLessThan(2e-5)
    if (cgSteps < 10)
      expect(relativeError(clientsAfter(cgSteps + 1, createPlainArithmetic), twin)).toBeGreaterThan(1e-4)
  })

  it.each([1, 2, 3, 5])('takes %i of them in white coordinates, fast', (cgSteps) => {
    const csr = shop(300, 90, 8, 3)
    const settings = settingsOf('fast', { cgSteps })
    const rank = settings.factors
    const initial = grownFactors(csr, rank)
    const { clients, columns } = { clients: initial.clients.slice(), columns: initial.columns.slice() }
    const arithmetic = kernel(csr, settings, initial)
    sweep(arithmetic, 'clients', csr.rows, csr.cols, 1000)

    const { unobservedWeight: w0, lambda } = settings.objective
    const base = new Float64Array(rank * rank)
    addGram(columns, rank, 0, csr.cols, base)
    mirrorLower(base, rank)
    ridgedGram(base.slice(), rank, w0, lambda, base)
    const { toWhite, fromWhite, ofFixed } = choleskyWhitening(base, rank, rank)
    const identity = Float64Array.from(base, (_, at) => (at % (rank + 1) === 0 ? 1 : 0))
    const white = times(clients, toWhite, rank)
    const solver = createParitySolver(rank, identity, null, w0, cgSteps)
    const rows = weightedRows(csr, settings.objective)
    const fixed = times(columns, ofFixed, rank)
    for (let row = 0; row < csr.rows; row += 1) {
      if (csr.rowPtr[row] === csr.rowPtr[row + 1]) white.fill(0, row * rank, (row + 1) * rank)
      else solver.solveRow(rows, row, fixed, white)
    }
    expect(relativeError(arithmetic.factors().clients, times(white, fromWhite, rank))).toBeLessThan(1e-4)
  })

  it('passes over the steps in the exact solver', async () => {
    const csr = shop(60, 20, 4, 2)
    const one = await iterate(csr, settingsOf('exact', { cgSteps: 1 }), kernel)
    const five = await iterate(csr, settingsOf('exact', { cgSteps: 5 }), kernel)
    expect(one).toEqual(five)
  })

  it('gives the same bits however the rows are cut', () => {
    const csr = shop(150, 60, 6, 9)
    for (const solver of ['fast', 'parity'] as const) {
      const settings = settingsOf(solver)
      const run = (slice: number) => {
        const arithmetic = kernel(csr, settings, initialFactors(csr.rows, csr.cols, 20, 7))
        sweep(arithmetic, 'clients', csr.rows, csr.cols, slice)
        sweep(arithmetic, 'columns', csr.cols, csr.rows, slice)
        return arithmetic.factors()
      }
      const whole = run(1000)
      for (const slice of [1, 5, 16, 37]) expect(run(slice)).toEqual(whole)
    }
  })

  it('leaves rows without entries at zero', async () => {
    const csr = shop(60, 20, 3, 2)
    const { clients } = await iterate(csr, settingsOf('fast', { iterations: 1 }), kernel)
    for (let row = 0; row < csr.rows; row += 1)
      if (csr.rowPtr[row] === csr.rowPtr[row + 1])
        expect(clients.subarray(row * 20, (row + 1) * 20).every((value) => value === 0)).toBe(true)
  })

  it('takes any small matrix and any sound objective', async () => {
    const objective = fc.record({
      confidence: fc.constantFrom('paper' as const, 'implicit' as const),
      alpha: fc.double({ min: 1, max: 40, noNaN: true }),
      epsilon: fc.constant(1),
      unobservedWeight: fc.double({ min: 0.05, max: 1, noNaN: true }),
      regularizationRule: fc.constant('plain' as const),
      lambda: fc.double({ min: 0.5, max: 50, noNaN: true }),
      exponent: fc.constant(1),
    })
    const sizes = fc.record({
      rows: fc.integer({ min: 1, max: 40 }),
      cols: fc.integer({ min: 1, max: 30 }),
      seed: fc.nat(),
    })
    await fc.assert(
      fc.asyncProperty(
        sizes,
        objective,
        fc.integer({ min: 1, max: 18 }),
        async ({ rows, cols, seed }, goal, factors) => {
          const csr = shop(rows, cols, 5, seed)
          const settings = settingsOf('parity', { factors, iterations: 2, objective: goal })
          const ours = await iterate(csr, settings, kernel)
          const twin = await iterate(csr, settings)
          // More factors than the matrix has ranks: cut-off steps blow up rounding.
          if (csr.colIdx.length > 0) expect(relativeError(ours.losses, twin.losses)).toBeLessThan(1e-2)
          const fast = await iterate(csr, { ...settings, solver: 'fast' }, kernel)
          expect(fast.losses.every(Number.isFinite)).toBe(true)
        },
      ),
      { seed: 20190913, numRuns: 60 },
    )
  })

  it('refuses a system without an answer', async () => {
    const csr = shop(30, 12, 4, 1)
    const settings = settingsOf('fast', { factors: 40 })
    const ridgeless = { ...settings, objective: { ...settings.objective, lambda: 0 } }
    await expect(
      trainAls(csr, ridgeless, uncontrolled, { ...plainKernels, startSweeps: localSweeps(kernel) }),
    ).rejects.toMatchObject({
      code: 'singular-system',
    })
  })

  it('says that the memory does not suffice', () => {
    const csr = { ...shop(30, 12, 4, 1), rows: 30, cols: 4_000_000 }
    const settings = settingsOf('fast', { factors: 512 })
    // 4 million columns of 512 factors are 8 GB as float32.
    const initial: AlsFactors = { clients: new Float64Array(30 * 512), columns: new Float64Array() }
    expect(() => kernel(csr, settings, initial)).toThrow(expect.objectContaining({ code: 'out-of-memory' }))
  })

  const golden = readGolden('als_small.json')
  it.each(golden.cases.filter(({ solver }) => solver === 'cg'))('is near implicit, case $name', async (one) => {
    const csr = goldenCsr(golden.user_items)
    for (const state of one.states) {
      const initial = (): AlsFactors => ({
        clients: Float64Array.from(golden.initial_user_factors.data),
        columns: Float64Array.from(golden.initial_item_factors.data),
      })
      const settings = goldenSettings(one, state.iterations)
      const ours = await iterateAls(csr, settings, initial(), uncontrolled, { startSweeps: localSweeps(kernel) })
      const twin = await iterateAls(csr, settings, initial(), uncontrolled)
      // Three cut-off steps blow up the rounding of any float32 program; ours may blow up no more than the library's.
      const allowed = Math.max(1e-3, 5 * relativeError(state.user_factors.data, twin.clients))
      expect(relativeError(ours.clients, twin.clients)).toBeLessThan(one.dtype === 'float32' ? allowed : 6e-2)
      expect(relativeError(ours.losses, state.training_loss)).toBeLessThan(1e-2)
    }
  })
})

function sweep(arithmetic: AlsArithmetic, side: Side, rows: number, others: number, slice: number): void {
  const gram = new Float64Array(400)
  arithmetic.addGram(side === 'clients' ? 'columns' : 'clients', 0, others, gram)
  mirrorLower(gram, 20)
  const base = new Float64Array(400)
  ridgedGram(gram, 20, 1, 5, base)
  for (const _ of arithmetic.prepare(side, base, null));
  for (let start = 0; start < rows; start += slice) arithmetic.solve(start, Math.min(rows, start + slice))
}

it('stays in float64 where no build runs', () => {
  const csr = shop(30, 12, 4, 1)
  const settings = settingsOf('fast')
  const initial = initialFactors(csr.rows, csr.cols, settings.factors, 1)
  expect(createKernelArithmetic(null)(csr, settings, initial).kernel).toBe(
    createPlainArithmetic(csr, settings, initial).kernel,
  )
})
