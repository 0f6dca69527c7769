// Rows of ALS, sixteen at a time. Pointers are byte offsets; matrices are row-major float32 whose rows have `f` numbers,
// a multiple of 8. One source, two builds: with relaxed SIMD a multiply and an add are one instruction and one rounding.
//
// The system of one row, with the factors y of the other side, confidences c and the weight w0 of an unobserved cell:
//   A = base + sum (|c| - w0) y y',   b = sum over c > 0 of c y,   base = w0 G + lambda I,   G = Y'Y
// Where a rule gives each row a lambda of its own, base = w0 G and `ridges` holds lambda_u, negative for rows that become 0.
// Every row is computed by itself: neither the batch it falls into nor the number of workers changes a bit of it.

/** Rows of a batch: few enough for their vectors to stay in the first-level cache. */
const BATCH: i32 = 16
/** A squared residual below this leaves a row as it is (the bound of `implicit`). */
const SMALLEST: f32 = 1e-20

/**
 * Rows of the batch that have entries, and the squared residual of each; negative: done. In the work area of the caller:
 * instances in several threads share one memory, but each has globals of its own.
 */
let rowOf: usize = 0
let squaredOf: usize = 0

/** Take 128 bytes at `at` for what an instance must remember of a batch. Before everything else. */
export function useHead(at: usize): void {
  rowOf = at
  squaredOf = at + 64
}

@inline
function madd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c)
}

@inline
function zero(): v128 {
  return f32x4.splat(0)
}

@inline
function sumOf(a: v128): f32 {
  return f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 2) + (f32x4.extract_lane(a, 1) + f32x4.extract_lane(a, 3))
}

/** a . b */
@inline
function dot(a: usize, b: usize, bytes: usize): f32 {
  let even = zero()
  let odd = zero()
  for (let at: usize = 0; at < bytes; at += 32) {
    even = madd(v128.load(a + at), v128.load(b + at), even)
    odd = madd(v128.load(a + at, 16), v128.load(b + at, 16), odd)
  }
  return sumOf(f32x4.add(even, odd))
}

/** y += weight a */
@inline
function addScaled(weight: f32, a: usize, y: usize, bytes: usize): void {
  const weights = f32x4.splat(weight)
  for (let at: usize = 0; at < bytes; at += 16) v128.store(y + at, madd(weights, v128.load(a + at), v128.load(y + at)))
}

/**
 * Lower block triangle of the Gram matrix of rows [start, end): G = sum y y', overwritten; tiles of 4 x 8.
 * Tiles on the diagonal are written whole; what lies above them is left as it is.
 */
export function gram(table: usize, start: i32, end: i32, f: i32, out: usize): void {
  const bytes = <usize>f << 2
  for (let i = 0; i < f; i += 4) {
    for (let j = 0; j <= i; j += 8) {
      let a0 = zero()
      let a1 = zero()
      let b0 = zero()
      let b1 = zero()
      let c0 = zero()
      let c1 = zero()
      let d0 = zero()
      let d1 = zero()
      let left = table + <usize>start * bytes + (<usize>i << 2)
      let right = table + <usize>start * bytes + (<usize>j << 2)
      for (let row = start; row < end; row += 1) {
        const y0 = v128.load(right)
        const y1 = v128.load(right, 16)
        let x = v128.load32_splat(left)
        a0 = madd(x, y0, a0)
        a1 = madd(x, y1, a1)
        x = v128.load32_splat(left, 4)
        b0 = madd(x, y0, b0)
        b1 = madd(x, y1, b1)
        x = v128.load32_splat(left, 8)
        c0 = madd(x, y0, c0)
        c1 = madd(x, y1, c1)
        x = v128.load32_splat(left, 12)
        d0 = madd(x, y0, d0)
        d1 = madd(x, y1, d1)
        left += bytes
        right += bytes
      }
      storeTile(out + <usize>i * bytes + (<usize>j << 2), bytes, a0, a1, b0, b1, c0, c1, d0, d1)
    }
  }
}

