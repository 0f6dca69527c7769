import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recommendRange } from '../../explain/recommend.ts'
import { rowOf, type Csr } from '../../matrix/csr.ts'
import { asColumnIndex } from '../../positions.ts'
import type { ClientSegments, SegmentLabel } from '../../signals/client-segments.ts'
import { checkerboard } from '../checkerboard.fixture.ts'
import { clientRow } from '../client-row.ts'
import { createPopular } from '../popularity/popular.ts'
import { createSegmentPopular } from './segment-popular.ts'

const unit = (name: string): SegmentLabel => ({ kind: 'unit', unit: name })

/** Three categories and a word. Clients 0 and 1 are of segment 0; 2 of segment 1; 3 has words only; 4 is of none; 5 is empty. */
const csr: Csr = {
  rows: 6,
  cols: 4,
  rowPtr: Uint32Array.of(0, 2, 4, 5, 6, 8, 8),
  colIdx: Uint32Array.of(0, 3, 0, 1, 1, 3, 1, 2),
  values: new Float32Array(8).fill(5),
}
const segments: ClientSegments = {
  ofClient: Int32Array.of(0, 0, 1, 2, -1, 0),
  labels: [unit('A'), unit('B'), unit('C')],
}

describe('popular in segment', () => {
  const model = createSegmentPopular(csr, 3, segments)

  it('is (n_is + m p_i) / (n_s + m), with shares of the clients who bought anything', () => {
    // Four clients bought: p = 2/4, 3/4, 1/4. Segment 0 has two of them, with counts 2, 1, 0.
    const fitted = model.fitRow(clientRow(csr, segments, 5))
    expect(fitted.route).toBe('popular-in-segment')
    expect([...fitted.scores]).toEqual([(2 + 10) / 22, (1 + 15) / 22, (0 + 5) / 22])
    expect(fitted.explain(asColumnIndex(1), 6)).toEqual({
      kind: 'segment-popularity',
      score: 16 / 22,
      clients: 1,
      segmentClients: 2,
      segment: unit('A'),
    })
  })

  it('depends on the segment alone, not on the row', () => {
    const scores = [...model.fitRow(clientRow(csr, segments, 0)).scores]
    expect([...model.fitRow(clientRow(csr, segments, 2)).scores]).not.toEqual(scores)
    expect([...model.fitRow({ ...rowOf(csr, 4), segment: 0 }).scores]).toEqual(scores)
  })

  it.each([
    ['of none', 4],
    ['whose segment bought nothing', 3],
  ])('gives a client %s the popular list', (_, client) => {
    const fitted = model.fitRow(clientRow(csr, segments, client))
    expect(fitted.route).toBe('popular')
    expect([...fitted.scores]).toEqual([2, 3, 1])
    expect(fitted.explain(asColumnIndex(1), 6)).toEqual({ kind: 'popularity', score: 3, clients: 3 })
  })

  it('gives an edited row without a segment, or with one that is not there, the popular list', () => {
    for (const segment of [undefined, 3, 99])
      expect(model.fitRow(segment === undefined ? rowOf(csr, 0) : { ...rowOf(csr, 0), segment }).route).toBe('popular')
  })

  it('agrees with a plain count over any clients', () => {
    const { csr: board, categoryCount } = checkerboard(20, 20)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 22, maxLength: 22 }), (of) => {
        const any = { ofClient: Int32Array.from(of), labels: ['A', 'B', 'C', 'D'].map(unit) }
        const fitted = createSegmentPopular(board, categoryCount, any)
        const has = (client: number, column: number) => rowOf(board, client).columns.includes(column)
        const buyers = of.map((_, client) => client).filter((client) => client < 20)
        of.forEach((segment, client) => {
          const same = buyers.filter((other) => of[other] === segment)
          if (segment < 0 || same.length === 0) return
          const { scores } = fitted.fitRow(clientRow(board, any, client))
          scores.forEach((score, column) => {
            const everywhere = buyers.filter((other) => has(other, column)).length / buyers.length
            const inside = same.filter((other) => has(other, column)).length
            expect(score).toBeCloseTo((inside + 20 * everywhere) / (same.length + 20), 12)
          })
        })
      }),
      { numRuns: 20 },
    )
  })

  it('is the way out of every list by range', () => {
    const silent = { id: 'silent', categoryCount: 3, fitRow: () => null }
    const lists = recommendRange({ model: silent, popular: model, csr, segments }, 2, 6, { k: 1, repeat: 'both' })
    expect(lists.map(({ route }) => route)).toEqual(['popular-in-segment', 'popular', 'popular', 'popular-in-segment'])
    const all = recommendRange({ model: silent, popular: createPopular(csr, 3), csr }, 2, 6, { k: 1, repeat: 'both' })
    expect(all.every(({ route }) => route === 'popular')).toBe(true)
  })

  it('refuses segments of other clients', () => {
    const other = { ...segments, ofClient: new Int32Array(5) }
    expect(() => createSegmentPopular(csr, 3, other)).toThrow(expect.objectContaining({ code: 'bad-shape' }))
  })
})
