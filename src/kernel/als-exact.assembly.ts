// Exact rows of ALS in float64. Pointers are byte offsets; `f` is a multiple of 4, filled up with zeros.
//
// The system of one row, with the factors y of the other side, confidences c and the weight w0 of an unobserved cell:
//   A x = b,   A = base + ridge I + sum (|c| - w0) y y',   b = sum over c > 0 of c y
// Primal form: A = U'U by Cholesky, then two triangular solves.
// Dual form (Woodbury), for a row of few entries whose c are all above w0, with base = U'U and v = U'^-1 y:
//   S = diag(sqrt(c - w0)),   M = I + S V V' S,   z = S M^-1 S^-1 c,   U x = V'z
// Which form a row takes depends on that row and on base alone, and every row is computed by itself:
// where rows are cut does not change a bit.
// Matrices stand as `panels.assembly.ts` has them.

import { addProducts, addScaled, backward, DIAGONAL, factor, forward, LINE, panelOf } from './panels.assembly'

/** Entries that are taken into a row's matrix at once: their panels fit the first-level cache. */
const CHUNK: i32 = 32

/** The primal form. @returns the pivot that fails, or -1 */
function solvePrimal(
  indices: usize,
  confidences: usize,
  entries: i32,
  fixed: usize,
  base: usize,
  ridge: f64,
  f: i32,
  w0: f64,
  out: usize,
  work: usize,
): i32 {
  const bytes = <usize>f << 3
  const matrix = work + LINE
  const left = matrix + <usize>f * bytes
  const right = left + <usize>CHUNK * bytes
  memory.copy(matrix, base, <usize>f * bytes)
  for (let i = 0; i < f; i += 1) {
    const at = panelOf(matrix, f, i >> 2) + <usize>i * LINE + (<usize>(i & 3) << 3)
    store<f64>(at, load<f64>(at) + ridge)
  }
  for (let first = 0; first < entries; first += CHUNK) {
    const count = min(CHUNK, entries - first)
    const panelBytes = <usize>count * LINE
    for (let entry = 0; entry < count; entry += 1) {
      const c = load<f64>(confidences + (<usize>(first + entry) << 3))
      const y = fixed + <usize>load<u32>(indices + (<usize>(first + entry) << 2)) * bytes
      if (c > 0) addScaled(c, y, out, f)
      const weight = f64x2.splat(abs(c) - w0)
      let to = <usize>entry * LINE
      for (let from = y; from < y + bytes; from += LINE) {
        const y0 = v128.load(from)
        const y1 = v128.load(from, 16)
        v128.store(left + to, f64x2.mul(weight, y0))
        v128.store(left + to, f64x2.mul(weight, y1), 16)
        v128.store(right + to, y0)
        v128.store(right + to, y1, 16)
        to += panelBytes
      }
    }
    for (let j = 0; j < f; j += 4)
      for (let i = 0; i <= j; i += 4)
        addProducts(
          panelOf(matrix, f, j >> 2) + <usize>i * LINE,
          panelOf(left, count, i >> 2),
          panelOf(right, count, j >> 2),
          count,
          false,
        )
  }
  const failed = factor(matrix, f, work)
  if (failed < 0) {
    forward(matrix, f, out)
    backward(matrix, f, out)
  }
  return failed
}

/** v of one row of the other side, worked out when it is first needed. */
@inline
function whitenedRow(fixed: usize, whitened: usize, isWhite: usize, row: usize, factored: usize, f: i32): usize {
  const bytes = <usize>f << 3
  const v = whitened + row * bytes
  if (load<u8>(isWhite + row) == 0) {
    memory.copy(v, fixed + row * bytes, bytes)
    forward(factored, f, v)
    store<u8>(isWhite + row, 1)
  }
  return v
}