/** Write a tile of 4 x 8. */
@inline
function storeTile(
  to: usize,
  bytes: usize,
  a0: v128,
  a1: v128,
  b0: v128,
  b1: v128,
  c0: v128,
  c1: v128,
  d0: v128,
  d1: v128,
): void {
  v128.store(to, a0)
  v128.store(to, a1, 16)
  to += bytes
  v128.store(to, b0)
  v128.store(to, b1, 16)
  to += bytes
  v128.store(to, c0)
  v128.store(to, c1, 16)
  to += bytes
  v128.store(to, d0)
  v128.store(to, d1, 16)
}

/** Shapes of the square matrix of a product, so that its zeros cost nothing. */
const FULL: i32 = 0
const UPPER: i32 = 1
const LOWER: i32 = 2

/** out = rows * matrix for `count` rows, a multiple of 4; matrix has shape [f, f]. Tiles of 4 x 8. */
function multiply(rows: usize, count: i32, f: i32, matrix: usize, out: usize, shape: i32): void {
  const bytes = <usize>f << 2
  for (let j = 0; j < f; j += 8) {
    const first = shape == LOWER ? j : 0
    const last = shape == UPPER ? j + 8 : f
    for (let row = 0; row < count; row += 4) {
      let p0 = rows + <usize>row * bytes + (<usize>first << 2)
      let p1 = p0 + bytes
      let p2 = p1 + bytes
      let p3 = p2 + bytes
      let a0 = zero()
      let a1 = zero()
      let b0 = zero()
      let b1 = zero()
      let c0 = zero()
      let c1 = zero()
      let d0 = zero()
      let d1 = zero()
      let line = matrix + <usize>first * bytes + (<usize>j << 2)
      for (let k = first; k < last; k += 1) {
        const m0 = v128.load(line)
        const m1 = v128.load(line, 16)
        let x = v128.load32_splat(p0)
        a0 = madd(x, m0, a0)
        a1 = madd(x, m1, a1)
        x = v128.load32_splat(p1)
        b0 = madd(x, m0, b0)
        b1 = madd(x, m1, b1)
        x = v128.load32_splat(p2)
        c0 = madd(x, m0, c0)
        c1 = madd(x, m1, c1)
        x = v128.load32_splat(p3)
        d0 = madd(x, m0, d0)
        d1 = madd(x, m1, d1)
        line += bytes
        p0 += 4
        p1 += 4
        p2 += 4
        p3 += 4
      }
      storeTile(out + <usize>row * bytes + (<usize>j << 2), bytes, a0, a1, b0, b1, c0, c1, d0, d1)
    }
  }
}

/** out = rows * matrix for rows [start, end) of a table whose shape is [rows + 3, f]; an upper triangle for UPPER. */
export function transform(table: usize, start: i32, end: i32, f: i32, matrix: usize, out: usize, shape: i32): void {
  const bytes = <usize>f << 2
  for (let row = start; row < end; row += BATCH) {
    const count = (min(end - row, BATCH) + 3) & ~3
    multiply(table + <usize>row * bytes, count, f, matrix, out + <usize>row * bytes, shape)
  }
}

/**
 * The entries' part of a product or a residual; with s = y.x of each entry
 *   product:  out += (|c| - w0) s y          residual:  out += (max(c, 0) - (|c| - w0) s) y
 * Four entries at a time: their dots end in one vector, and `out` is read and written once for the four.
 */
