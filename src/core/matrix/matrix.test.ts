import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DomainError } from '../domain-error.ts'
import { activeRowCount } from './active-rows.ts'
import { checkCsr, checkSparseRow } from './check-csr.ts'
import { factorCholesky, solveCholesky } from './cholesky.ts'
import { rowOf, type Csr } from './csr.ts'
import { addGram, mirrorLower, ridgedGram } from './gram.ts'
import { selectTop } from './top-k.ts'
import { transpose } from './transpose.ts'

const finite = fc.double({ min: -10, max: 10, noNaN: true })

/** Dense rows of small whole numbers; 0 is no entry. */
const denseRows = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 })).chain(([rows, cols]) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: cols, maxLength: cols }), {
    minLength: rows,
    maxLength: rows,
  }),
)

function csrOf(dense: readonly (readonly number[])[]): Csr {
  const rowPtr = [0]
  const colIdx: number[] = []
  const values: number[] = []
  for (const row of dense) {
    row.forEach((value, column) => {
      if (value !== 0) {
        colIdx.push(column)
        values.push(value)
      }
    })
    rowPtr.push(colIdx.length)
  }
  return {
    rows: dense.length,
    cols: dense[0]!.length,
    rowPtr: Uint32Array.from(rowPtr),
    colIdx: Uint32Array.from(colIdx),
    values: Float32Array.from(values),
  }
}

describe('transpose', () => {
  it('swaps rows and columns of any matrix', () => {
    fc.assert(
      fc.property(denseRows, (dense) => {
        const turned = dense[0]!.map((_, column) => dense.map((row) => row[column]!))
        expect(transpose(csrOf(dense))).toEqual(csrOf(turned))
      }),
    )
  })
})

describe('activeRowCount', () => {
  it('counts the rows with entries', () => {
    expect(
      activeRowCount(
        csrOf([
          [0, 1],
          [0, 0],
          [2, 3],
        ]),
      ),
    ).toBe(2)
  })
})

describe('checkCsr', () => {
  const good = csrOf([
    [1, 0, 2],
    [0, 0, 0],
    [0, 3, 0],
  ])

  it('lets a sound matrix pass', () => {
    expect(() => {
      checkCsr(good)
    }).not.toThrow()
  })

  it.each<[string, Partial<Csr>]>([
    ['too few row starts', { rowPtr: Uint32Array.of(0, 3) }],
    ['a value too few', { values: Float32Array.of(1, 2) }],
    ['rows that do not span the entries', { rowPtr: Uint32Array.of(0, 1, 1, 2) }],
    ['row starts that fall', { rowPtr: Uint32Array.of(0, 2, 1, 3) }],
    ['row starts beyond the entries', { rowPtr: Uint32Array.of(0, 9, 9, 3) }],
    ['columns that do not rise', { colIdx: Uint32Array.of(2, 0, 1) }],
    ['a column twice in a row', { colIdx: Uint32Array.of(1, 1, 1) }],
    ['a column out of range', { colIdx: Uint32Array.of(0, 3, 1) }],
  ])('refuses %s', (_, change) => {
    expect(() => {
      checkCsr({ ...good, ...change })
    }).toThrow(DomainError)
  })
})

describe('checkSparseRow', () => {
  it.each([
    ['a weight of 0', [1], [0]],
    ['a negative weight', [1], [-1]],
    ['a weight that is no number', [1], [NaN]],
    ['an endless weight', [1], [Infinity]],
    ['a column out of range', [5], [1]],
    ['falling columns', [2, 1], [1, 1]],
    ['a missing value', [1, 2], [1]],
  ])('refuses %s', (_, columns, values) => {
    expect(() => {
      checkSparseRow({ columns: Uint32Array.from(columns), values: Float32Array.from(values) }, 5)
    }).toThrow(DomainError)
  })

  it('lets an empty row pass', () => {
    expect(() => {
      checkSparseRow(rowOf(csrOf([[0, 0]]), 0), 2)
    }).not.toThrow()
  })
})

