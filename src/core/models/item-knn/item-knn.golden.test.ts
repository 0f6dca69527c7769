import { describe, expect, it } from 'vitest'
import { recommend } from '../../explain/recommend.ts'
import { goldenCsr, readGolden, type GoldenSparse } from '../../golden/read-golden.fixture.ts'
import { rowOf } from '../../matrix/csr.ts'
import { transpose } from '../../matrix/transpose.ts'
import { asColumnIndex } from '../../positions.ts'
import { createPopular } from '../popularity/popular.ts'
import type { Recommender } from '../recommender.ts'
import { createSimilarityModel } from '../similarity/similarity-model.ts'
import { fitItemKnn } from './item-knn.ts'
import { itemWeights } from './item-weights.ts'
import { nearestNeighbours, similarityOf } from './neighbours.ts'

const golden = readGolden('item_item.json')
const csr = goldenCsr(golden.user_items)
const items = transpose(csr)
const popular = createPopular(csr, csr.cols)
/** These weights the library worked out in single precision; the similarities further down it made in double. */
const SINGLE = 2e-7
const pause = () => Promise.resolve()

/** Largest difference, relative to 1 or to the number itself where it is larger. */
function distance(ours: ArrayLike<number>, theirs: readonly number[]): number {
  expect(ours.length).toBe(theirs.length)
  return theirs.reduce(
    (most, value, at) => Math.max(most, Math.abs(ours[at]! - value) / Math.max(1, Math.abs(value))),
    0,
  )
}

describe('the weights are those of implicit', () => {
  it('for the cosine', () => {
    const theirs = golden.weights.normalize_of_item_user
    expect(distance(items.colIdx, theirs.indices)).toBe(0)
    expect(distance(itemWeights(items, 'cosine'), theirs.data)).toBeLessThan(1e-14)
  })

  it('for TF-IDF, up to the length of each row', () => {
    const theirs = golden.weights.tfidf_weight_of_item_user
    const ours = itemWeights(items, 'tfidf')
    for (let row = 0; row < items.rows; row++) {
      const own = theirs.data.slice(theirs.indptr[row], theirs.indptr[row + 1])
      const length = Math.hypot(...own)
      const part = ours.subarray(items.rowPtr[row], items.rowPtr[row + 1])
      expect(
        distance(
          part,
          own.map((value) => value / length),
        ),
      ).toBeLessThan(SINGLE)
    }
  })

  it('for BM25', () => {
    const theirs = golden.weights.bm25_weight_of_item_user_K1_1_2_B_0_75
    expect(distance(itemWeights(items, 'bm25'), theirs.data)).toBeLessThan(SINGLE)
  })
})

const cases = [
  { weighting: 'cosine', name: 'CosineRecommender' },
  { weighting: 'tfidf', name: 'TFIDFRecommender' },
  { weighting: 'bm25', name: 'BM25Recommender' },
] as const

describe.each(cases)('item-kNN by $weighting is $name', ({ weighting, name }) => {
  const theirs = golden.models.find(({ model }) => model === name)!
  const sorted = (values: ArrayLike<number>) => Array.from(values).sort((a, b) => b - a)
  const rowsOf = ({ indptr, indices, data }: Pick<GoldenSparse, 'indptr' | 'indices' | 'data'>, row: number) => ({
    indices: indices.slice(indptr[row], indptr[row + 1]),
    data: data.slice(indptr[row], indptr[row + 1]),
  })

  it('in its similarities', async () => {
    const ours = await nearestNeighbours(items, itemWeights(items, weighting), theirs.K, pause)
    for (let row = 0; row < items.rows; row++) {
      const own = rowsOf(theirs.similarity, row)
      const start = ours.rowPtr[row]!
      const end = ours.rowPtr[row + 1]!
      const values = ours.values.subarray(start, end)
      expect(distance(sorted(values), sorted(own.data))).toBeLessThan(1e-13)
      // At the cut, equal similarities may leave either category out: only what lies clearly above it has to agree.
      const cut = Math.min(...own.data) + 1e-9
      const aboveCut = (columns: ArrayLike<number>, data: ArrayLike<number>) =>
        Array.from(columns).filter((_, at) => data[at]! > cut || own.data.length < theirs.K)
      expect(aboveCut(ours.colIdx.subarray(start, end), values)).toEqual(aboveCut(own.indices, own.data))
    }
  })

  it('in the scores and lists of every user', async () => {
    const fitted = await fitItemKnn(csr, csr.cols, weighting, pause, theirs.K)
    // Which of two equally similar categories is cut off is open, so the lists are compared on the neighbours of the library.
    const { indptr, indices, data } = theirs.similarity
    const similarity = similarityOf({
      rowPtr: Uint32Array.from(indptr),
      colIdx: Uint32Array.from(indices),
      values: Float64Array.from(data),
    })
    const same = createSimilarityModel({ id: fitted.id, similarity, categoryCount: csr.cols, columnCount: csr.cols })
    const ours = await nearestNeighbours(items, itemWeights(items, weighting), theirs.K, pause)
    const isCutAlike = (row: number) =>
      ours.colIdx.subarray(ours.rowPtr[row], ours.rowPtr[row + 1]).join() ===
      rowsOf(theirs.similarity, row).indices.join()
    let alike = 0
    for (const [repeat, lists] of [
      ['both', theirs.recommend_N10_nofilter],
      ['new', theirs.recommend_N10_filter],
    ] as const)
      for (const { user, ids, scores } of lists) {
        // A filtered item of theirs comes back with score 0 where too few others are left.
        const kept = scores.filter((score) => score !== 0).length
        const listOf = (model: Recommender) =>
          recommend(model, popular, rowOf(csr, user), { k: 10, repeat }).items.slice(0, kept)
        const list = listOf(same)
        const distanceOf = (of: typeof list) =>
          distance(
            Array.from(of, ({ score }) => score),
            scores.slice(0, kept),
          )
        expect(distanceOf(list)).toBeLessThan(1e-13)
        list.forEach(({ score, column }, at) => {
          const isTied = scores.filter((other) => Math.abs(other - score) < 1e-9).length > 1
          if (!isTied && at < kept - 1) expect(column).toBe(ids[at])
        })
        if (!rowOf(csr, user).columns.every(isCutAlike)) continue
        alike++
        expect(distanceOf(listOf(fitted))).toBeLessThan(1e-13)
      }
    expect(alike).toBeGreaterThan(10)
  })

  it('explains each score by its entries', async () => {
    const model = await fitItemKnn(csr, csr.cols, weighting, pause, theirs.K)
    for (let user = 0; user < csr.rows; user++) {
      const fitted = model.fitRow(rowOf(csr, user))!
      for (let column = 0; column < csr.cols; column++) {
        const why = fitted.explain(asColumnIndex(column), 100)
        if (why.kind !== 'additive') throw new Error('not additive')
        const sum = why.shares.reduce((total, { share }) => total + share, 0)
        expect(Math.abs(sum - fitted.scores[column]!)).toBeLessThan(1e-9)
        expect(why).toMatchObject({ words: 0, rest: 0, restCount: 0 })
      }
    }
  })
})
