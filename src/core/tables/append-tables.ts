import { narrow } from '../ingest/column-builder.ts'
import { createDictionary, type DecodeText } from './dictionary.ts'
import {
  CHUNK_ROWS,
  isMarked,
  type Chunk,
  type Column,
  type Dictionary,
  type StoredTexts,
  type Table,
} from './table.ts'
import { encodeUtf8 } from './utf8.ts'

/** Texts of two dictionaries in one. Codes of the first stay; those of the second are looked up in `codeOf`. */
interface MergedTexts {
  readonly stored: StoredTexts
  readonly codeOf: Uint32Array
}

function mergeTexts(first: Dictionary | null, second: Dictionary | null): MergedTexts {
  const texts: string[] = ['']
  const codes = new Map<string, number>()
  for (let code = 1; code < (first?.size ?? 0); code += 1) {
    const text = first!.textOf(code)
    texts.push(text)
    if (!codes.has(text)) codes.set(text, code)
  }
  const codeOf = new Uint32Array(second?.size ?? 1)
  for (let code = 1; code < codeOf.length; code += 1) {
    const text = second!.textOf(code)
    let known = codes.get(text)
    if (known === undefined) {
      known = texts.length
      texts.push(text)
      codes.set(text, known)
    }
    codeOf[code] = known
  }
  return { stored: { encoding: 'utf-8', ...encodeUtf8(texts) }, codeOf }
}

/** Chunks of the first column and behind them those of the second; `null` stands for as many zeros. */
function joinChunks(
  first: Column | null,
  second: Column | null,
  firstRows: number,
  secondRows: number,
  map: Uint32Array | null,
): Chunk[] {
  const chunks: Chunk[] = []
  let open = new Float64Array(Math.min(CHUNK_ROWS, firstRows + secondRows))
  let filled = 0
  const close = () => {
    if (filled > 0) chunks.push(narrow(open.subarray(0, filled)))
    filled = 0
  }
  const room = () => {
    if (filled === CHUNK_ROWS) close()
    if (filled === open.length) {
      const larger = new Float64Array(CHUNK_ROWS)
      larger.set(open)
      open = larger
    }
    return open.length - filled
  }
  const zeros = (rows: number) => {
    for (let left = rows; left > 0;) {
      const count = Math.min(room(), left)
      open.fill(0, filled, filled + count)
      filled += count
      left -= count
    }
  }
  const copy = (chunk: Chunk, codes: Uint32Array | null) => {
    for (let from = 0; from < chunk.length;) {
      const count = Math.min(room(), chunk.length - from)
      if (codes === null) open.set(chunk.subarray(from, from + count), filled)
      else for (let at = 0; at < count; at += 1) open[filled + at] = codes[chunk[from + at]!]!
      filled += count
      from += count
    }
  }
  if (first === null) zeros(firstRows)
  else {
    for (const chunk of first.chunks) {
      // What is full stays as it is: the codes of the first table do not change.
      if (chunk.length === CHUNK_ROWS) chunks.push(chunk)
      else copy(chunk, null)
    }
  }
  if (second === null) zeros(secondRows)
  else for (const chunk of second.chunks) copy(chunk, map)
  close()
  return chunks
}

/** Marks of both columns in one; all rows of a column that is not there are missing. */
function joinMissing(
  first: Column | null,
  second: Column | null,
  firstRows: number,
  secondRows: number,
): Uint8Array | null {
  if (first?.missing === null && second?.missing === null) return null
  const bits = new Uint8Array((firstRows + secondRows + 7) >>> 3)
  const mark = (from: number, rows: number, column: Column | null) => {
    for (let row = 0; row < rows; row += 1) {
      if (column !== null && !isMarked(column.missing, row)) continue
      bits[(from + row) >>> 3]! |= 1 << ((from + row) & 7)
    }
  }
  mark(0, firstRows, first)
  mark(firstRows, secondRows, second)
  return bits
}

function joinColumns(
  first: Column | null,
  second: Column | null,
  firstRows: number,
  secondRows: number,
  decode: DecodeText,
): Column {
  const { name, kind } = (first ?? second)!
  const merged = kind === 'text' ? mergeTexts(first?.dictionary ?? null, second?.dictionary ?? null) : null
  return {
    name,
    kind,
    length: firstRows + secondRows,
    chunks: joinChunks(first, second, firstRows, secondRows, merged?.codeOf ?? null),
    missing: kind === 'text' ? null : joinMissing(first, second, firstRows, secondRows),
    missingCount: (first?.missingCount ?? firstRows) + (second?.missingCount ?? secondRows),
    dictionary: merged === null ? null : createDictionary(merged.stored, decode),
  }
}

/**
 * One table behind another of its role, column by column with a stop after each. Cells of a column that only one of them has are
 * missing in the rows of the other. Equal texts share a code, whatever bytes they were read from; from here on texts are UTF-8.
 * The two tables stay as they are; full chunks of the first are shared with it.
 *
 * @param decode a decoder of UTF-8
 */
export function* appendTables(first: Table, second: Table, decode: DecodeText): Generator<undefined, Table> {
  const columns = new Map<string, Column>()
  for (const name of new Set([...first.columns.keys(), ...second.columns.keys()])) {
    const before = first.columns.get(name) ?? null
    const after = second.columns.get(name) ?? null
    columns.set(name, joinColumns(before, after, first.rowCount, second.rowCount, decode))
    yield
  }
  const shifted = second.sources.map((source) => ({
    ...source,
    firstRow: source.firstRow + first.rowCount,
    lineBreaks: source.lineBreaks.map((value, at) => (at % 2 === 0 ? value + first.rowCount : value)),
  }))
  return {
    role: first.role,
    rowCount: first.rowCount + second.rowCount,
    columns,
    sources: [...first.sources, ...shifted],
    fingerprint: `${first.fingerprint}+${second.fingerprint}`,
  }
}
