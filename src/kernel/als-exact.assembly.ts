// Exact rows of ALS in float64. Pointers are byte offsets; `f` is a multiple of 4, filled up with zeros.
//
// The system of one row, with the factors y of the other side, confidences c and the weight w0 of an unobserved cell:
//   A x = b,   A = base + ridge I + sum (|c| - w0) y y',   b = sum over c > 0 of c y
// Primal form: A = U'U by Cholesky, then two triangular solves.
// Dual form (Woodbury), for a row of few entries whose c are all above w0, with base = U'U and v = U'^-1 y:
//   S = diag(sqrt(c - w0)),   M = I + S V V' S,   z = S M^-1 S^-1 c,   U x = V'z
// Which form a row takes depends on that row and on base alone, and every row is computed by itself:
// where rows are cut does not change a bit.
//
// A symmetric matrix of size n stands in panels of four columns: element (i, j) is number (j / 4 * n + i) * 4 + j % 4.
// Then a tile of 4 x 4 is 128 bytes in a row, and all sums of products run along two panels. Of the matrix, and of its
// Cholesky factor U that replaces it, tiles on and above the diagonal are used. The diagonal of U holds 1 / u.

/** A pivot below this share of its diagonal element is noise: the bound of `core/matrix/cholesky.ts`. */
const SMALLEST_PIVOT_SHARE: f64 = 1e-14
/** Entries that are taken into a row's matrix at once: their panels fit the first-level cache. */
const CHUNK: i32 = 32
/** Bytes of the four numbers of one line of a panel. */
const LINE: usize = 32
/** Bytes between two elements of a diagonal, within a tile. */
const DIAGONAL: usize = 40

@inline
function panelOf(matrix: usize, n: i32, block: i32): usize {
  return matrix + <usize>block * <usize>n * LINE
}

@inline
function subtract(sum: v128, a: v128, b: v128): v128 {
  return f64x2.sub(sum, f64x2.mul(a, b))
}

@inline
function accumulate(sum: v128, a: v128, b: v128, isMinus: bool): v128 {
  return isMinus ? subtract(sum, a, b) : f64x2.add(sum, f64x2.mul(a, b))
}

/** tile(i, j) += sum over `count` lines of left(i) right(j); or -=. */
@inline
function addProducts(tile: usize, left: usize, right: usize, count: i32, isMinus: bool): void {
  let a0 = v128.load(tile)
  let a1 = v128.load(tile, 16)
  let b0 = v128.load(tile, 32)
  let b1 = v128.load(tile, 48)
  let c0 = v128.load(tile, 64)
  let c1 = v128.load(tile, 80)
  let d0 = v128.load(tile, 96)
  let d1 = v128.load(tile, 112)
  const end = left + <usize>count * LINE
  while (left < end) {
    const y0 = v128.load(right)
    const y1 = v128.load(right, 16)
    let x = v128.load64_splat(left)
    a0 = accumulate(a0, x, y0, isMinus)
    a1 = accumulate(a1, x, y1, isMinus)
    x = v128.load64_splat(left, 8)
    b0 = accumulate(b0, x, y0, isMinus)
    b1 = accumulate(b1, x, y1, isMinus)
    x = v128.load64_splat(left, 16)
    c0 = accumulate(c0, x, y0, isMinus)
    c1 = accumulate(c1, x, y1, isMinus)
    x = v128.load64_splat(left, 24)
    d0 = accumulate(d0, x, y0, isMinus)
    d1 = accumulate(d1, x, y1, isMinus)
    left += LINE
    right += LINE
  }
  v128.store(tile, a0)
  v128.store(tile, a1, 16)
  v128.store(tile, b0, 32)
  v128.store(tile, b1, 48)
  v128.store(tile, c0, 64)
  v128.store(tile, c1, 80)
  v128.store(tile, d0, 96)
  v128.store(tile, d1, 112)
}

/** y += weight a, for `f` numbers. */
@inline
function addScaled(weight: f64, a: usize, y: usize, f: i32): void {
  const weights = f64x2.splat(weight)
  const end = a + (<usize>f << 3)
  while (a < end) {
    v128.store(y, f64x2.add(v128.load(y), f64x2.mul(weights, v128.load(a))))
    v128.store(y, f64x2.add(v128.load(y, 16), f64x2.mul(weights, v128.load(a, 16))), 16)
    a += LINE
    y += LINE
  }
}

/**
 * Cholesky within a tile of the diagonal, u(r, c) = (a(r, c) - sum over s < r of u(s, r) u(s, c)) / u(r, r).
 * @param diagonal the four elements of the diagonal as they were in the matrix
 * @returns the pivot that fails, or -1
 */
function factorTile(tile: usize, diagonal: usize): i32 {
  for (let r: usize = 0; r < 4; r += 1) {
    let pivot = load<f64>(tile + r * DIAGONAL)
    for (let s: usize = 0; s < r; s += 1) {
      const u = load<f64>(tile + s * LINE + (r << 3))
      pivot -= u * u
    }
    // So written, a pivot that is no number fails too.
    if (!(pivot > load<f64>(diagonal + (r << 3)) * SMALLEST_PIVOT_SHARE)) return <i32>r
    const reciprocal = 1 / sqrt(pivot)
    store<f64>(tile + r * DIAGONAL, reciprocal)
    for (let c = r + 1; c < 4; c += 1) {
      let sum = load<f64>(tile + r * LINE + (c << 3))
      for (let s: usize = 0; s < r; s += 1)
        sum -= load<f64>(tile + s * LINE + (r << 3)) * load<f64>(tile + s * LINE + (c << 3))
      store<f64>(tile + r * LINE + (c << 3), sum * reciprocal)
    }
  }
  return -1
}

