// The best columns of each row by the product of their factors: candidates for a float64 ranking, found in whole numbers.
// Pointers are byte offsets. Whole numbers add up to the same on every machine, so one build is enough.
//
// A row x and the columns y of a panel are scaled to the length S, the columns by the largest norm of their panel, and rounded:
//   x' = q + d,  y' = p + e,  |x'| = S,  |y'| <= S      with q, p of 16 bits
//   x'.y' = q.p + q.e + d.y'   so   |x'.y' - q.p| <= |q| |e| + |d| S     (Cauchy and Schwarz), the error of the panel
// Two products of 16 bits and their sum are one instruction; |q| |p| < 2^31, so no sum overflows on its way either.
// `unit` of a panel takes its products to units that all panels of the row share: a score lies between (q.p -+ error) unit.
//
// The cutoff of a row is the k-th best of these lower ends so far: a column whose upper end is below it cannot be among the
// best k, nor equal to the last of them. Columns stand in falling order of their norms, so a row is done with the rest as
// soon as S S unit of a panel stays below its cutoff.

/** Rows that walk through the panels together: each column that is read serves them all. */
const BATCH: i32 = 32
/** Columns of a panel, a multiple of 8. */
const PANEL: i32 = 32
/** Rows and columns of a tile, whose sums stay in registers. */
const TILE_ROWS: i32 = 4
const TILE_COLUMNS: i32 = 8
/** Bytes of two factors, which lie side by side. */
const PAIR: i32 = 4
/** In whole numbers: more than the rounding of float64, here and in the ranking that follows. */
const GUARD: f64 = 0.01
/** Stands for a count: there are more candidates than room. */
const TOO_MANY: i32 = -1

/** For each place of the batch: its row, counted from the first of the batch. Places of rows that are done go to the end. */
const rowOf: usize = memory.data(128)
/** For each row of the batch, in float64. */
const cutoffOf: usize = memory.data(256, 8)
/** Lower ends that a row has listed. */
const listedOf: usize = memory.data(128)
/** Products of a panel, shape [BATCH, PANEL]. */
const products: usize = memory.data(4096, 16)

/** Where the first pair of a place's row stands: tiles of shape [pairs, TILE_ROWS]. */
@inline
function placeAt(tiles: usize, place: i32, pairs: i32): usize {
  return tiles + <usize>(place & ~(TILE_ROWS - 1)) * <usize>(pairs * PAIR) + <usize>((place & (TILE_ROWS - 1)) * PAIR)
}

/** Copy a row into a place of the tiles; its pairs are `stride` bytes apart. */
function putRow(from: usize, stride: usize, tiles: usize, place: i32, pairs: i32): void {
  let to = placeAt(tiles, place, pairs)
  for (let k = 0; k < pairs; k += 1) {
    store<i32>(to, load<i32>(from))
    from += stride
    to += TILE_ROWS * PAIR
  }
}

/** sum + the products of two pairs in each lane */
@inline
function addProducts(row: v128, columns: v128, sum: v128): v128 {
  return i32x4.add(i32x4.dot_i16x8_s(row, columns), sum)
}

