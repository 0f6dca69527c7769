import { describe, expect, it } from 'vitest'
import { DomainError } from '../domain-error.ts'
import type { Csr } from '../matrix/csr.ts'
import { noSegments } from '../signals/client-segments.ts'
import { checkerboard } from './checkerboard.fixture.ts'
import { fitComparisons } from './fit-comparisons.ts'
import type { TrainingData } from './model-descriptor.ts'
import { COMPARED_MODELS } from './registry.ts'

const { csr, categoryCount } = checkerboard(20, 20)
const data: TrainingData = { csr, categoryCount, segments: noSegments(csr.rows), seed: 42 }
const still = () => Promise.resolve()

/** One client with `entries` columns. */
const wide = (entries: number): Csr => ({
  rows: 1,
  cols: entries,
  rowPtr: Uint32Array.of(0, entries),
  colIdx: Uint32Array.from({ length: entries }, (_, column) => column),
  values: new Float32Array(entries).fill(1),
})

describe('the models beside ALS and the popular list', () => {
  it('are those of the registry, in its order, each under its own id', async () => {
    const ids = COMPARED_MODELS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const { models, leftOut } = await fitComparisons(data, still)
    expect(models.map(({ id }) => id)).toEqual(ids)
    expect(models.map(({ model }) => model.id)).toEqual(ids)
    for (const { model } of models) expect(model.categoryCount).toBe(categoryCount)
    expect(leftOut).toEqual([])
  })

  it('leave out those that take no data of this size, and say why', async () => {
    const rows = wide(100_001)
    const size = (categories: number, entries: number) =>
      COMPARED_MODELS.flatMap(({ id, leftOut }) => {
        const why = leftOut?.({ ...data, csr: wide(entries), categoryCount: categories }) ?? null
        return why === null ? [] : [{ ...why, model: id }]
      })
    expect(size(2500, 100_000)).toEqual([])
    const entries = { model: 'bpr', reason: 'too-many-entries', count: 100_001, most: 100_000 }
    const categories = { model: 'ease', reason: 'too-many-categories', count: 2501, most: 2500 }
    expect(size(2501, 100_001)).toEqual([categories, entries])
    const { models, leftOut } = await fitComparisons(
      { ...data, csr: rows, categoryCount: 3, segments: noSegments(1) },
      still,
    )
    expect(leftOut).toEqual([entries])
    expect(models).toHaveLength(COMPARED_MODELS.length - 1)
  })

  it('report rising shares up to 1, and stop when told', async () => {
    const shares: number[] = []
    await fitComparisons(data, (share) => Promise.resolve(void shares.push(share)))
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
    const stop = () => Promise.reject(new DomainError('cancelled', 'stop'))
    await expect(fitComparisons(data, stop)).rejects.toMatchObject({ code: 'cancelled' })
  })
})