@inline
function addEntries(
  indices: usize,
  confidences: usize,
  count: i32,
  table: usize,
  x: usize,
  out: usize,
  bytes: usize,
  w0: f32,
  isResidual: bool,
): void {
  const unobserved = f32x4.splat(w0)
  let entry = 0
  for (; entry + 4 <= count; entry += 4) {
    const index = indices + (<usize>entry << 2)
    const y0 = table + <usize>load<u32>(index) * bytes
    const y1 = table + <usize>load<u32>(index, 4) * bytes
    const y2 = table + <usize>load<u32>(index, 8) * bytes
    const y3 = table + <usize>load<u32>(index, 12) * bytes
    let s0 = zero()
    let s1 = zero()
    let s2 = zero()
    let s3 = zero()
    for (let at: usize = 0; at < bytes; at += 16) {
      const part = v128.load(x + at)
      s0 = madd(v128.load(y0 + at), part, s0)
      s1 = madd(v128.load(y1 + at), part, s1)
      s2 = madd(v128.load(y2 + at), part, s2)
      s3 = madd(v128.load(y3 + at), part, s3)
    }
    const s01 = f32x4.add(v128.shuffle<f32>(s0, s1, 0, 4, 1, 5), v128.shuffle<f32>(s0, s1, 2, 6, 3, 7))
    const s23 = f32x4.add(v128.shuffle<f32>(s2, s3, 0, 4, 1, 5), v128.shuffle<f32>(s2, s3, 2, 6, 3, 7))
    const s = f32x4.add(v128.shuffle<f32>(s01, s23, 0, 1, 4, 5), v128.shuffle<f32>(s01, s23, 2, 3, 6, 7))
    const c = v128.load(confidences + (<usize>entry << 2))
    let weights = f32x4.mul(f32x4.sub(f32x4.abs(c), unobserved), s)
    if (isResidual) weights = f32x4.sub(f32x4.max(c, zero()), weights)
    const w_0 = v128.shuffle<f32>(weights, weights, 0, 0, 0, 0)
    const w_1 = v128.shuffle<f32>(weights, weights, 1, 1, 1, 1)
    const w_2 = v128.shuffle<f32>(weights, weights, 2, 2, 2, 2)
    const w_3 = v128.shuffle<f32>(weights, weights, 3, 3, 3, 3)
    for (let at: usize = 0; at < bytes; at += 16) {
      let sum = v128.load(out + at)
      sum = madd(w_0, v128.load(y0 + at), sum)
      sum = madd(w_1, v128.load(y1 + at), sum)
      sum = madd(w_2, v128.load(y2 + at), sum)
      sum = madd(w_3, v128.load(y3 + at), sum)
      v128.store(out + at, sum)
    }
  }
  for (; entry < count; entry += 1) {
    const y = table + <usize>load<u32>(indices + (<usize>entry << 2)) * bytes
    const c = load<f32>(confidences + (<usize>entry << 2))
    const weight = (abs(c) - w0) * dot(y, x, bytes)
    addScaled(isResidual ? max<f32>(c, 0) - weight : weight, y, out, bytes)
  }
}

/**
 * One step of conjugate gradient for one row, `product` = A p:
 *   step = (r.r) / (p.A p),  x += step p,  r -= step A p,  p = r + (r'.r' / r.r) p
 * @returns r'.r', or -1 when it is too small to go on
 */
@inline
function descend(x: usize, r: usize, p: usize, product: usize, bytes: usize, squared: f32): f32 {
  const step = squared / dot(p, product, bytes)
  const up = f32x4.splat(step)
  const down = f32x4.splat(-step)
  let sum = zero()
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(x + at, madd(up, v128.load(p + at), v128.load(x + at)))
    const rest = madd(down, v128.load(product + at), v128.load(r + at))
    v128.store(r + at, rest)
    sum = madd(rest, rest, sum)
  }
  const next = sumOf(sum)
  if (next < SMALLEST) return -1
  const keep = f32x4.splat(next / squared)
  for (let at: usize = 0; at < bytes; at += 16) v128.store(p + at, madd(keep, v128.load(p + at), v128.load(r + at)))
  return next
}

/** The row's own ridge; 0 where all rows have the same one, which then stands in the base. */
@inline
function ridgeOf(ridges: usize, row: usize): f32 {
  return ridges == 0 ? 0 : load<f32>(ridges + (row << 2))
}

