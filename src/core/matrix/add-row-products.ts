/** Rows `[start, end)` of a matrix. */
export interface RowRange {
  readonly start: number
  readonly end: number
}

/**
 * The kernel of the dense algorithms: `C_ij += sign · Σ_k A_ik B_jk` for rows `i` of `A`, rows `j` of `B`, and `k` in a range.
 *
 * Four rows by two at a time, so that six numbers read serve eight multiplications; both run along lines of memory.
 *
 * @param left `A`, `right` `B`, `out` `C`: row-major, each of `size` columns; `out` may be one of the others where the
 * cells that are written are not among those that are read
 */
export function addRowProducts(
  left: Float64Array,
  right: Float64Array,
  out: Float64Array,
  size: number,
  rows: RowRange,
  columns: RowRange,
  inner: RowRange,
  sign: 1 | -1,
): void {
  const length = inner.end - inner.start
  const wholeRows = rows.end - ((rows.end - rows.start) % 4)
  const wholeColumns = columns.end - ((columns.end - columns.start) % 2)
  for (let i = rows.start; i < wholeRows; i += 4) {
    const a0 = i * size + inner.start
    const a1 = a0 + size
    const a2 = a1 + size
    const a3 = a2 + size
    for (let j = columns.start; j < wholeColumns; j += 2) {
      const b0 = j * size + inner.start
      const b1 = b0 + size
      let s00 = 0
      let s01 = 0
      let s10 = 0
      let s11 = 0
      let s20 = 0
      let s21 = 0
      let s30 = 0
      let s31 = 0
      for (let k = 0; k < length; k++) {
        const x = right[b0 + k]!
        const y = right[b1 + k]!
        const p = left[a0 + k]!
        const q = left[a1 + k]!
        const r = left[a2 + k]!
        const s = left[a3 + k]!
        s00 += p * x
        s01 += p * y
        s10 += q * x
        s11 += q * y
        s20 += r * x
        s21 += r * y
        s30 += s * x
        s31 += s * y
      }
      const c = i * size + j
      out[c]! += sign * s00
      out[c + 1]! += sign * s01
      out[c + size]! += sign * s10
      out[c + size + 1]! += sign * s11
      out[c + 2 * size]! += sign * s20
      out[c + 2 * size + 1]! += sign * s21
      out[c + 3 * size]! += sign * s30
      out[c + 3 * size + 1]! += sign * s31
    }
    for (let row = i; row < i + 4; row++)
      for (let j = wholeColumns; j < columns.end; j++)
        out[row * size + j]! += sign * dot(left, right, row * size + inner.start, j * size + inner.start, length)
  }
  for (let row = wholeRows; row < rows.end; row++)
    for (let j = columns.start; j < columns.end; j++)
      out[row * size + j]! += sign * dot(left, right, row * size + inner.start, j * size + inner.start, length)
}

function dot(left: Float64Array, right: Float64Array, a: number, b: number, length: number): number {
  let sum = 0
  for (let k = 0; k < length; k++) sum += left[a + k]! * right[b + k]!
  return sum
}
