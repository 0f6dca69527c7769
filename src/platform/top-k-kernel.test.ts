import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Csr } from '../core/matrix/csr.ts'
import { createRandom } from '../core/matrix/random.ts'
import { createPlainRanker, type TopLists } from '../core/models/als/rank-rows.ts'
import { createKernelRanker, createTalliedRanker } from './top-k-kernel.ts'

/** Factors of both sides. */
interface World {
  readonly rows: Float64Array
  readonly columns: Float64Array
  readonly factors: number
}

/** Normal numbers; norms of columns fall by Zipf's law, as popularity makes them. */
function makeWorld(rowCount: number, columnCount: number, factors: number, seed: number): World {
  const random = createRandom(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  const rows = Float64Array.from({ length: rowCount * factors }, normal)
  const places = Float64Array.from({ length: columnCount }, () => 1 / (1 + Math.floor(random.next() * columnCount)))
  const columns = Float64Array.from({ length: columnCount * factors }, (_, i) => {
    return normal() * places[Math.floor(i / factors)]!
  })
  return { rows, columns, factors }
}

/** Rows of columns, some beyond the ranked ones, some rows empty. */
function someColumns(rowCount: number, columnCount: number, share: number, seed: number): Csr {
  const random = createRandom(seed)
  const rowPtr = new Uint32Array(rowCount + 1)
  const colIdx: number[] = []
  for (let row = 0; row < rowCount; row++) {
    for (let column = 0; column < columnCount + 3; column++) if (random.next() < share) colIdx.push(column)
    rowPtr[row + 1] = colIdx.length
  }
  return {
    rows: rowCount,
    cols: columnCount + 3,
    rowPtr,
    colIdx: Uint32Array.from(colIdx),
    values: new Float32Array(colIdx.length).fill(1),
  }
}

/** What a list says, without what lies beyond its end. */
function said({ columns, scores, counts }: TopLists, k: number) {
  return Array.from(counts, (count, row) =>
    Array.from({ length: count }, (_, at) => [columns[row * k + at], scores[row * k + at]]),
  )
}

function expectSame({ rows, columns, factors }: World, k: number, leftOut: Csr | null): void {
  const ours = createKernelRanker()(columns, factors, k).rank(rows, leftOut)
  const twin = createPlainRanker(columns, factors, k).rank(rows, leftOut)
  expect(said(ours, k)).toEqual(said(twin, k))
}

/** Random worlds whose columns are often equal, nearly equal, zero or opposite, so that scores tie or nearly do. */
const tangled = fc
  .record({
    rowCount: fc.integer({ min: 1, max: 40 }),
    columnCount: fc.integer({ min: 1, max: 150 }),
    factors: fc.integer({ min: 1, max: 20 }),
    k: fc.integer({ min: 1, max: 30 }),
    seed: fc.nat(),
    scale: fc.constantFrom(1e-90, 1e-3, 1, 1e40),
    nearness: fc.constantFrom(0, 1e-16, 1e-12, 1e-8, 1e-7, 1e-6, 1e-4),
    kinds: fc.constantFrom(1, 3, 40),
    share: fc.constantFrom(null, 0, 0.2, 0.9, 1),
  })
  .map((shape) => {
    const { rowCount, columnCount, factors, seed, scale, nearness, kinds } = shape
    const random = createRandom(seed)
    const base = makeWorld(rowCount, Math.min(kinds, columnCount), factors, seed)
    const columns = new Float64Array(columnCount * factors)
    for (let column = 0; column < columnCount; column++) {
      const from = Math.floor(random.next() * Math.min(kinds, columnCount)) * factors
      const sign = random.next() < 0.1 ? 0 : random.next() < 0.1 ? -1 : 1
      for (let i = 0; i < factors; i++)
        columns[column * factors + i] =
          base.columns[from + i]! * scale * sign * (1 + nearness * Math.floor(random.next() * 3 - 1))
    }
    const rows = base.rows.map((value) => value / scale)
    for (let row = 0; row < rowCount; row += 5) rows.fill(0, row * factors, (row + 1) * factors)
    const leftOut = shape.share === null ? null : someColumns(rowCount, columnCount, shape.share, seed)
    return { world: { rows, columns, factors }, k: shape.k, leftOut }
  })

describe('ranking in the kernel', () => {
  it.each([1, 2, 7, 8, 20, 33, 64, 128])('gives the lists of the float64 twin, %i factors', (factors) => {
    const world = makeWorld(70, 333, factors, 11)
    expectSame(world, 10, null)
    expectSame(world, 10, someColumns(70, 333, 0.1, 4))
  })

  it('gives them with ties and near ties too', () => {
    fc.assert(
      fc.property(tangled, ({ world, k, leftOut }) => {
        expectSame(world, k, leftOut)
      }),
      { seed: 20190913, numRuns: 250 },
    )
  })

  it('orders scores that 16 bits take for equal', () => {
    const columns = Float64Array.from({ length: 90 }, (_, i) => 1 + ((i * 17) % 90) * 1e-13)
    const ranker = createTalliedRanker(columns, 1, 10)!
    const { columns: best } = ranker.rank(Float64Array.of(3, -3), null)
    const order = [...columns.keys()].sort((a, b) => columns[b]! - columns[a]!)
    expect([...best]).toEqual([...order.slice(0, 10), ...order.slice(-10).reverse()])
    expect(ranker.tally.undecided).toBe(2)
  })

  it('knows that rounding a row can swap two columns', () => {
    // At length 32,700 the row is rounded to 1000 four times, and to 1001, 1000, 1000, 1000: sums of four that swap.
    const numbers = [1000.4, 1000.4, 1000.4, 1000.4, 1000.6, 1000, 1000, 1000]
    const rest = Math.sqrt(32_700 ** 2 - numbers.reduce((sum, number) => sum + number ** 2, 0))
    const columns = Float64Array.of(...[1, 1, 1, 1, 0, 0, 0, 0, 0], ...[0, 0, 0, 0, 1, 1, 1, 1, 0])
    const { columns: best } = createKernelRanker()(columns, 9, 1).rank(Float64Array.of(...numbers, rest), null)
    expect([...best]).toEqual([0])
  })

  it('does not prune what ties with the last place: the lower column wins though its norm is smaller', () => {
    // One row along the first axis. Column 200 has the score of column 0 and a larger norm.
    const count = 300
    const columns = new Float64Array(count * 2)
    for (let column = 0; column < count; column++) columns.set([column === 0 ? 1 : 0.5, 0], column * 2)
    columns.set([1, 3], 200 * 2)
    expect(said(createKernelRanker()(columns, 2, 1).rank(Float64Array.of(1, 0), null), 1)).toEqual([[[0, 1]]])
  })

  it('skips panels whose norms are too small, and only those', () => {
    const world = makeWorld(500, 5000, 16, 5)
    const ranker = createTalliedRanker(world.columns, 16, 10)!
    expect(said(ranker.rank(world.rows, null), 10)).toEqual(
      said(createPlainRanker(world.columns, 16, 10).rank(world.rows, null), 10),
    )
    const { panels, allPanels, undecided } = ranker.tally
    expect(allPanels).toBe(500 * Math.ceil(5000 / 32))
    expect(panels).toBeLessThan(0.2 * allPanels)
    expect(panels).toBeGreaterThanOrEqual(500)
    expect(undecided).toBe(0)
  })

  it('makes short lists when there is not enough to choose from', () => {
    const world = makeWorld(9, 13, 6, 2)
    for (const k of [13, 14, 50]) {
      expectSame(world, k, null)
      expectSame(world, k, someColumns(9, 13, 0.7, 3))
    }
    const nothing = createKernelRanker()(world.columns, 6, 5).rank(world.rows, someColumns(9, 13, 1, 3))
    expect([...nothing.counts]).toEqual(new Array(9).fill(0))
  })

  it('gives a row of zeros the first columns, and no row nothing', () => {
    const { columns } = makeWorld(1, 100, 6, 2)
    const ranker = createKernelRanker()(columns, 6, 3)
    expect([...ranker.rank(new Float64Array(12), null).columns]).toEqual([0, 1, 2, 0, 1, 2])
    expect(ranker.rank(new Float64Array(), null).counts).toHaveLength(0)
  })

  it('hands over to float64 what is beyond all bounds', () => {
    const world = makeWorld(6, 50, 4, 8)
    const rows = world.rows.map((value, i) => (i < 4 ? value * 1e200 : i < 8 ? value * 1e-200 : value))
    rows[9] = Number.NaN
    expectSame({ ...world, rows }, 5, null)
    for (const scale of [0, 1e-200, 1e200])
      expectSame({ ...world, columns: world.columns.map((value) => value * scale) }, 5, null)
    const columns = world.columns.slice()
    columns[17] = Number.NaN
    columns[40] = Number.POSITIVE_INFINITY
    expectSame({ ...world, columns }, 5, null)
    expectSame({ ...world, columns: new Float64Array() }, 5, null)
  })

  it('gives the same however the rows are cut, and call after call', () => {
    const { rows, columns, factors } = makeWorld(1100, 200, 8, 3)
    const leftOut = someColumns(1100, 200, 0.2, 9)
    const ranker = createKernelRanker()(columns, factors, 10)
    const whole = said(ranker.rank(rows, leftOut), 10)
    expect(said(ranker.rank(rows, leftOut), 10)).toEqual(whole)
    for (const start of [0, 1, 511, 700]) {
      const cut = {
        ...leftOut,
        rowPtr: leftOut.rowPtr.slice(start).map((at) => at - leftOut.rowPtr[start]!),
        colIdx: leftOut.colIdx.subarray(leftOut.rowPtr[start]),
      }
      expect(said(ranker.rank(rows.subarray(start * factors), cut), 10)).toEqual(whole.slice(start))
    }
  })
})

it('stays in float64 where the kernel does not run', () => {
  const { columns } = makeWorld(1, 10, 2, 1)
  expect(createKernelRanker(null)(columns, 2, 3).kernel).toBe('typescript-float64')
  expect(createKernelRanker()(columns, 2, 3).kernel).toBe('wasm-int16')
})