/** products = rows of the tiles * columns of a panel, `places` a multiple of 4; columns in tiles of shape [pairs, TILE_COLUMNS]. */
function multiplyPanel(tiles: usize, places: i32, pairs: i32, panel: usize): void {
  const rowTile = <usize>(pairs * TILE_ROWS * PAIR)
  const columnTile = <usize>(pairs * TILE_COLUMNS * PAIR)
  for (let column = 0; column < PANEL; column += TILE_COLUMNS) {
    let x = tiles
    for (let place = 0; place < places; place += TILE_ROWS) {
      let a0 = i32x4.splat(0)
      let a1 = i32x4.splat(0)
      let b0 = i32x4.splat(0)
      let b1 = i32x4.splat(0)
      let c0 = i32x4.splat(0)
      let c1 = i32x4.splat(0)
      let d0 = i32x4.splat(0)
      let d1 = i32x4.splat(0)
      const end = x + rowTile
      let y = panel
      for (; x < end; x += TILE_ROWS * PAIR) {
        const y0 = v128.load(y)
        const y1 = v128.load(y, 16)
        let pair = v128.load32_splat(x)
        a0 = addProducts(pair, y0, a0)
        a1 = addProducts(pair, y1, a1)
        pair = v128.load32_splat(x, 4)
        b0 = addProducts(pair, y0, b0)
        b1 = addProducts(pair, y1, b1)
        pair = v128.load32_splat(x, 8)
        c0 = addProducts(pair, y0, c0)
        c1 = addProducts(pair, y1, c1)
        pair = v128.load32_splat(x, 12)
        d0 = addProducts(pair, y0, d0)
        d1 = addProducts(pair, y1, d1)
        y += TILE_COLUMNS * PAIR
      }
      let to = products + (<usize>(place * PANEL + column) << 2)
      v128.store(to, a0)
      v128.store(to, a1, 16)
      to += PANEL << 2
      v128.store(to, b0)
      v128.store(to, b1, 16)
      to += PANEL << 2
      v128.store(to, c0)
      v128.store(to, c1, 16)
      to += PANEL << 2
      v128.store(to, d0)
      v128.store(to, d1, 16)
    }
    panel += columnTile
  }
}

/** Whether any of a line's products is larger than `bound`. */
@inline
function reaches(line: usize, bound: v128): bool {
  let most = v128.load(line)
  for (let at: usize = 16; at < <usize>PANEL << 2; at += 16) most = i32x4.max_s(most, v128.load(line + at))
  return v128.any_true(i32x4.gt_s(most, bound))
}

/** Take columns that a row leaves out from its line of the first panel. */
function strike(positions: usize, columnCount: i32, from: u32, to: u32, columns: usize, line: usize): void {
  for (let entry = from; entry < to; entry += 1) {
    const column = load<u32>(columns + (<usize>entry << 2))
    if (column >= <u32>columnCount) continue
    const position = load<i32>(positions + (<usize>column << 2))
    if (position < PANEL) store<i32>(line + (<usize>position << 2), i32.MIN_VALUE)
  }
}

/**
 * A whole number that at least `k` of a line's products reach, and few more: bits are set from the highest on while that
 * stays so. Without such a guess half of all candidates would be columns of the first panel.
 *
 * @returns i32.MIN_VALUE where there is none
 */
function guessBest(line: usize, k: i32): i32 {
  let low = i32.MIN_VALUE
  for (let step: u32 = 1 << 31; step >= 1 << 14; step >>= 1) {
    const guess = low + <i32>step
    const below = i32x4.splat(guess - 1)
    let counts = i32x4.splat(0)
    for (let at: usize = 0; at < <usize>PANEL << 2; at += 16)
      counts = i32x4.sub(counts, i32x4.gt_s(v128.load(line + at), below))
    const count =
      i32x4.extract_lane(counts, 0) +
      i32x4.extract_lane(counts, 1) +
      i32x4.extract_lane(counts, 2) +
      i32x4.extract_lane(counts, 3)
    if (count >= k) low = guess
  }
  return low
}

/** Put a lower end into the falling list of the best `k`. @returns how many are listed */
@inline
function list(lowers: usize, count: i32, k: i32, lower: f64): i32 {
  let at = count
  if (count == k) {
    at -= 1
    if (load<f64>(lowers + (<usize>at << 3)) >= lower) return count
  }
  while (at > 0) {
    const before = load<f64>(lowers + (<usize>(at - 1) << 3))
    if (before >= lower) break
    store<f64>(lowers + (<usize>at << 3), before)
    at -= 1
  }
  store<f64>(lowers + (<usize>at << 3), lower)
  return min(count + 1, k)
}