describe('Gram matrix', () => {
  it('is YᵀY, added up in blocks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(finite, { maxLength: 60 }), (rank, numbers) => {
        const rows = Math.floor(numbers.length / rank)
        const factors = Float64Array.from(numbers.slice(0, rows * rank))
        const gram = new Float64Array(rank * rank)
        addGram(factors, rank, 0, Math.floor(rows / 2), gram)
        addGram(factors, rank, Math.floor(rows / 2), rows, gram)
        mirrorLower(gram, rank)
        const out = new Float64Array(rank * rank)
        ridgedGram(gram, rank, 0.5, 3, out)
        for (let i = 0; i < rank; i++)
          for (let j = 0; j < rank; j++) {
            let naive = 0
            for (let row = 0; row < rows; row++) naive += factors[row * rank + i]! * factors[row * rank + j]!
            expect(gram[i * rank + j]).toBeCloseTo(naive, 8)
            expect(out[i * rank + j]).toBeCloseTo(0.5 * naive + (i === j ? 3 : 0), 8)
          }
      }),
    )
  })
})

describe('Cholesky', () => {
  it('solves a system worked by hand', () => {
    const matrix = Float64Array.of(4, 99, 2, 3)
    const vector = Float64Array.of(10, 8)
    expect(factorCholesky(matrix, 2)).toBe(-1)
    // L = [[2, 0], [1, √2]]; the upper triangle is nobody's business.
    expect([...matrix]).toEqual([2, 99, 1, Math.SQRT2])
    solveCholesky(matrix, 2, vector)
    expect(vector[0]).toBeCloseTo(1.75, 14)
    expect(vector[1]).toBeCloseTo(1.5, 14)
  })

  it('solves any ridged Gram system, also at an offset', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.array(finite, { minLength: 36, maxLength: 36 }),
        (rank, numbers) => {
          const gram = new Float64Array(rank * rank)
          addGram(Float64Array.from(numbers.slice(0, rank * 6)), rank, 0, 6, gram)
          mirrorLower(gram, rank)
          const system = new Float64Array(rank * rank)
          ridgedGram(gram, rank, 1, 0.5, system)
          const lower = system.slice()
          expect(factorCholesky(lower, rank)).toBe(-1)
          const vector = Float64Array.from({ length: rank + 2 }, (_, i) => i - 1)
          solveCholesky(lower, rank, vector, 2)
          expect([vector[0], vector[1]]).toEqual([-1, 0])
          for (let i = 0; i < rank; i++) {
            let product = 0
            for (let j = 0; j < rank; j++) product += system[i * rank + j]! * vector[j + 2]!
            expect(product).toBeCloseTo(i + 1, 6)
          }
        },
      ),
    )
  })

  it.each([
    ['a matrix of rank one', [1, 1, 1, 1], 1],
    ['zeros', [0, 0, 0, 0], 0],
    ['an indefinite matrix', [1, 2, 2, 1], 1],
    ['what is no number', [NaN, 0, 0, 1], 0],
  ])('names the pivot at which %s fails', (_, matrix, pivot) => {
    expect(factorCholesky(Float64Array.from(matrix), 2)).toBe(pivot)
  })
})

describe('selectTop', () => {
  it('chooses as a full sort by score, then position, would', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.boolean()), { maxLength: 40 }),
        fc.integer({ min: 1, max: 45 }),
        (places, k) => {
          const scores = Float64Array.from(places, ([score]) => score)
          const allowed = Uint8Array.from(places, ([, free]) => (free ? 1 : 0))
          const sorted = places
            .map(([score, free], position) => ({ score, free, position }))
            .sort((a, b) => b.score - a.score || a.position - b.position)
          expect([...selectTop(scores, k, null)]).toEqual(sorted.slice(0, k).map(({ position }) => position))
          expect([...selectTop(scores, k, allowed)]).toEqual(
            sorted
              .filter(({ free }) => free)
              .slice(0, k)
              .map(({ position }) => position),
          )
        },
      ),
    )
  })

  it('never chooses what is no number', () => {
    expect([...selectTop(Float64Array.of(NaN, -Infinity, 2, NaN), 4, null)]).toEqual([2, 1])
  })
})
