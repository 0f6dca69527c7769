import { describe, expect, it } from 'vitest'
import { invertPositive } from './invert-positive.ts'
import { createRandom } from './random.ts'

const still = () => Promise.resolve()

/** `R Rᵀ / size + ridge · I` of random `R`. */
function positiveMatrix(size: number, ridge: number, seed: number): Float64Array {
  const random = createRandom(seed)
  const root = Float64Array.from({ length: size * size }, () => random.next() - 0.5)
  const matrix = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      let sum = i === j ? ridge : 0
      for (let k = 0; k < size; k++) sum += (root[i * size + k]! * root[j * size + k]!) / size
      matrix[i * size + j] = sum
    }
  return matrix
}

/** Gauss-Jordan elimination with the largest pivot of each column. */
function naiveInverse(given: Float64Array, size: number): Float64Array {
  const rows = Array.from({ length: size }, (_, i) => [
    ...given.subarray(i * size, (i + 1) * size),
    ...Array.from({ length: size }, (_unused, j) => Number(i === j)),
  ])
  for (let step = 0; step < size; step++) {
    let best = step
    for (let i = step; i < size; i++) if (Math.abs(rows[i]![step]!) > Math.abs(rows[best]![step]!)) best = i
    ;[rows[step], rows[best]] = [rows[best]!, rows[step]!]
    const line = rows[step]!.map((value) => value / rows[step]![step]!)
    rows[step] = line
    rows.forEach((row, i) => {
      const factor = row[step]!
      if (i !== step && factor !== 0) rows[i] = row.map((value, k) => value - factor * line[k]!)
    })
  }
  return Float64Array.from(rows.flatMap((row) => row.slice(size)))
}

const largestDifference = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, value, at) => Math.max(most, Math.abs(value - b[at]!)), 0)

describe('invertPositive', () => {
  // Around the sizes of tiles, panels, blocks and inner ranges.
  it.each([0, 1, 2, 3, 4, 5, 31, 32, 33, 63, 64, 65, 66, 97])('agrees with Gauss-Jordan at size %i', async (size) => {
    const matrix = positiveMatrix(size, 0.5, size + 1)
    const naive = naiveInverse(matrix, size)
    await invertPositive(matrix, size, still)
    expect(largestDifference(matrix, naive)).toBeLessThan(1e-12)
    for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) expect(matrix[i * size + j]).toBe(matrix[j * size + i])
  })

  it.each([257, 301])('gives the identity with what it inverts at size %i', async (size) => {
    const matrix = positiveMatrix(size, 0.1, size)
    const inverse = matrix.slice()
    await invertPositive(inverse, size, still)
    let worst = 0
    for (let i = 0; i < size; i += 7)
      for (let j = 0; j < size; j++) {
        let sum = i === j ? -1 : 0
        for (let k = 0; k < size; k++) sum += matrix[i * size + k]! * inverse[k * size + j]!
        worst = Math.max(worst, Math.abs(sum))
      }
    expect(worst).toBeLessThan(1e-12)
  })

  it('reports rising shares, gives equal bits whatever the pauses, and stops when told', async () => {
    const size = 301
    const given = positiveMatrix(size, 0.1, 5)
    const shares: number[] = []
    const first = given.slice()
    await invertPositive(first, size, (share) => {
      shares.push(share)
      return Promise.resolve()
    })
    expect(shares.length).toBeGreaterThan(2)
    shares.forEach((share, at) => {
      expect(share).toBeGreaterThan(at === 0 ? 0 : shares[at - 1]!)
      expect(share).toBeLessThanOrEqual(1)
    })
    const second = given.slice()
    await invertPositive(second, size, () => new Promise((resolve) => setTimeout(resolve, 0)))
    expect(second).toEqual(first)
    const stop = () => Promise.reject(new Error('stopped'))
    await expect(invertPositive(given.slice(), size, stop)).rejects.toThrow('stopped')
  })

  it.each([
    { name: 'a row of zeros', matrix: [0, 0, 0, 1] },
    { name: 'two equal rows', matrix: [1, 1, 1, 1] },
    { name: 'a negative direction', matrix: [1, 2, 2, 1] },
    { name: 'no numbers', matrix: [NaN, 0, 0, 1] },
  ])('refuses $name', async ({ matrix }) => {
    await expect(invertPositive(Float64Array.from(matrix), 2, still)).rejects.toMatchObject({ code: 'singular-system' })
  })
})