/** Gather the next rows with entries, at most a batch; rows without any become 0. @returns the row after the last looked at */
function gather(
  pointers: usize,
  ridges: usize,
  solved: usize,
  bytes: usize,
  start: i32,
  end: i32,
  to: usize,
  isNegative: bool,
): i32 {
  let row = start
  let count = 0
  while (row < end && count < BATCH) {
    const x = solved + <usize>row * bytes
    const pointer = pointers + (<usize>row << 2)
    if (load<u32>(pointer) == load<u32>(pointer, 4) || ridgeOf(ridges, row) < 0) memory.fill(x, 0, bytes)
    else {
      store<i32>(rowOf + (<usize>count << 2), row)
      const copy = to + <usize>count * bytes
      if (isNegative) for (let at: usize = 0; at < bytes; at += 16) v128.store(copy + at, f32x4.neg(v128.load(x + at)))
      else memory.copy(copy, x, bytes)
      count += 1
    }
    row += 1
  }
  gathered = count
  // The product takes rows by fours.
  const rest = (4 - (count & 3)) & 3
  memory.fill(to + <usize>count * bytes, 0, <usize>rest * bytes)
  return row
}
let gathered: i32 = 0

/**
 * Parity: `steps` of conjugate gradient for rows [start, end) from their present factors, the arithmetic of `implicit`
 * (Takacs, Pilaszy, Tikk 2011). The dense products of a batch are one small matrix product.
 *
 * @param ridges 0, or the rows' own
 * @param work 4 batches of rows
 */
export function solveParity(
  pointers: usize,
  indices: usize,
  confidences: usize,
  solved: usize,
  fixed: usize,
  base: usize,
  ridges: usize,
  f: i32,
  w0: f32,
  start: i32,
  end: i32,
  steps: i32,
  work: usize,
): void {
  const bytes = <usize>f << 2
  const batchBytes = <usize>BATCH * bytes
  const directions = work
  const residuals = directions + batchBytes
  const products = residuals + batchBytes
  const negatives = products + batchBytes
  let row = start
  while (row < end) {
    row = gather(pointers, ridges, solved, bytes, row, end, negatives, true)
    const count = gathered
    const padded = (count + 3) & ~3
    memory.fill(directions + <usize>count * bytes, 0, <usize>(padded - count) * bytes)
    multiply(negatives, padded, f, base, residuals, FULL)
    let open = 0
    for (let at = 0; at < count; at += 1) {
      const own = <usize>load<i32>(rowOf + (<usize>at << 2))
      const first = load<u32>(pointers + (own << 2))
      const entries = load<u32>(pointers + (own << 2), 4) - first
      const r = residuals + <usize>at * bytes
      if (ridges != 0) addScaled(ridgeOf(ridges, own), negatives + <usize>at * bytes, r, bytes)
      const offset = <usize>first << 2
      addEntries(indices + offset, confidences + offset, entries, fixed, solved + own * bytes, r, bytes, w0, true)
      const squared = dot(r, r, bytes)
      const isOpen = squared >= SMALLEST
      store<f32>(squaredOf + (<usize>at << 2), isOpen ? squared : -1)
      if (isOpen) open += 1
      memory.copy(directions + <usize>at * bytes, r, bytes)
    }
    for (let step = 0; step < steps && open > 0; step += 1) {
      multiply(directions, padded, f, base, products, FULL)
      for (let at = 0; at < count; at += 1) {
        const squared = load<f32>(squaredOf + (<usize>at << 2))
        if (squared < 0) continue
        const own = <usize>load<i32>(rowOf + (<usize>at << 2))
        const first = load<u32>(pointers + (own << 2))
        const entries = load<u32>(pointers + (own << 2), 4) - first
        const offset = <usize>first << 2
        const p = directions + <usize>at * bytes
        const product = products + <usize>at * bytes
        if (ridges != 0) addScaled(ridgeOf(ridges, own), p, product, bytes)
        addEntries(indices + offset, confidences + offset, entries, fixed, p, product, bytes, w0, false)
        const next = descend(solved + own * bytes, residuals + <usize>at * bytes, p, product, bytes, squared)
        store<f32>(squaredOf + (<usize>at << 2), next)
        if (next < 0) open -= 1
      }
    }
  }
}

