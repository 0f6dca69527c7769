import type { Csr } from '../../src/core/matrix/csr.ts'
import { addGram, mirrorLower } from '../../src/core/matrix/gram.ts'
import type { AlsFactors } from '../../src/core/models/als/arithmetic.ts'
import { addEntrySums, lossFrom } from '../../src/core/models/als/loss.ts'
import { localSweeps } from '../../src/core/models/als/sweep.ts'
import { initialFactors, iterateAls } from '../../src/core/models/als/train.ts'
import { weightedRows } from '../../src/core/models/als/weighted-rows.ts'
import type { AlsSettings, AlsSolver } from '../../src/core/models/recipe.ts'
import { uncontrolled } from '../../src/core/task-control.ts'
import type { AlsBuild } from '../../src/platform/als-builds.ts'
import { createKernelArithmetic } from '../../src/platform/als-kernel.ts'
import { makeWorld, type WorldSize } from './world.ts'

/** What is fitted. */
export interface FitCase {
  readonly world: WorldSize
  readonly factors: number
  readonly iterations: number
  readonly alpha: number
  readonly lambda: number
}

/** A fit with its time, of the iterations alone. */
export interface TimedFit {
  readonly ms: number
  readonly loss: number
  readonly kernel: string
  readonly factors: AlsFactors
}

/** The convention of `implicit`, so that both minimise the same. */
export const settingsOf = ({ factors, iterations, alpha, lambda }: FitCase, solver: AlsSolver): AlsSettings => ({
  solver,
  clientFactors: 'refitted',
  factors,
  iterations,
  seed: 1,
  objective: {
    confidence: 'implicit',
    alpha,
    epsilon: 1,
    unobservedWeight: 1,
    regularizationRule: 'plain',
    lambda,
    exponent: 1,
  },
})

/** Initial factors as the library takes them: float32. */
export function startOf(csr: Csr, factors: number): AlsFactors {
  const { clients, columns } = initialFactors(csr.rows, csr.cols, factors, 1)
  return { clients: clients.map(Math.fround), columns: columns.map(Math.fround) }
}

let lastWorld: { readonly name: string; readonly csr: Csr } | null = null

/** The matrix of a case; the last one is remembered. */
export function worldOf(size: WorldSize): Csr {
  const name = JSON.stringify(size)
  if (lastWorld?.name !== name) lastWorld = { name, csr: makeWorld(size) }
  return lastWorld.csr
}

/** @param build `null` for plain TypeScript */
export async function timeFit(one: FitCase, solver: AlsSolver, build: AlsBuild | null): Promise<TimedFit> {
  const csr = worldOf(one.world)
  const initial = startOf(csr, one.factors)
  const settings = settingsOf(one, solver)
  const start = performance.now()
  const fit = await iterateAls(csr, settings, initial, uncontrolled, {
    startSweeps: localSweeps(createKernelArithmetic(build)),
    isLossLast: true,
  })
  return { ms: performance.now() - start, loss: fit.losses.at(-1) ?? Number.NaN, kernel: fit.kernel, factors: fit }
}

/** The loss of factors from anywhere, worked out in float64 as training does. */
export function lossOf(one: FitCase, { clients, columns }: AlsFactors): number {
  const csr = worldOf(one.world)
  const { objective } = settingsOf(one, 'parity')
  const gramOf = (table: Float64Array): Float64Array => {
    const gram = new Float64Array(one.factors ** 2)
    addGram(table, one.factors, 0, table.length / one.factors, gram)
    mirrorLower(gram, one.factors)
    return gram
  }
  const sums = { fit: 0, confidence: 0 }
  addEntrySums(weightedRows(csr, objective), clients, columns, one.factors, 1, 0, csr.rows, sums)
  const shape = { rows: csr.rows, cols: csr.cols, entries: csr.colIdx.length }
  return lossFrom(sums, gramOf(clients), gramOf(columns), one.factors, shape, 1, Math.fround(objective.lambda))
}
