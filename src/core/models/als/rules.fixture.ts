import { rowOf, type Csr } from '../../matrix/csr.ts'
import { createRandom } from '../../matrix/random.ts'
import type { AlsSettings, AlsSolver, ConfidenceRule, Objective, RegularizationRule } from '../recipe.ts'
import { testAlsSettings } from './settings.fixture.ts'

const CONFIDENCES: readonly ConfidenceRule[] = ['paper', 'implicit', 'log']
/** With a lambda each that neither memorises nor flattens a matrix of some hundred rows. */
const RIDGES: readonly (readonly [RegularizationRule, number, number])[] = [
  ['plain', 4, 1],
  ['scaled', 0.05, 1],
  ['scaled', 0.4, 0.5],
  ['spark', 0.6, 1],
]

/** An objective under every pair of rules, with its name. */
export const RULES: readonly { readonly name: string; readonly objective: Objective }[] = CONFIDENCES.flatMap(
  (confidence) =>
    RIDGES.map(([regularizationRule, lambda, exponent]) => ({
      name: `${confidence}, ${regularizationRule} (exponent ${String(exponent)})`,
      objective: { confidence, alpha: 2, epsilon: 0.5, unobservedWeight: 0.7, regularizationRule, lambda, exponent },
    })),
)

/** Settings for an objective. */
export const settingsFor = (objective: Objective, solver: AlsSolver, factors: number, iterations = 5): AlsSettings =>
  testAlsSettings({ solver, factors, iterations, objective })

/** Clients with a taste for one of a few stretches of columns, many of few entries and some without any. */
export function unevenShop(rows: number, cols: number, perRow: number, seed: number): Csr {
  const random = createRandom(seed)
  const rowPtr = new Uint32Array(rows + 1)
  const colIdx: number[] = []
  const values: number[] = []
  for (let row = 0; row < rows; row++) {
    const taste = Math.floor(random.next() * 4)
    const wanted = row % 11 === 3 ? 0 : Math.ceil(random.next() ** 2 * 3 * perRow)
    const columns = new Set<number>()
    for (let entry = 0; entry < wanted; entry++) {
      const place = random.next() ** 2
      columns.add(random.next() < 0.8 ? Math.floor(((taste + place) * cols) / 4) : Math.floor(random.next() * cols))
    }
    for (const column of [...columns].sort((a, b) => a - b)) {
      colIdx.push(column)
      values.push(0.25 + Math.floor(random.next() * 4))
    }
    rowPtr[row + 1] = colIdx.length
  }
  return { rows, cols, rowPtr, colIdx: Uint32Array.from(colIdx), values: Float32Array.from(values) }
}

/** Confidence of a weight as one reads it in the papers. */
export function naiveConfidence(r: number, { confidence, alpha, epsilon }: Objective): number {
  if (confidence === 'log') return 1 + alpha * Math.log(1 + r / epsilon)
  return confidence === 'paper' ? 1 + alpha * r : Math.fround(alpha * r)
}

/** Ridge of a row of `entries` entries that are all preferred, as one reads it in the papers. */
export function naiveRidge(entries: number, others: number, objective: Objective): number {
  const { regularizationRule: rule, lambda, exponent, unobservedWeight } = objective
  if (rule === 'plain') return lambda
  return rule === 'spark' ? lambda * entries : lambda * (entries + unobservedWeight * others) ** exponent
}

/** The best factors of one row: every cell of it goes into dense normal equations, solved by Gauss elimination. */
export function naiveSolve(csr: Csr, row: number, fixed: Float64Array, rank: number, objective: Objective): number[] {
  const { columns, values } = rowOf(csr, row)
  const ridge = naiveRidge(columns.length, csr.cols, objective)
  const system = Array.from({ length: rank }, (_, i) =>
    Array.from({ length: rank + 1 }, (__, j) => (i === j ? ridge : 0)),
  )
  for (let column = 0; column < csr.cols; column++) {
    const entry = columns.indexOf(column)
    const weight = entry < 0 ? objective.unobservedWeight : naiveConfidence(values[entry]!, objective)
    const y = fixed.subarray(column * rank, (column + 1) * rank)
    for (let i = 0; i < rank; i++) {
      for (let j = 0; j < rank; j++) system[i]![j]! += weight * y[i]! * y[j]!
      if (entry >= 0) system[i]![rank]! += weight * y[i]!
    }
  }
  for (let pivot = 0; pivot < rank; pivot++) {
    let best = pivot
    for (let i = pivot + 1; i < rank; i++) if (Math.abs(system[i]![pivot]!) > Math.abs(system[best]![pivot]!)) best = i
    ;[system[pivot], system[best]] = [system[best]!, system[pivot]!]
    for (let i = 0; i < rank; i++) {
      if (i === pivot) continue
      const share = system[i]![pivot]! / system[pivot]![pivot]!
      for (let j = pivot; j <= rank; j++) system[i]![j]! -= share * system[pivot]![j]!
    }
  }
  return system.map((line, i) => line[rank]! / line[i]!)
}
