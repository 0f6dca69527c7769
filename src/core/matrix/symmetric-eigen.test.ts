import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from './random.ts'
import { symmetricEigen, type SymmetricEigen } from './symmetric-eigen.ts'

function eigenOf(matrix: Float64Array, size: number): SymmetricEigen {
  const steps = symmetricEigen(matrix.slice(), size)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

const normOf = (values: ArrayLike<number>): number => Math.hypot(...Array.from(values))

/** Frobenius errors of `Q diag(w) Qᵀ − A` as a share of `A`, and of `Qᵀ Q − I`. */
function errorsOf(matrix: Float64Array, size: number) {
  const { values, vectors } = eigenOf(matrix, size)
  let rebuilt = 0
  let skew = 0
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      let sum = -matrix[i * size + j]!
      let dot = i === j ? -1 : 0
      for (let k = 0; k < size; k++) {
        sum += values[k]! * vectors[k * size + i]! * vectors[k * size + j]!
        dot += vectors[i * size + k]! * vectors[j * size + k]!
      }
      rebuilt += sum * sum
      skew += dot * dot
    }
  return { rebuilt: Math.sqrt(rebuilt) / Math.max(normOf(matrix), 1e-300), skew: Math.sqrt(skew) }
}

function expectSound(matrix: Float64Array, size: number): void {
  const { rebuilt, skew } = errorsOf(matrix, size)
  expect(rebuilt).toBeLessThan(1e-10)
  expect(skew).toBeLessThan(1e-10)
}

/** Gram matrix of `rows` random rows: of rank `min(rows, size)`. */
function gramOf(rows: number, size: number, seed: number): Float64Array {
  const random = createRandom(seed)
  const out = new Float64Array(size * size)
  for (let row = 0; row < rows; row++) {
    const y = Array.from({ length: size }, () => random.next() - 0.2)
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) out[i * size + j]! += y[i]! * y[j]!
  }
  return out
}

const diagonal = (...values: readonly number[]): Float64Array => {
  const out = new Float64Array(values.length ** 2)
  values.forEach((value, at) => {
    out[at * values.length + at] = value
  })
  return out
}

describe('symmetricEigen', () => {
  it('knows the eigenvalues of matrices from the book', () => {
    const pair = eigenOf(Float64Array.of(2, 1, 1, 2), 2)
    expect([...pair.values].sort((a, b) => a - b)).toEqual([expect.closeTo(1, 14), expect.closeTo(3, 14)])
    // Second differences: 2 − 2 cos(kπ/(n + 1)).
    const size = 30
    const chain = new Float64Array(size * size)
    for (let i = 0; i < size; i++) {
      chain[i * size + i] = 2
      if (i > 0) chain[i * size + i - 1] = chain[(i - 1) * size + i] = -1
    }
    const sorted = eigenOf(chain, size).values.sort()
    sorted.forEach((value, k) => {
      expect(value).toBeCloseTo(2 - 2 * Math.cos(((k + 1) * Math.PI) / (size + 1)), 13)
    })
    expectSound(chain, size)
  })

  it.each([1, 2, 3, 7, 32, 65, 128])('takes a Gram matrix apart, size %i', (size) => {
    expectSound(gramOf(3 * size, size, size), size)
  })

  it.each([
    ['of rank 5', gramOf(5, 40, 1), 40],
    ['of rank 1', gramOf(1, 17, 2), 17],
    ['of zeros', new Float64Array(36), 6],
    ['the identity', diagonal(1, 1, 1, 1, 1), 5],
    ['repeated eigenvalues', diagonal(3, 1, 3, 1, 3, 0, 0), 7],
    ['of very different sizes', diagonal(1e200, 1, 1e-200, 1e150), 4],
    ['tiny', gramOf(20, 12, 3).map((value) => value * 1e-250), 12],
    ['huge', gramOf(20, 12, 3).map((value) => value * 1e250), 12],
    ['negative', gramOf(20, 12, 4).map((value) => -value), 12],
  ])('%s', (_, matrix, size) => {
    if (normOf(matrix) < 1e100 && normOf(matrix) > 1e-100) expectSound(matrix, size)
    else {
      // Squares of the errors would overflow: look at a scaled copy of the answer.
      const largest = Math.max(...matrix.map(Math.abs))
      const { values, vectors } = eigenOf(matrix, size)
      if (largest === 0) expect([...values].every((value) => value === 0)).toBe(true)
      else
        for (let i = 0; i < size; i++)
          for (let j = 0; j < size; j++) {
            let sum = 0
            for (let k = 0; k < size; k++)
              sum += (values[k]! / largest) * vectors[k * size + i]! * vectors[k * size + j]!
            expect(Math.abs(sum - matrix[i * size + j]! / largest)).toBeLessThan(1e-10)
          }
    }
  })

  it('takes repeated eigenvalues in any basis: a projection has only 0 and 1', () => {
    const size = 20
    const { vectors } = eigenOf(gramOf(60, size, 9), size)
    const projection = new Float64Array(size * size)
    for (let k = 0; k < 8; k++)
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++) projection[i * size + j]! += vectors[k * size + i]! * vectors[k * size + j]!
    expectSound(projection, size)
    eigenOf(projection, size).values.forEach((value) => {
      expect(Math.min(Math.abs(value), Math.abs(value - 1))).toBeLessThan(1e-13)
    })
  })

  it('leaves zeros that fill a matrix up alone', () => {
    const size = 16
    const inner = gramOf(30, 11, 5)
    const padded = new Float64Array(size * size)
    for (let i = 0; i < 11; i++) padded.set(inner.subarray(i * 11, (i + 1) * 11), i * size)
    expectSound(padded, size)
    const zeros = eigenOf(padded, size).values.filter((value) => value === 0)
    expect(zeros).toHaveLength(5)
  })

  it('holds for any small symmetric matrix', () => {
    const matrices = fc.integer({ min: 1, max: 9 }).chain((size) =>
      fc.record({
        size: fc.constant(size),
        numbers: fc.array(fc.oneof(fc.constantFrom(0, 1, -1), fc.double({ min: -5, max: 5, noNaN: true })), {
          minLength: size * size,
          maxLength: size * size,
        }),
      }),
    )
    fc.assert(
      fc.property(matrices, ({ size, numbers }) => {
        const matrix = new Float64Array(size * size)
        for (let i = 0; i < size; i++)
          for (let j = 0; j <= i; j++) matrix[i * size + j] = matrix[j * size + i] = numbers[i * size + j]!
        const { rebuilt, skew } = errorsOf(matrix, size)
        if (normOf(matrix) > 1e-100) expect(rebuilt).toBeLessThan(1e-10)
        expect(skew).toBeLessThan(1e-10)
      }),
      { numRuns: 300 },
    )
  })

  it('pauses on a large one', () => {
    let pauses = 0
    for (const _ of symmetricEigen(gramOf(40, 256, 6), 256)) pauses++
    expect(pauses).toBeGreaterThan(5)
  })

  it('refuses what is no number', () => {
    const matrix = gramOf(9, 4, 1)
    matrix[0] = NaN
    expect(() => eigenOf(matrix, 4)).toThrow(expect.objectContaining({ code: 'singular-system' }))
  })
})
