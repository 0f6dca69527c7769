import { DomainError } from '../../domain-error.ts'
import { checkSparseRow } from '../../matrix/check-csr.ts'
import type { Csr, SparseRow } from '../../matrix/csr.ts'
import { createRandom } from '../../matrix/random.ts'
import type { FittedRow, Recommender } from '../recommender.ts'
import { routeOf } from '../row-route.ts'
import { hasColumn, updatePair } from './pair-update.ts'
import type { BprSettings } from './train-bpr.ts'

/**
 * Best and worst category that the row's factors tell apart by less than this are not told apart: scores are log odds of
 * "rather this than that", so all odds would lie within one percent of those of the biases, which are everyone's.
 */
const SMALLEST_SPREAD = 0.01

/** Steps after which a row's factors no longer change but by chance. */
const MOST_STEPS = 1000

/** What a trained BPR is made of. */
export interface BprModelParts {
  readonly settings: BprSettings
  /** Shape `[columns, factors + 1]`, the bias last. */
  readonly columnFactors: Float64Array
  /** What it was trained on, clients by columns, categories first: other columns are drawn from its entries. */
  readonly training: Csr
  readonly categoryCount: number
}

/**
 * BPR as a recommender: `score(i) = x·y_i + b_i`, good for the order alone.
 *
 * BPR has no fold-in: in training a client's factors move together with those of the columns. Every row, also one of the
 * training matrix, therefore gets factors of its own: from 0, by the steps of the training (as many for each entry, at most `MOST_STEPS`), against
 * the finished columns, and the mean over the second half of the steps, which takes most of the chance out of them. The
 * draws come from the model's seed and not from the client, so equal rows get equal scores and a small edit meets the same
 * draws. The weights of a row play no part. No answer has a row without a column that led some client to a category, for its
 * order would be chance, and a row whose factors tell no categories apart.
 *
 * Scores do not split over the entries of a row: the reasons are not defined, and say so.
 *
 * `fitRow` throws DomainError `bad-shape` for a row that is none.
 *
 * @throws DomainError `bad-shape`
 */
export function createBprModel({ settings, columnFactors, training, categoryCount }: BprModelParts): Recommender {
  const { factors } = settings
  const entryColumns = training.colIdx
  const width = factors + 1
  const columnCount = columnFactors.length / width
  if (categoryCount > columnCount)
    throw new DomainError('bad-shape', `${categoryCount} categories do not fit ${columnCount} columns`)
  const leadsOn = columnsBesideCategories(training, categoryCount)
  const own = new Float64Array(width)
  const mean = new Float64Array(width)
  const scores = new Float64Array(categoryCount)

  function foldIn({ columns }: SparseRow): void {
    const random = createRandom(settings.seed)
    own.fill(0)
    mean.fill(0)
    const steps = Math.min(MOST_STEPS, settings.iterations * columns.length)
    const burnIn = steps >> 1
    for (let step = 0; step < steps; step++) {
      const liked = columns[random.int(columns.length)]!
      const other = entryColumns[random.int(entryColumns.length)]!
      if (!hasColumn(columns, 0, columns.length, other))
        updatePair(own, 0, columnFactors, liked * width, other * width, factors, settings, false)
      if (step >= burnIn) for (let f = 0; f < factors; f++) mean[f]! += own[f]!
    }
    for (let f = 0; f < factors; f++) mean[f]! /= steps - burnIn
  }

  function fitRow(row: SparseRow): FittedRow | null {
    checkSparseRow(row, columnCount)
    if (!row.columns.some((column) => leadsOn[column] === 1)) return null
    foldIn(row)
    let low = Infinity
    let high = -Infinity
    for (let column = 0; column < categoryCount; column++) {
      const offset = column * width
      let personal = 0
      for (let f = 0; f < factors; f++) personal += mean[f]! * columnFactors[offset + f]!
      scores[column] = personal + columnFactors[offset + factors]!
      low = Math.min(low, personal)
      high = Math.max(high, personal)
    }
    if (!(high - low >= SMALLEST_SPREAD)) return null
    return {
      route: routeOf(row, categoryCount),
      scores,
      explain: (column) => ({ kind: 'not-defined', score: scores[column]! }),
    }
  }

  return { id: 'bpr', categoryCount, fitRow }
}

/** 1 for every column of a client who has a category, shape `[columns]`. */
function columnsBesideCategories({ rows, cols, rowPtr, colIdx }: Csr, categoryCount: number): Uint8Array {
  const found = new Uint8Array(cols)
  for (let row = 0; row < rows; row++) {
    const start = rowPtr[row]!
    const end = rowPtr[row + 1]!
    // Columns rise and categories come first.
    if (start === end || colIdx[start]! >= categoryCount) continue
    for (let at = start; at < end; at++) found[colIdx[at]!] = 1
  }
  return found
}
