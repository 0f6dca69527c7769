import { describe, expect, it } from 'vitest'
import type { Csr } from '../core/matrix/csr.ts'
import { mirrorLower, ridgedGram } from '../core/matrix/gram.ts'
import { relativeError } from '../core/matrix/relative-error.fixture.ts'
import type { AlsArithmetic, CreateArithmetic, Side } from '../core/models/als/arithmetic.ts'
import { ridgesOf } from '../core/models/als/ridges.ts'
import { naiveSolve, RULES, settingsFor, unevenShop } from '../core/models/als/rules.fixture.ts'
import { localSweeps } from '../core/models/als/sweep.ts'
import { initialFactors, iterateAls } from '../core/models/als/train.ts'
import type { AlsSettings, Objective } from '../core/models/recipe.ts'
import { uncontrolled } from '../core/task-control.ts'
import { bestBuild, type AlsBuild } from './als-builds.ts'
import { createKernelArithmetic } from './als-kernel.ts'

const builds: readonly AlsBuild[] = [...new Set<AlsBuild>(['wasm-simd', bestBuild() ?? 'wasm-simd'])]
const csr = unevenShop(260, 90, 7, 3)
/** Many rows of one or two entries: three steps solve them, since their systems have three different eigenvalues. */
const short = unevenShop(120, 60, 1, 5)
const ownRidges = RULES.filter(({ objective }) => objective.regularizationRule !== 'plain')
const spark = ownRidges.find(({ objective }) => objective.regularizationRule === 'spark')!.objective

const iterate = (matrix: Csr, settings: AlsSettings, createArithmetic?: CreateArithmetic) =>
  iterateAls(matrix, settings, initialFactors(matrix.rows, matrix.cols, settings.factors, 7), uncontrolled, {
    startSweeps: createArithmetic && localSweeps(createArithmetic),
  })

/** One half-sweep in slices. */
function sweep(
  arithmetic: AlsArithmetic,
  side: Side,
  matrix: Csr,
  rank: number,
  objective: Objective,
  ridges: Float64Array | null,
  slice = 1000,
): void {
  const gram = new Float64Array(rank * rank)
  arithmetic.addGram(
    side === 'clients' ? 'columns' : 'clients',
    0,
    side === 'clients' ? matrix.cols : matrix.rows,
    gram,
  )
  mirrorLower(gram, rank)
  const base = new Float64Array(rank * rank)
  ridgedGram(gram, rank, objective.unobservedWeight, ridges === null ? objective.lambda : 0, base)
  for (const _ of arithmetic.prepare(side, base, ridges));
  const rows = side === 'clients' ? matrix.rows : matrix.cols
  for (let start = 0; start < rows; start += slice) arithmetic.solve(start, Math.min(rows, start + slice))
}

