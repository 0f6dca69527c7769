// The best columns of each row by the product of their factors, in float32: candidates for a float64 ranking.
// Pointers are byte offsets. One source, two builds: with relaxed SIMD a multiply and an add are one instruction.
//
// Columns stand in falling order of their norms, in panels: |x.y| <= |x| |y|, so a row is done with the rest as soon as
// its norm times the largest norm of a panel stays below the row's cutoff.
//
// The cutoff of a row is its k-th best score so far less `slack`, twice a bound of the rounding error. A column below it
// cannot be among the best k of exact scores, nor equal to the last of them.

/** Rows that walk through the panels together: each column that is read serves them all. */
const BATCH: i32 = 32
/** Columns of a panel, a multiple of 8. */
const PANEL: i32 = 32
/** Rows and columns of a tile, whose sums stay in registers. */
const TILE_ROWS: i32 = 4
const TILE_COLUMNS: i32 = 8

/** For each place of the batch: its row, counted from the first of the batch. Places of rows that are done go to the end. */
const rowOf: usize = memory.data(128)
/** For each row of the batch. */
const cutoffOf: usize = memory.data(128)
/** Scores of a panel, shape [BATCH, PANEL]. */
const panelScores: usize = memory.data(4096)

@inline
function madd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c)
}

@inline
function zero(): v128 {
  return f32x4.splat(0)
}

/** Where number 0 of a place's row stands: tiles of shape [f, TILE_ROWS]. */
@inline
function placeAt(tiles: usize, place: i32, f: i32): usize {
  return tiles + ((<usize>(place & ~(TILE_ROWS - 1)) * <usize>f + <usize>(place & (TILE_ROWS - 1))) << 2)
}

/** Copy a row into a place of the tiles; its numbers are `stride` bytes apart. */
function putRow(from: usize, stride: usize, tiles: usize, place: i32, f: i32): void {
  let to = placeAt(tiles, place, f)
  for (let k = 0; k < f; k += 1) {
    store<f32>(to, load<f32>(from))
    from += stride
    to += TILE_ROWS << 2
  }
}

