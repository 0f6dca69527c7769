import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goldenCsr, readGolden } from '../golden/read-golden.fixture.ts'
import { bm25Weights } from '../matrix/bm25.ts'
import { transpose } from '../matrix/transpose.ts'
import { dampKeywords } from './damp-keywords.ts'

const K1_100 = { k1: 100, b: 0.8 }

it('is that of implicit with its own constants', () => {
  const golden = readGolden('item_item.json')
  const ours = bm25Weights(transpose(goldenCsr(golden.user_items)), K1_100)
  const theirs = golden.weights.bm25_weight_of_item_user_K1_100_B_0_8.data
  expect(ours.length).toBe(theirs.length)
  ours.forEach((weight, at) => {
    expect(Math.abs(weight - theirs[at]!)).toBeLessThan(2e-7 * Math.max(1, Math.abs(theirs[at]!)))
  })
})

describe('damping of the keyword block', () => {
  const weight = fc.constantFrom(0, 0.25, 0.5, 1, 8)
  const rows = fc.array(fc.array(weight, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 8 })
  const blockOf = (dense: readonly (readonly number[])[]) => {
    const start = new Uint32Array(dense.length + 1)
    const columns: number[] = []
    const weights: number[] = []
    dense.forEach((row, client) => {
      row.forEach((value, column) => {
        if (value === 0) return
        columns.push(column)
        weights.push(value)
      })
      start[client + 1] = columns.length
    })
    return { start, columns, weights }
  }

  it('follows the formula over the clients who searched, cap first, never below 0', () => {
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom(0.5, 8),
        fc.constantFrom(K1_100, { k1: 1.2, b: 0.75 }),
        (dense, cap, damping) => {
          const { k1, b } = damping
          const active = dense.map((row) => row.map((r) => Math.min(r, cap))).filter((row) => row.some((r) => r > 0))
          const lengthOf = (row: readonly number[]) => row.reduce((sum, r) => sum + r, 0)
          const mean = active.reduce((sum, row) => sum + lengthOf(row), 0) / active.length
          const expected = active.flatMap((row) =>
            row.flatMap((r, column) => {
              if (r === 0) return []
              const users = active.filter((other) => other[column]! > 0).length
              const idf = Math.log(active.length / (1 + users))
              return [Math.max(0, (r * (k1 + 1) * idf) / (k1 * (1 - b + (b * lengthOf(row)) / mean) + r))]
            }),
          )
          const found = dampKeywords(blockOf(dense), 4, cap, damping)
          expect(found.length).toBe(expected.length)
          found.forEach((value, at) => {
            expect(value).toBeCloseTo(expected[at]!, 12)
          })
        },
      ),
    )
  })
})