/** The dual form, for at most `f` entries. @returns the pivot that fails, or -1 */
function solveDual(
  indices: usize,
  confidences: usize,
  entries: i32,
  fixed: usize,
  whitened: usize,
  isWhite: usize,
  factored: usize,
  f: i32,
  w0: f64,
  out: usize,
  work: usize,
): i32 {
  const bytes = <usize>f << 3
  const n = (entries + 3) & ~3
  const target = work + LINE
  const matrix = target + bytes
  // V'S in panels of four entries; those that fill the last panel are zeros.
  const panels = matrix + <usize>f * bytes
  memory.fill(target, 0, bytes + <usize>n * (<usize>n << 3))
  memory.fill(panelOf(panels, f, (n >> 2) - 1), 0, <usize>f * LINE)
  for (let entry = 0; entry < entries; entry += 1) {
    const c = load<f64>(confidences + (<usize>entry << 3))
    const v = whitenedRow(fixed, whitened, isWhite, load<u32>(indices + (<usize>entry << 2)), factored, f)
    const root = sqrt(c - w0)
    store<f64>(target + (<usize>entry << 3), c / root)
    const to = panelOf(panels, f, entry >> 2) + (<usize>(entry & 3) << 3)
    for (let k: usize = 0; k < <usize>f; k += 1) store<f64>(to + k * LINE, root * load<f64>(v + (k << 3)))
  }
  for (let j = 0; j < n; j += 4) {
    const right = panelOf(matrix, n, j >> 2)
    for (let r: usize = 0; r < 4; r += 1) store<f64>(right + <usize>j * LINE + r * DIAGONAL, 1)
    for (let i = 0; i <= j; i += 4)
      addProducts(right + <usize>i * LINE, panelOf(panels, f, i >> 2), panelOf(panels, f, j >> 2), f, false)
  }
  const failed = factor(matrix, n, work)
  if (failed >= 0) return failed
  forward(matrix, n, target)
  backward(matrix, n, target)
  for (let entry = 0; entry < entries; entry += 1) {
    const root = sqrt(load<f64>(confidences + (<usize>entry << 3)) - w0)
    const v = whitened + <usize>load<u32>(indices + (<usize>entry << 2)) * bytes
    addScaled(root * load<f64>(target + (<usize>entry << 3)), v, out, f)
  }
  backward(factored, f, out)
  return -1
}

/** Whether all confidences are above w0. */
function areAbove(confidences: usize, entries: i32, w0: f64): bool {
  for (let entry = 0; entry < entries; entry += 1)
    if (!(load<f64>(confidences + (<usize>entry << 3)) > w0)) return false
  return true
}

/** Factor base in place, for the dual form. @returns the pivot that fails, or -1 */
export function factorBase(matrix: usize, f: i32, work: usize): i32 {
  return factor(matrix, f, work)
}

/**
 * Solve rows [start, end) into `out`, whose first row is `start`; rows without entries become zeros.
 *
 * @param base the matrix, and `factored`, its U (not read when `dualMost` is 0)
 * @param whitened room for v of all rows of the other side, and `isWhite`, a byte for each, 0 at first
 * @param ridges float64 of each row, or 0 where there are none
 * @param dualMost a row of more entries takes the primal form; at most `f`
 * @param work 32 + 8 f + 16 f f + 512 f bytes
 * @returns the row that has no answer, and at `work` (i32) its pivot; or -1
 */
export function solve(
  pointers: usize,
  indices: usize,
  confidences: usize,
  fixed: usize,
  whitened: usize,
  isWhite: usize,
  base: usize,
  factored: usize,
  ridges: usize,
  dualMost: i32,
  f: i32,
  w0: f64,
  start: i32,
  end: i32,
  out: usize,
  work: usize,
): i32 {
  const bytes = <usize>f << 3
  memory.fill(out, 0, <usize>(end - start) * bytes)
  for (let row = start; row < end; row += 1) {
    const first = load<u32>(pointers + (<usize>row << 2))
    const entries = <i32>(load<u32>(pointers + (<usize>row << 2), 4) - first)
    if (entries > 0) {
      const own = indices + (<usize>first << 2)
      const sure = confidences + (<usize>first << 3)
      const failed =
        entries <= dualMost && areAbove(sure, entries, w0)
          ? solveDual(own, sure, entries, fixed, whitened, isWhite, factored, f, w0, out, work)
          : solvePrimal(own, sure, entries, fixed, base, ridges == 0 ? 0 : load<f64>(ridges + (<usize>row << 3)), f, w0, out, work)
      if (failed >= 0) {
        store<i32>(work, failed)
        return row
      }
    }
    out += bytes
  }
  return -1
}