/** The same for a tile to the right of the one of the diagonal. */
function solveTile(tile: usize, factored: usize): void {
  for (let r: usize = 0; r < 4; r += 1) {
    let x0 = v128.load(tile + r * LINE)
    let x1 = v128.load(tile + r * LINE, 16)
    for (let s: usize = 0; s < r; s += 1) {
      const u = v128.load64_splat(factored + s * LINE + (r << 3))
      x0 = subtract(x0, u, v128.load(tile + s * LINE))
      x1 = subtract(x1, u, v128.load(tile + s * LINE, 16))
    }
    const reciprocal = v128.load64_splat(factored + r * DIAGONAL)
    v128.store(tile + r * LINE, f64x2.mul(x0, reciprocal))
    v128.store(tile + r * LINE, f64x2.mul(x1, reciprocal), 16)
  }
}

/**
 * Cholesky in place, one row of tiles after the other: A = U'U.
 * @param scratch four numbers
 * @returns the pivot that fails, or -1
 */
function factor(matrix: usize, n: i32, scratch: usize): i32 {
  for (let i = 0; i < n; i += 4) {
    const left = panelOf(matrix, n, i >> 2)
    const diagonalTile = left + <usize>i * LINE
    for (let r: usize = 0; r < 4; r += 1) store<f64>(scratch + (r << 3), load<f64>(diagonalTile + r * DIAGONAL))
    addProducts(diagonalTile, left, left, i, true)
    const failed = factorTile(diagonalTile, scratch)
    if (failed >= 0) return i + failed
    for (let j = i + 4; j < n; j += 4) {
      const right = panelOf(matrix, n, j >> 2)
      const tile = right + <usize>i * LINE
      addProducts(tile, left, right, i, true)
      solveTile(tile, diagonalTile)
    }
  }
  return -1
}

/** Solve U'z = b in place: z(j) = (b(j) - sum over k < j of u(k, j) z(k)) / u(j, j). */
function forward(matrix: usize, n: i32, vector: usize): void {
  for (let j = 0; j < n; j += 4) {
    let line = panelOf(matrix, n, j >> 2)
    const own = vector + (<usize>j << 3)
    let a0 = v128.load(own)
    let a1 = v128.load(own, 16)
    let b0 = f64x2.splat(0)
    let b1 = f64x2.splat(0)
    for (let k = vector; k < own; k += 16) {
      let z = v128.load64_splat(k)
      a0 = subtract(a0, z, v128.load(line))
      a1 = subtract(a1, z, v128.load(line, 16))
      z = v128.load64_splat(k, 8)
      b0 = subtract(b0, z, v128.load(line, 32))
      b1 = subtract(b1, z, v128.load(line, 48))
      line += 2 * LINE
    }
    v128.store(own, f64x2.add(a0, b0))
    v128.store(own, f64x2.add(a1, b1), 16)
    for (let r: usize = 0; r < 4; r += 1) {
      let sum = load<f64>(own + (r << 3))
      for (let s: usize = 0; s < r; s += 1) sum -= load<f64>(line + s * LINE + (r << 3)) * load<f64>(own + (s << 3))
      store<f64>(own + (r << 3), sum * load<f64>(line + r * DIAGONAL))
    }
  }
}

/** Solve U x = z in place, from the last unknowns to the first: four that are solved are taken out of all above them. */
function backward(matrix: usize, n: i32, vector: usize): void {
  for (let j = n - 4; j >= 0; j -= 4) {
    let line = panelOf(matrix, n, j >> 2)
    const own = vector + (<usize>j << 3)
    const tile = line + <usize>j * LINE
    for (let r = 3; r >= 0; r -= 1) {
      const at = tile + <usize>r * LINE
      let sum = load<f64>(own + (<usize>r << 3))
      for (let c = r + 1; c < 4; c += 1) sum -= load<f64>(at + (<usize>c << 3)) * load<f64>(own + (<usize>c << 3))
      store<f64>(own + (<usize>r << 3), sum * load<f64>(at + (<usize>r << 3)))
    }
    const x0 = v128.load(own)
    const x1 = v128.load(own, 16)
    for (let k = vector; k < own; k += 16) {
      const a = f64x2.add(f64x2.mul(x0, v128.load(line)), f64x2.mul(x1, v128.load(line, 16)))
      const b = f64x2.add(f64x2.mul(x0, v128.load(line, 32)), f64x2.mul(x1, v128.load(line, 48)))
      const sums = f64x2.add(v128.shuffle<f64>(a, b, 0, 2), v128.shuffle<f64>(a, b, 1, 3))
      v128.store(k, f64x2.sub(v128.load(k), sums))
      line += 2 * LINE
    }
  }
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
