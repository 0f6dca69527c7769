// Symmetric systems in float64: sums of products, Cholesky, triangular solves. Pointers are byte offsets; sizes are
// multiples of 4.
//
// A symmetric matrix of size n stands in panels of four columns: element (i, j) is number (j / 4 * n + i) * 4 + j % 4.
// Then a tile of 4 x 4 is 128 bytes in a row, and all sums of products run along two panels. Of the matrix, and of its
// Cholesky factor U that replaces it, tiles on and above the diagonal are used. The diagonal of U holds 1 / u.

/** A pivot below this share of its diagonal element is noise: the bound of `core/matrix/cholesky.ts`. */
const SMALLEST_PIVOT_SHARE: f64 = 1e-14
/** Bytes of the four numbers of one line of a panel. */
export const LINE: usize = 32
/** Bytes between two elements of a diagonal, within a tile. */
export const DIAGONAL: usize = 40

@inline
export function panelOf(matrix: usize, n: i32, block: i32): usize {
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
export function addProducts(tile: usize, left: usize, right: usize, count: i32, isMinus: bool): void {
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
export function addScaled(weight: f64, a: usize, y: usize, f: i32): void {
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
export function factor(matrix: usize, n: i32, scratch: usize): i32 {
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
export function forward(matrix: usize, n: i32, vector: usize): void {
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
export function backward(matrix: usize, n: i32, vector: usize): void {
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
