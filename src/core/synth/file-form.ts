import { createRandom, deriveSeed } from '../matrix/random.ts'
import type { FileRole } from '../tables/table.ts'
import type { Dirt } from './dirt.ts'
import { shuffle } from './sampling.ts'

const LINE_FEED = 10
const RETURN = 13
const QUOTE = 34
const COMMA = 44
const DASH = 45
const COLON = 58
const ZERO = 48

const DATES = new Set(['sess_dt', 'de_dt'])
const TIMES = new Set(['hit_tm', 'de_tm'])

type Cell = Uint8Array

const ascii = (text: string): Cell => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const textOf = (cell: Cell): string => String.fromCharCode(...cell)

/** The cells of one row without its line feed, quotes kept. */
function cellsOf(row: Uint8Array): Cell[] {
  const cells: Cell[] = []
  let start = 0
  let isQuoted = false
  for (let at = 0; at < row.length; at++) {
    if (row[at] === QUOTE) isQuoted = !isQuoted
    else if (row[at] === COMMA && !isQuoted) {
      cells.push(row.subarray(start, at))
      start = at + 1
    }
  }
  cells.push(row.subarray(start))
  return cells
}

/** 20190913 as 2019-09-13. */
const dashed = (cell: Cell): Cell =>
  Uint8Array.of(...cell.subarray(0, 4), DASH, ...cell.subarray(4, 6), DASH, ...cell.subarray(6))

/** 01:16 as 116, as a spreadsheet leaves it. */
function bare(cell: Cell): Cell {
  const digits = cell.filter((byte) => byte !== COLON)
  const first = digits.findIndex((byte) => byte !== ZERO)
  return first < 0 ? digits.subarray(-1) : digits.subarray(first)
}

/**
 * Writes the rows of one generated file in another form: byte order mark, CRLF, a column of row numbers in front (from 0, its
 * label empty), columns in another order, dates with dashes, times without a colon, the keyword column by its official name.
 *
 * @param seed of the order of columns
 * @returns takes the file's pieces in order, each of whole rows; the first begins with the header
 */
export function createFileForm(
  role: FileRole,
  dirt: ReadonlySet<Dirt>,
  seed: number,
): (piece: Uint8Array) => Uint8Array {
  let names: string[] | undefined
  let order = new Uint32Array(0)
  let rowNumber = 0

  function header(cells: readonly Cell[]): Cell[] {
    names = cells.map(textOf)
    order = Uint32Array.from(cells, (_, column) => column)
    if (dirt.has('shuffled-columns')) shuffle(createRandom(deriveSeed(deriveSeed(seed, 'columns'), role)), order)
    return names.map((name) => ascii(name === 'sech_kwd' && dirt.has('official-keyword-name') ? 'srch_kwd' : name))
  }

  function rewrite(cell: Cell, name: string): Cell {
    if (DATES.has(name) && dirt.has('dashed-dates')) return dashed(cell)
    return TIMES.has(name) && dirt.has('bare-times') ? bare(cell) : cell
  }

  return (piece) => {
    // A row grows by a mark, its number, a return, and two dashes at most; the shortest row has six bytes.
    const out = new Uint8Array(piece.length * 4 + 64)
    let length = 0
    const put = (bytes: ArrayLike<number>): void => {
      out.set(bytes, length)
      length += bytes.length
    }
    let start = 0
    for (let end = piece.indexOf(LINE_FEED); end >= 0; end = piece.indexOf(LINE_FEED, start)) {
      const cells = cellsOf(piece.subarray(start, end))
      start = end + 1
      const isHeader = names === undefined
      if (isHeader && dirt.has('bom')) put([0xef, 0xbb, 0xbf])
      const shown = isHeader ? header(cells) : cells.map((cell, column) => rewrite(cell, names![column]!))
      if (dirt.has('index-column')) {
        if (!isHeader) put(ascii(String(rowNumber++)))
        put([COMMA])
      }
      order.forEach((column, place) => {
        if (place > 0) put([COMMA])
        put(shown[column]!)
      })
      put(dirt.has('crlf') ? [RETURN, LINE_FEED] : [LINE_FEED])
    }
    return out.slice(0, length)
  }
}