/**
 * Fast: conjugate gradient in whitened coordinates. With base = L L', v = L^-1 y and z = L'x, the system of a row is
 *   (I + sum (|c| - w0) v v') z = sum of c v
 * so that no dense product is left inside the steps, and the condition number is that of the row's own entries.
 *
 * @param whitened V = Y L^-T, by `transform`
 * @param toWhite L, lower triangle: z' = x' L
 * @param fromWhite L^-1, lower triangle: x' = z' L^-1
 * @param work 2 batches of rows and 3 rows
 */
export function solveFast(
  pointers: usize,
  indices: usize,
  confidences: usize,
  solved: usize,
  whitened: usize,
  toWhite: usize,
  fromWhite: usize,
  f: i32,
  w0: f32,
  start: i32,
  end: i32,
  steps: i32,
  work: usize,
): void {
  const bytes = <usize>f << 2
  const batchBytes = <usize>BATCH * bytes
  const plain = work
  const white = plain + batchBytes
  const p = white + batchBytes
  const r = p + bytes
  const product = r + bytes
  let row = start
  while (row < end) {
    row = gather(pointers, 0, solved, bytes, row, end, plain, false)
    const count = gathered
    const padded = (count + 3) & ~3
    multiply(plain, padded, f, toWhite, white, LOWER)
    for (let at = 0; at < count; at += 1) {
      const own = <usize>load<i32>(rowOf + (<usize>at << 2))
      const first = load<u32>(pointers + (own << 2))
      const entries = load<u32>(pointers + (own << 2), 4) - first
      const offset = <usize>first << 2
      const z = white + <usize>at * bytes
      for (let part: usize = 0; part < bytes; part += 16) v128.store(r + part, f32x4.neg(v128.load(z + part)))
      addEntries(indices + offset, confidences + offset, entries, whitened, z, r, bytes, w0, true)
      memory.copy(p, r, bytes)
      let squared = dot(r, r, bytes)
      for (let step = 0; step < steps && squared >= SMALLEST; step += 1) {
        memory.copy(product, p, bytes)
        addEntries(indices + offset, confidences + offset, entries, whitened, p, product, bytes, w0, false)
        squared = descend(z, r, p, product, bytes, squared)
      }
    }
    multiply(white, padded, f, fromWhite, plain, LOWER)
    for (let at = 0; at < count; at += 1)
      memory.copy(solved + <usize>load<i32>(rowOf + (<usize>at << 2)) * bytes, plain + <usize>at * bytes, bytes)
  }
}

/** out = scales * a, number by number */
@inline
function scale(scales: usize, a: usize, out: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16)
    v128.store(out + at, f32x4.mul(v128.load(scales + at), v128.load(a + at)))
}

/**
 * Fast with a ridge of each row's own. With base = Q diag(w) Q', v = Q'y, S = diag((w + lambda_u)^(-1/2)) and z = S^-1 Q'x,
 * the system of a row is
 *   (I + sum (|c| - w0) S v v' S) z = sum of c S v
 * so the rows of the other side are turned once for all, and a step scales twice: before and after it meets the entries.
 *
 * @param turned V = Y Q, by `transform`
 * @param toTurned Q: x' Q
 * @param fromTurned Q'
 * @param diagonal w
 * @param ridges lambda_u
 * @param work 2 batches of rows and 6 rows
 */