/** panelScores = rows of the tiles * columns of a panel, `places` a multiple of 4; columns in tiles of shape [f, TILE_COLUMNS]. */
function scorePanel(tiles: usize, places: i32, f: i32, panel: usize): void {
  const rowTile = <usize>(f * TILE_ROWS) << 2
  const columnTile = <usize>(f * TILE_COLUMNS) << 2
  for (let column = 0; column < PANEL; column += TILE_COLUMNS) {
    let x = tiles
    for (let place = 0; place < places; place += TILE_ROWS) {
      let a0 = zero()
      let a1 = zero()
      let b0 = zero()
      let b1 = zero()
      let c0 = zero()
      let c1 = zero()
      let d0 = zero()
      let d1 = zero()
      const end = x + rowTile
      let y = panel
      for (; x < end; x += TILE_ROWS << 2) {
        const y0 = v128.load(y)
        const y1 = v128.load(y, 16)
        let value = v128.load32_splat(x)
        a0 = madd(value, y0, a0)
        a1 = madd(value, y1, a1)
        value = v128.load32_splat(x, 4)
        b0 = madd(value, y0, b0)
        b1 = madd(value, y1, b1)
        value = v128.load32_splat(x, 8)
        c0 = madd(value, y0, c0)
        c1 = madd(value, y1, c1)
        value = v128.load32_splat(x, 12)
        d0 = madd(value, y0, d0)
        d1 = madd(value, y1, d1)
        y += TILE_COLUMNS << 2
      }
      let to = panelScores + (<usize>(place * PANEL + column) << 2)
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

/** Insert into a falling list of at most `most`. @returns its new length; with a full list the last one falls out */
@inline
function insert(scores: usize, positions: usize, count: i32, most: i32, score: f32, position: i32): i32 {
  let at = count
  if (count == most) {
    at -= 1
    if (load<f32>(scores + (<usize>at << 2)) >= score) return count
  }
  while (at > 0) {
    const before = load<f32>(scores + (<usize>(at - 1) << 2))
    if (before >= score) break
    store<f32>(scores + (<usize>at << 2), before)
    store<i32>(positions + (<usize>at << 2), load<i32>(positions + (<usize>(at - 1) << 2)))
    at -= 1
  }
  store<f32>(scores + (<usize>at << 2), score)
  store<i32>(positions + (<usize>at << 2), position)
  return min(count + 1, most)
}

/** Write 0 or 1 where the columns that a row leaves out have their mark, a byte each. */
function mark(positions: usize, columnCount: i32, from: u32, to: u32, columns: usize, marks: usize, value: i32): void {
  for (let entry = from; entry < to; entry += 1) {
    const column = load<u32>(columns + (<usize>entry << 2))
    if (column < <u32>columnCount) store<u8>(marks + load<u32>(positions + (<usize>column << 2)), <u8>value)
  }
}

/**
 * Candidates of `count` rows: all columns whose score reaches the final cutoff, best first, but no more than `most`.
 *
 * @param rows shape [count, f]
 * @param rowNorms shape [count]; -Infinity for a row that gets no candidates
 * @param slacks twice the bound of the rounding error of each row, shape [count]
 * @param table panels of columns in falling order of norms; zeros fill up the last
 * @param panelNorms largest norm of each panel
 * @param positions position of each column in that order, shape [columnCount]
 * @param leftPointers where the columns that each row leaves out begin, shape [count + 1], and these columns
 * @param outScores shape [count, most]; outPositions: positions in the order of norms, the same shape
 * @param outCounts shape [count]; outCutoffs: a full list whose last score reaches its cutoff may lack candidates
 * @param work tiles of shape [BATCH, f], then marks of shape [BATCH, columnCount], all 0
 * @returns panels that were multiplied with rows, summed over the rows
 */
export function rankRows(
  rows: usize,
  count: i32,
  f: i32,
  rowNorms: usize,
  slacks: usize,
  table: usize,
  columnCount: i32,
  panelNorms: usize,
  positions: usize,
  leftPointers: usize,
  leftColumns: usize,
  k: i32,
  most: i32,
  outScores: usize,
  outPositions: usize,
  outCounts: usize,
  outCutoffs: usize,
  work: usize,
): i32 {
  const bytes = <usize>f << 2
  const panelBytes = <usize>PANEL * bytes
  const panels = (columnCount + PANEL - 1) / PANEL
  const marks = work + <usize>BATCH * bytes
  let touched = 0
  for (let first = 0; first < count; first += BATCH) {
    const size = min(BATCH, count - first)
    for (let row = 0; row < size; row += 1) {
      const own = <usize>(first + row) << 2
      putRow(rows + <usize>(first + row) * bytes, 4, work, row, f)
      store<i32>(rowOf + (<usize>row << 2), row)
      store<f32>(cutoffOf + (<usize>row << 2), -f32.MAX_VALUE)
      store<i32>(outCounts + own, 0)
      const left = leftPointers + own
      mark(positions, columnCount, load<u32>(left), load<u32>(left, 4), leftColumns, marks + row * columnCount, 1)
    }
    let open = size
    for (let panel = 0; panel < panels; panel += 1) {
      open = closeRows(open, first, load<f32>(panelNorms + (<usize>panel << 2)), rowNorms, work, f)
      if (open == 0) break
      touched += open
      scorePanel(work, (open + 3) & ~3, f, table + <usize>panel * panelBytes)
      const start = panel * PANEL
      const width = min(PANEL, columnCount - start)
      for (let place = 0; place < open; place += 1) {
        const row = load<i32>(rowOf + (<usize>place << 2))
        const own = <usize>(first + row)
        const scores = outScores + ((own * <usize>most) << 2)
        const listed = outPositions + ((own * <usize>most) << 2)
        const slack = load<f32>(slacks + (own << 2))
        const line = panelScores + (<usize>(place * PANEL) << 2)
        const rowMarks = marks + row * columnCount + start
        let filled = load<i32>(outCounts + (own << 2))
        let cutoff = load<f32>(cutoffOf + (<usize>row << 2))
        for (let at = 0; at < width; at += 4) {
          if (!v128.any_true(f32x4.ge(v128.load(line + (<usize>at << 2)), f32x4.splat(cutoff)))) continue
          const end = min(at + 4, width)
          for (let column = at; column < end; column += 1) {
            const score = load<f32>(line + (<usize>column << 2))
            if (!(score >= cutoff) || load<u8>(rowMarks + column) != 0) continue
            filled = insert(scores, listed, filled, most, score, start + column)
            if (filled >= k) cutoff = load<f32>(scores + (<usize>(k - 1) << 2)) - slack
          }
        }
        store<i32>(outCounts + (own << 2), filled)
        store<f32>(cutoffOf + (<usize>row << 2), cutoff)
      }
    }
    for (let row = 0; row < size; row += 1) {
      const own = <usize>(first + row) << 2
      store<f32>(outCutoffs + own, load<f32>(cutoffOf + (<usize>row << 2)))
      const left = leftPointers + own
      mark(positions, columnCount, load<u32>(left), load<u32>(left, 4), leftColumns, marks + row * columnCount, 0)
    }
  }
  return touched
}

/** Take out rows that no column of this norm, or of a smaller one, can interest. @returns places that are left */
function closeRows(open: i32, first: i32, norm: f32, rowNorms: usize, work: usize, f: i32): i32 {
  let place = 0
  while (place < open) {
    const row = load<i32>(rowOf + (<usize>place << 2))
    if (load<f32>(rowNorms + (<usize>(first + row) << 2)) * norm < load<f32>(cutoffOf + (<usize>row << 2))) {
      open -= 1
      if (place == open) break
      store<i32>(rowOf + (<usize>place << 2), load<i32>(rowOf + (<usize>open << 2)))
      putRow(placeAt(work, open, f), TILE_ROWS << 2, work, place, f)
    } else place += 1
  }
  return open
}
