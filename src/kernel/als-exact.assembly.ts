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

/** Line `entry` of the panels of a chunk: weight y on the left, y on the right. */
@inline
function packLine(weight: f64, y: usize, left: usize, right: usize, entry: i32, count: i32, f: i32): void {
  const weights = f64x2.splat(weight)
  const panelBytes = <usize>count * LINE
  let to = <usize>entry * LINE
  for (const end = y + (<usize>f << 3); y < end; y += LINE) {
    const y0 = v128.load(y)
    const y1 = v128.load(y, 16)
    v128.store(left + to, f64x2.mul(weights, y0))
    v128.store(left + to, f64x2.mul(weights, y1), 16)
    v128.store(right + to, y0)
    v128.store(right + to, y1, 16)
    to += panelBytes
  }
}

/** matrix += sum over the lines of a chunk of left right', tiles on and above the diagonal. */
function addChunk(matrix: usize, left: usize, right: usize, count: i32, f: i32): void {
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
    for (let entry = 0; entry < count; entry += 1) {
      const c = load<f64>(confidences + (<usize>(first + entry) << 3))
      const y = fixed + <usize>load<u32>(indices + (<usize>(first + entry) << 2)) * bytes
      if (c > 0) addScaled(c, y, out, f)
      packLine(abs(c) - w0, y, left, right, entry, count, f)
    }
    addChunk(matrix, left, right, count, f)
  }
  const failed = factor(matrix, f, work)
  if (failed < 0) {
    forward(matrix, f, out)
    backward(matrix, f, out)
  }
  return failed
}

/** The dual form, for at most `f` entries. @returns the pivot that fails, or -1 */
function solveDual(
  indices: usize,
  confidences: usize,
  entries: i32,
  whitened: usize,
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
    const v = whitened + <usize>load<u32>(indices + (<usize>entry << 2)) * bytes
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
 * v = U'^-1 y of rows [start, end) of the other side, for the dual form.
 *
 * @param needed a byte for each row: 0 where no row takes its v
 */
export function whiten(
  fixed: usize,
  whitened: usize,
  needed: usize,
  start: i32,
  end: i32,
  factored: usize,
  f: i32,
): void {
  const bytes = <usize>f << 3
  for (let row = <usize>start; row < <usize>end; row += 1) {
    if (load<u8>(needed + row) == 0) continue
    memory.copy(whitened + row * bytes, fixed + row * bytes, bytes)
    forward(factored, f, whitened + row * bytes)
  }
}

/**
 * Gram matrix of rows [start, end) of a table, sum of y y', in tiles on and above the diagonal.
 *
 * @param work room for two panels of a chunk: 512 f bytes
 */
export function gram(table: usize, start: i32, end: i32, f: i32, out: usize, work: usize): void {
  const bytes = <usize>f << 3
  const right = work + <usize>CHUNK * bytes
  memory.fill(out, 0, <usize>f * bytes)
  for (let first = start; first < end; first += CHUNK) {
    const count = min(CHUNK, end - first)
    for (let row = 0; row < count; row += 1)
      packLine(1, table + <usize>(first + row) * bytes, work, right, row, count, f)
    addChunk(out, work, right, count, f)
  }
}

/**
 * Sums of the loss over the entries of rows [start, end), into two numbers at `out`, with s = x'y:
 * sum of |c| - 2 max(c, 0) s + (|c| - w0) s s, and sum of |c|.
 */
export function entrySums(
  pointers: usize,
  indices: usize,
  confidences: usize,
  left: usize,
  right: usize,
  f: i32,
  w0: f64,
  start: i32,
  end: i32,
  out: usize,
): void {
  const bytes = <usize>f << 3
  let fit: f64 = 0
  let total: f64 = 0
  for (let row = start; row < end; row += 1) {
    const x = left + <usize>row * bytes
    const last = load<u32>(pointers + (<usize>row << 2), 4)
    for (let at = load<u32>(pointers + (<usize>row << 2)); at < last; at += 1) {
      const y = right + <usize>load<u32>(indices + (<usize>at << 2)) * bytes
      let a = f64x2.splat(0)
      let b = f64x2.splat(0)
      for (let k: usize = 0; k < bytes; k += LINE) {
        a = f64x2.add(a, f64x2.mul(v128.load(x + k), v128.load(y + k)))
        b = f64x2.add(b, f64x2.mul(v128.load(x + k, 16), v128.load(y + k, 16)))
      }
      a = f64x2.add(a, b)
      const s = f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1)
      const c = load<f64>(confidences + (<usize>at << 3))
      const sure = abs(c)
      fit += sure - 2 * max(c, 0) * s + (sure - w0) * s * s
      total += sure
    }
  }
  store<f64>(out, fit)
  store<f64>(out, total, 8)
}

/**
 * Solve rows [start, end) into `out`, whose first row is `start`; rows without entries, and those with a ridge of 0 among others, become zeros.
 *
 * @param base the matrix, and `factored`, its U (not read when `dualMost` is 0)
 * @param whitened v of the rows of the other side that rows in the dual form have
 * @param ridges float64 of each row, or 0 where all have that of base
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
    const ridge: f64 = ridges == 0 ? 0 : load<f64>(ridges + (<usize>row << 3))
    // A ridge of 0 among others belongs to a row that prefers nothing.
    if (entries > 0 && (ridges == 0 || ridge > 0)) {
      const own = indices + (<usize>first << 2)
      const sure = confidences + (<usize>first << 3)
      const failed =
        entries <= dualMost && areAbove(sure, entries, w0)
          ? solveDual(own, sure, entries, whitened, factored, f, w0, out, work)
          : solvePrimal(own, sure, entries, fixed, base, ridge, f, w0, out, work)
      if (failed >= 0) {
        store<i32>(work, failed)
        return row
      }
    }
    out += bytes
  }
  return -1
}