/** Keep the candidates whose upper end reaches the cutoff. @returns how many there are */
function sift(uppers: usize, positions: usize, count: i32, cutoff: f64): i32 {
  let kept = 0
  for (let at = 0; at < count; at += 1) {
    const upper = load<f64>(uppers + (<usize>at << 3))
    if (!(upper >= cutoff)) continue
    store<f64>(uppers + (<usize>kept << 3), upper)
    store<i32>(positions + (<usize>kept << 2), load<i32>(positions + (<usize>at << 2)))
    kept += 1
  }
  return kept
}

/** Write 0 or 1 where the columns that a row leaves out have their mark, a byte each. */
function mark(positions: usize, columnCount: i32, from: u32, to: u32, columns: usize, marks: usize, value: i32): void {
  for (let entry = from; entry < to; entry += 1) {
    const column = load<u32>(columns + (<usize>entry << 2))
    if (column < <u32>columnCount) store<u8>(marks + load<u32>(positions + (<usize>column << 2)), <u8>value)
  }
}

/**
 * Candidates of `count` rows: all columns whose upper end reaches the final cutoff, in no order that matters.
 *
 * @param rows q, shape [count, pairs, 2]
 * @param rowErrors |q| and |d| S of each row, float64, shape [count, 2]; |q| negative for a row that gets no candidates
 * @param longest S
 * @param table p: panels of columns in falling order of norms; zeros fill up the last
 * @param panelUnits unit, above 0, and largest |e| of each panel, float64, shape [panels, 2]
 * @param positions position of each column in that order, shape [columnCount]
 * @param leftPointers where the columns that each row leaves out begin, shape [count + 1], and these columns
 * @param most room for candidates, at least `k`
 * @param outPositions positions in the order of norms, shape [count, most]
 * @param outCounts shape [count]; TOO_MANY where they do not fit
 * @param work from an address that 16 divides: upper ends of shape [BATCH, most] and lower ends of shape [BATCH, k] in float64,
 *   tiles of shape [BATCH, pairs, 2], then marks of shape [BATCH, columnCount], all 0
 * @returns panels that were multiplied with rows, summed over the rows
 */