describe.each(builds)('the kernel (%s) under every rule', (build) => {
  const kernel = createKernelArithmetic(build)

  describe.each(RULES)('$name', ({ objective }) => {
    it.each([5, 8, 20, 33])('walks with the float64 twin, parity, %i factors', async (factors) => {
      const settings = settingsFor(objective, 'parity', factors)
      const ours = await iterate(csr, settings, kernel)
      const twin = await iterate(csr, settings)
      expect(relativeError(ours.clients, twin.clients)).toBeLessThan(1e-3)
      expect(relativeError(ours.columns, twin.columns)).toBeLessThan(1e-3)
      expect(relativeError(ours.losses, twin.losses)).toBeLessThan(1e-5)
    })

    it.each([5, 8, 20, 33])('ends where exact ends, fast, %i factors', async (factors) => {
      const fast = await iterate(csr, settingsFor(objective, 'fast', factors, 40), kernel)
      const exact = await iterate(csr, settingsFor(objective, 'exact', factors, 40))
      expect(relativeError(fast.losses.slice(-1), exact.losses.slice(-1))).toBeLessThan(1e-3)
    })

    it('solves rows of one or two entries exactly, fast', () => {
      const rank = 13
      const settings = settingsFor(objective, 'fast', rank, 1)
      const initial = initialFactors(short.rows, short.cols, rank, 7)
      // Float32 keeps small factors; larger ones make systems that are not almost the identity.
      const start = { clients: initial.clients, columns: initial.columns.map((value) => Math.fround(value * 200 - 1)) }
      const arithmetic = kernel(short, settings, start)
      sweep(arithmetic, 'clients', short, rank, objective, ridgesOf(short, objective)?.clients ?? null)
      const { clients, columns } = arithmetic.factors()
      let seen = 0
      for (let row = 0; row < short.rows; row += 1) {
        const entries = short.rowPtr[row + 1]! - short.rowPtr[row]!
        if (entries === 0 || entries > 2) continue
        seen += 1
        const best = naiveSolve(short, row, columns, rank, objective)
        expect(relativeError(clients.subarray(row * rank, (row + 1) * rank), best)).toBeLessThan(2e-4)
      }
      expect(seen).toBeGreaterThan(50)
    })
  })

  it.each(ownRidges)('gives the same bits however the rows are cut, $name', ({ objective }) => {
    for (const solver of ['fast', 'parity'] as const) {
      const run = (slice: number) => {
        const initial = initialFactors(csr.rows, csr.cols, 20, 7)
        const arithmetic = kernel(csr, settingsFor(objective, solver, 20), initial)
        const ridges = ridgesOf(csr, objective)!
        sweep(arithmetic, 'clients', csr, 20, objective, ridges.clients, slice)
        sweep(arithmetic, 'columns', csr, 20, objective, ridges.columns, slice)
        return arithmetic.factors()
      }
      const whole = run(1000)
      for (const slice of [1, 5, 16, 37]) expect(run(slice)).toEqual(whole)
    }
  })

  it('takes one ridge for all as own ridges of the same size: two ways of whitening, one answer', () => {
    const rank = 20
    const scaled = ownRidges[0]!.objective
    const plain: Objective = { ...scaled, regularizationRule: 'plain', lambda: 5 }
    const run = (objective: Objective, solver: 'fast' | 'parity') => {
      const arithmetic = kernel(csr, settingsFor(objective, solver, rank), initialFactors(csr.rows, csr.cols, rank, 7))
      const isPlain = objective === plain
      for (let iteration = 0; iteration < 3; iteration += 1) {
        sweep(arithmetic, 'clients', csr, rank, plain, isPlain ? null : new Float64Array(csr.rows).fill(5))
        sweep(arithmetic, 'columns', csr, rank, plain, isPlain ? null : new Float64Array(csr.cols).fill(5))
      }
      return arithmetic.factors().clients
    }
    for (const solver of ['fast', 'parity'] as const)
      expect(relativeError(run(scaled, solver), run(plain, solver))).toBeLessThan(1e-3)
  })

  it('works with more factors than the matrix has ranks', async () => {
    const narrow = unevenShop(40, 12, 3, 2)
    for (const { objective } of ownRidges) {
      const fast = await iterate(narrow, settingsFor(objective, 'fast', 40), kernel)
      const exact = await iterate(narrow, settingsFor(objective, 'exact', 40))
      expect(relativeError(fast.losses.slice(-1), exact.losses.slice(-1))).toBeLessThan(1e-2)
    }
  })

  it('sets a row that prefers nothing to zeros under spark, whatever its warm start', () => {
    const values = csr.values.map((value, at) => (at >= csr.rowPtr[1]! && at < csr.rowPtr[2]! ? -value : value))
    const doubts: Csr = { ...csr, values }
    const objective: Objective = { ...spark, confidence: 'implicit' }
    const ridges = ridgesOf(doubts, objective)!.clients
    for (const solver of ['fast', 'parity'] as const) {
      const initial = initialFactors(csr.rows, csr.cols, 20, 7)
      const arithmetic = kernel(doubts, settingsFor(objective, solver, 20), initial)
      sweep(arithmetic, 'clients', doubts, 20, objective, ridges)
      const { clients } = arithmetic.factors()
      expect([...clients.subarray(20, 40)].every((factor) => factor === 0)).toBe(true)
      expect(clients.every(Number.isFinite)).toBe(true)
    }
  })
})