export function solveFastRidges(
  pointers: usize,
  indices: usize,
  confidences: usize,
  solved: usize,
  turned: usize,
  toTurned: usize,
  fromTurned: usize,
  diagonal: usize,
  ridges: usize,
  f: i32,
  w0: f32,
  start: i32,
  end: i32,
  steps: i32,
  work: usize,
): void {
  const bytes = <usize>f << 2
  const batchBytes = <usize>BATCH * bytes
  const plain = work
  const white = plain + batchBytes
  const p = white + batchBytes
  const r = p + bytes
  const product = r + bytes
  const scales = product + bytes
  const scaled = scales + bytes
  const met = scaled + bytes
  const one = f32x4.splat(1)
  let row = start
  while (row < end) {
    row = gather(pointers, ridges, solved, bytes, row, end, plain, false)
    const count = gathered
    const padded = (count + 3) & ~3
    multiply(plain, padded, f, toTurned, white, FULL)
    for (let at = 0; at < count; at += 1) {
      const own = <usize>load<i32>(rowOf + (<usize>at << 2))
      const first = load<u32>(pointers + (own << 2))
      const entries = load<u32>(pointers + (own << 2), 4) - first
      const offset = <usize>first << 2
      const ridge = f32x4.splat(ridgeOf(ridges, own))
      const z = white + <usize>at * bytes
      // z holds Q'x, which is S z: the first product with the entries needs just that.
      memory.fill(met, 0, bytes)
      addEntries(indices + offset, confidences + offset, entries, turned, z, met, bytes, w0, true)
      for (let part: usize = 0; part < bytes; part += 16) {
        const root = f32x4.sqrt(f32x4.add(v128.load(diagonal + part), ridge))
        const s = f32x4.div(one, root)
        v128.store(scales + part, s)
        const begun = f32x4.mul(root, v128.load(z + part))
        v128.store(z + part, begun)
        v128.store(r + part, f32x4.sub(f32x4.mul(s, v128.load(met + part)), begun))
      }
      memory.copy(p, r, bytes)
      let squared = dot(r, r, bytes)
      for (let step = 0; step < steps && squared >= SMALLEST; step += 1) {
        scale(scales, p, scaled, bytes)
        memory.fill(met, 0, bytes)
        addEntries(indices + offset, confidences + offset, entries, turned, scaled, met, bytes, w0, false)
        for (let part: usize = 0; part < bytes; part += 16)
          v128.store(product + part, madd(v128.load(scales + part), v128.load(met + part), v128.load(p + part)))
        squared = descend(z, r, p, product, bytes, squared)
      }
      scale(scales, z, z, bytes)
    }
    multiply(white, padded, f, fromTurned, plain, FULL)
    for (let at = 0; at < count; at += 1)
      memory.copy(solved + <usize>load<i32>(rowOf + (<usize>at << 2)) * bytes, plain + <usize>at * bytes, bytes)
  }
}

/**
 * Sums of the loss over the entries of rows [start, end), with s = x.y:
 *   out[0] = sum of |c| - 2 max(c, 0) s + (|c| - w0) s^2,   out[1] = sum of |c|,   as float64
 */
export function entrySums(
  pointers: usize,
  indices: usize,
  confidences: usize,
  rows: usize,
  columns: usize,
  f: i32,
  w0: f32,
  start: i32,
  end: i32,
  out: usize,
): void {
  const bytes = <usize>f << 2
  let fit: f64 = 0
  let total: f64 = 0
  for (let row = start; row < end; row += 1) {
    const x = rows + <usize>row * bytes
    const last = load<u32>(pointers + (<usize>row << 2), 4)
    for (let entry = load<u32>(pointers + (<usize>row << 2)); entry < last; entry += 1) {
      const c = load<f32>(confidences + (<usize>entry << 2))
      const s = <f64>dot(x, columns + <usize>load<u32>(indices + (<usize>entry << 2)) * bytes, bytes)
      const sure = <f64>abs(c)
      fit += sure - 2 * <f64>max<f32>(c, 0) * s + (sure - <f64>w0) * s * s
      total += sure
    }
  }
  store<f64>(out, fit)
  store<f64>(out, total, 8)
}
