import { nextLineEnd, RecordScan } from './record-scan.ts'

/** One record by its place. Bytes are counted in the scanned bytes, lines from 1. */
interface FoundRecord {
  readonly start: number
  /** Its line end is not part of it. */
  readonly end: number
  /** Line on which it begins. */
  readonly line: number
}

/** The records at the start of a text. */
interface FirstRecords {
  /** Whole records that are not blank. */
  readonly records: readonly FoundRecord[]
  /** What follows the last of `records`. */
  readonly rest: { readonly byteStart: number; readonly line: number }
  /** Whether these records end in more than one of LF, CRLF and CR. */
  readonly hasMixedLineEnds: boolean
}

/**
 * Bytes that a record over several lines may have here. A quote that is never closed in a title above the table would otherwise
 * swallow the header; a row of these files has under 300.
 */
const MAX_LINES_BYTES = 65_536

const CR = 0x0d
const SPACE = 0x20
const TAB = 0x09

function isBlank(bytes: Uint8Array, start: number, end: number, separator: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]!
    if (byte === separator || (byte !== SPACE && byte !== TAB)) return false
  }
  return true
}

/** What ends a record: nothing at the end of a file. */
type LineEnd = '' | 'LF' | 'CRLF' | 'CR'

function lineEndAt(bytes: Uint8Array, at: number): LineEnd {
  if (at >= bytes.length) return ''
  if (bytes[at] !== CR) return 'LF'
  return bytes[at + 1] === 0x0a ? 'CRLF' : 'CR'
}

/** Whether more bytes could belong to the line, or to its end. */
const isOpen = (bytes: Uint8Array, end: number): boolean =>
  end === bytes.length || (end === bytes.length - 1 && bytes[end] === CR)

/** A record of `lines` lines, from its start to its line end. */
interface Extent {
  readonly end: number
  readonly lines: number
}

function firstLine(bytes: Uint8Array, start: number): Extent {
  const end = nextLineEnd(bytes, start, bytes.length)
  return { end: end < 0 ? bytes.length : end, lines: 1 }
}

/** Where the record that begins at `start` ends, by the rules of the parser; `null` when it goes on beyond the bytes. */
function extentOf(scan: RecordScan, bytes: Uint8Array, start: number, isWhole: boolean): Extent | null {
  const status = scan.scan(bytes, start, bytes.length, isWhole)
  const length = (status === 'sound' ? scan.next : bytes.length) - start
  if (status === 'stray' || status === 'open') return firstLine(bytes, start)
  if (status === 'more') return length <= MAX_LINES_BYTES ? null : firstLine(bytes, start)
  if (scan.lines > 1 && length > MAX_LINES_BYTES) return firstLine(bytes, start)
  const back = !scan.isTerminated ? 0 : bytes[scan.next - 1] === 0x0a && bytes[scan.next - 2] === CR ? 2 : 1
  return { end: Math.max(start, scan.next - back), lines: scan.lines }
}

/**
 * Find the first records of a text by its bytes, in any encoding that keeps ASCII bytes to ASCII letters (UTF-8, CP949).
 *
 * Records end where the parser lets them end: LF, CRLF and CR each on its own, line ends inside sound quotes belong to the record,
 * and one with broken quotes is its first line alone. A record that the end of the bytes cuts off is left out unless the bytes are all
 * there is.
 *
 * @param separator the byte between fields
 * @param limit records wanted
 */
export function findRecords(bytes: Uint8Array, separator: number, limit: number, isWhole: boolean): FirstRecords {
  const scan = new RecordScan(separator)
  const records: FoundRecord[] = []
  const lineEnds = new Set<LineEnd>()
  let rest = { byteStart: 0, line: 1 }
  let line = 1
  for (let start = 0; start < bytes.length && records.length < limit;) {
    const extent = extentOf(scan, bytes, start, isWhole)
    if (extent === null || (!isWhole && isOpen(bytes, extent.end))) break
    const lineEnd = lineEndAt(bytes, extent.end)
    const next = extent.end + (lineEnd === 'CRLF' ? 2 : lineEnd === '' ? 0 : 1)
    if (lineEnd !== '') lineEnds.add(lineEnd)
    const nextLine = line + extent.lines
    if (!isBlank(bytes, start, extent.end, separator)) {
      records.push({ start, end: extent.end, line })
      rest = { byteStart: next, line: nextLine }
    }
    start = next
    line = nextLine
  }
  return { records, rest, hasMixedLineEnds: lineEnds.size > 1 }
}