export function rankRows(
  rows: usize,
  count: i32,
  pairs: i32,
  rowErrors: usize,
  longest: f64,
  table: usize,
  columnCount: i32,
  panelUnits: usize,
  positions: usize,
  leftPointers: usize,
  leftColumns: usize,
  k: i32,
  most: i32,
  outPositions: usize,
  outCounts: usize,
  work: usize,
): i32 {
  const bytes = <usize>(pairs * PAIR)
  const panelBytes = <usize>PANEL * bytes
  const panels = (columnCount + PANEL - 1) / PANEL
  const allUppers = work
  const allLowers = allUppers + (<usize>(BATCH * most) << 3)
  const tiles = (allLowers + (<usize>(BATCH * k) << 3) + 15) & ~15
  const marks = tiles + <usize>BATCH * bytes
  let touched = 0
  for (let first = 0; first < count; first += BATCH) {
    const size = min(BATCH, count - first)
    let open = 0
    for (let row = 0; row < size; row += 1) {
      const own = <usize>(first + row)
      store<i32>(outCounts + (own << 2), 0)
      if (load<f64>(rowErrors + (own << 4)) < 0) continue
      putRow(rows + own * bytes, PAIR, tiles, open, pairs)
      store<i32>(rowOf + (<usize>open << 2), row)
      store<f64>(cutoffOf + (<usize>row << 3), -f64.MAX_VALUE)
      store<i32>(listedOf + (<usize>row << 2), 0)
      open += 1
      const left = leftPointers + (own << 2)
      mark(positions, columnCount, load<u32>(left), load<u32>(left, 4), leftColumns, marks + row * columnCount, 1)
    }
    for (let panel = 0; panel < panels; panel += 1) {
      const units = panelUnits + (<usize>panel << 4)
      const unit = load<f64>(units)
      const rounding = load<f64>(units, 8)
      open = closeRows(open, unit * (longest * longest * (1 + 1e-12) + GUARD), tiles, pairs)
      if (open == 0) break
      touched += open
      multiplyPanel(tiles, (open + 3) & ~3, pairs, table + <usize>panel * panelBytes)
      const start = panel * PANEL
      const width = min(PANEL, columnCount - start)
      for (let place = 0; place < open; place += 1) {
        const row = load<i32>(rowOf + (<usize>place << 2))
        const own = <usize>(first + row)
        const error = load<f64>(rowErrors + (own << 4)) * rounding + load<f64>(rowErrors + (own << 4), 8) + GUARD
        let cutoff = load<f64>(cutoffOf + (<usize>row << 3))
        const line = products + (<usize>(place * PANEL) << 2)
        if (panel == 0 && width == PANEL) {
          const left = leftPointers + (own << 2)
          strike(positions, columnCount, load<u32>(left), load<u32>(left, 4), leftColumns, line)
          const guess = guessBest(line, k)
          if (guess != i32.MIN_VALUE) cutoff = (<f64>guess - error) * unit
        }
        // Less than every whole number whose upper end may reach the cutoff.
        const least = cutoff / unit - error - GUARD - 1
        const bound = i32x4.splat(<i32>max(min(least, 2147483647), -2147483648))
        if (!reaches(line, bound)) continue
        const uppers = allUppers + (<usize>(row * most) << 3)
        const lowers = allLowers + (<usize>(row * k) << 3)
        const found = outPositions + ((own * <usize>most) << 2)
        const rowMarks = marks + row * columnCount + start
        let filled = load<i32>(outCounts + (own << 2))
        let listed = load<i32>(listedOf + (<usize>row << 2))
        for (let at = 0; at < width; at += 4) {
          let hits = i32x4.bitmask(i32x4.gt_s(v128.load(line + (<usize>at << 2)), bound))
          for (; hits != 0; hits &= hits - 1) {
            const column = at + ctz(hits)
            if (column >= width || load<u8>(rowMarks + column) != 0) continue
            const product = <f64>load<i32>(line + (<usize>column << 2))
            const upper = (product + error) * unit
            if (!(upper >= cutoff)) continue
            if (filled == most) filled = sift(uppers, found, filled, cutoff)
            if (filled == most) {
              filled = TOO_MANY
              // Out of reach of every panel: the row is done.
              cutoff = Infinity
              break
            }
            store<f64>(uppers + (<usize>filled << 3), upper)
            store<i32>(found + (<usize>filled << 2), start + column)
            filled += 1
            listed = list(lowers, listed, k, (product - error) * unit)
            if (listed == k) cutoff = max(cutoff, load<f64>(lowers + (<usize>(k - 1) << 3)))
          }
        }
        store<i32>(outCounts + (own << 2), filled)
        store<i32>(listedOf + (<usize>row << 2), listed)
        store<f64>(cutoffOf + (<usize>row << 3), cutoff)
      }
    }
    for (let row = 0; row < size; row += 1) {
      const own = <usize>(first + row)
      const filled = load<i32>(outCounts + (own << 2))
      if (filled > 0) {
        const cutoff = load<f64>(cutoffOf + (<usize>row << 3))
        const uppers = allUppers + (<usize>(row * most) << 3)
        store<i32>(outCounts + (own << 2), sift(uppers, outPositions + ((own * <usize>most) << 2), filled, cutoff))
      }
      const left = leftPointers + (own << 2)
      mark(positions, columnCount, load<u32>(left), load<u32>(left, 4), leftColumns, marks + row * columnCount, 0)
    }
  }
  return touched
}

/** Take out rows that no score up to `most` can interest. @returns places that are left */
function closeRows(open: i32, most: f64, tiles: usize, pairs: i32): i32 {
  let place = 0
  while (place < open) {
    const row = load<i32>(rowOf + (<usize>place << 2))
    if (most < load<f64>(cutoffOf + (<usize>row << 3))) {
      open -= 1
      if (place == open) break
      store<i32>(rowOf + (<usize>place << 2), load<i32>(rowOf + (<usize>open << 2)))
      putRow(placeAt(tiles, open, pairs), TILE_ROWS * PAIR, tiles, place, pairs)
    } else place += 1
  }
  return open
}
