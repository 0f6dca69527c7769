import type { ByteEncoding, Table } from '../tables/table.ts'
import { encodingName, firstNonAscii, looksLikeUtf8 } from './choose-encoding.ts'
import type { FixOutcome } from './file-choice.ts'
import type { FileNote } from './file-note.ts'
import { PlainRows } from './plain-rows.ts'
import type { IngestPlan } from './plan-ingest.ts'
import { afterLineEnd, MAX_RECORD_BYTES, nextLineEnd, RecordScan, type RecordFields } from './record-scan.ts'
import { isBlank, RowIntake, type RecordPlace, type TextCodec } from './row-intake.ts'
import type { RowIssueCode } from './row-issue.ts'
import type { RowKernel, RowReader } from './row-reader.ts'
import { swallowsRows } from './swallowed-rows.ts'
import { TableBuilder } from './table-builder.ts'

/** Bytes, from the first that is not ASCII, over which UTF-8 is told from CP949: a syllable or two may be both by chance. */
const JUDGED_BYTES = 4096

const LF = 10
const CR = 13
const QUOTE = 34

/** How one file is parsed beyond its plan. */
export interface ByteParserOptions {
  readonly codec: TextCodec
  /**
   * Bytes that a stretch of the parsed bytes takes in the file on disk; left out when they are the same.
   * Files in UTF-16 are parsed as UTF-8.
   */
  readonly diskLength?: (bytes: Uint8Array, start: number, end: number) => number
  /** Take texts as they stand: blanks are kept, and words for "missing" are texts. For tests of conformance. */
  readonly verbatim?: boolean
  /** Machine code for the fast path; without it `PlainRows` reads. */
  readonly kernel?: RowKernel
}

/** What parsing one file gave, encoding and progress aside. */
export interface ParsedFile {
  readonly table: Table
  readonly encoding: ByteEncoding
  readonly rowsSeen: number
  readonly notes: readonly FileNote[]
  readonly fixes: FixOutcome
  readonly intake: RowIntake
}

/**
 * Bytes of a delimited file to typed columns, without a string per cell.
 *
 * Each record is first tried by a `RowReader`, which knows clean cells alone. Whatever surprises it is taken back and read again by
 * `RecordScan` and `RowIntake`, which know everything else. So the two must agree on what the first accepts; the tests compare
 * them cell by cell.
 *
 * The answer depends on the bytes and the plan, never on how the bytes were cut.
 */
export class ByteParser {
  readonly intake: RowIntake
  readonly #plan: IngestPlan
  readonly #builder: TableBuilder
  readonly #options: ByteParserOptions
  readonly #scan: RecordScan
  readonly #delimiter: number
  readonly #width: number
  readonly #plain: RowReader
  #encoding: ByteEncoding
  #isSettled: boolean
  /** Physical line of the next record. */
  #line: number
  /** Bytes on disk before the next record. */
  #diskOffset: number
  /** In the middle of a record that is too long to be read. */
  #isSkipping = false
  #rowsSeen = 0
  #blankLines = 0
  /** 1 for LF, 2 for CRLF, 4 for CR, added up. */
  #lineEnds = 0
  #cutOffAt = -1

  constructor(plan: IngestPlan, options: ByteParserOptions) {
    this.#plan = plan
    this.#options = options
    this.#delimiter = plan.delimiter.charCodeAt(0)
    this.#width = plan.width
    const { encoding, bomBytes, settled } = plan.encoding
    this.#encoding = encoding === 'euc-kr' ? 'euc-kr' : 'utf-8'
    this.#isSettled = settled
    this.#line = plan.dataLine
    this.#diskOffset = bomBytes
    const { kernel, verbatim = false } = options
    const known = () => (this.#isSettled ? this.#encoding : null)
    const texts = {
      encoding: known,
      encode: (text: string) => options.codec.encode(text, this.#encoding),
      verbatim,
    }
    this.#builder = new TableBuilder(plan, texts, kernel)
    this.intake = new RowIntake(plan, this.#builder, options.codec, known)
    this.#scan = new RecordScan(this.#delimiter)
    const { learnedRow } = this.intake
    this.#plain =
      kernel?.open(this.#builder, learnedRow, verbatim) ?? new PlainRows(plan, this.#builder, learnedRow, verbatim)
  }

  /** Rows kept so far. */
  get rowCount(): number {
    return this.#builder.rowCount
  }

  /** Pass over the preamble and the header. @param bytes from the first byte after the mark up to `plan.dataStart`, in order */
  passOver(bytes: Uint8Array): void {
    this.#diskOffset += this.#diskLength(bytes, 0, bytes.length)
  }

  /**
   * Parse the whole records of `bytes[start, end)`; `GUARD_BYTES` more must be readable after `end`.
   * @param isLast whether the file ends at `end`: then everything is used up
   * @returns position up to which the bytes were used up, `start` when there is no whole record
   */
  parse(bytes: Uint8Array, start: number, end: number, isLast: boolean): number {
    let at = start
    this.#plain.begin(bytes, start, end)
    if (this.#isSkipping) at = this.#skip(bytes, at, end, isLast)
    while (at < end && !this.#isSkipping) {
      const next = this.#takePlain(at, lastRecordEnd(bytes, at, end, isLast))
      // One record that the fast path does not take, or the rest behind the last line end.
      const used = next < end ? this.#careful(bytes, next, end, isLast, start) : next
      if (used === NEEDS_MORE) {
        at = next
        break
      }
      at = used
    }
    this.#diskOffset += this.#diskLength(bytes, start, at)
    return at
  }

  /** Take one sound record of a single line whose fields another reader has cut. What is odd about it is counted as in `parse`. */
  takeRecord(fields: RecordFields): void {
    if (this.#builder.row === this.#builder.room) this.#builder.makeRoom()
    const place = { bytes: fields.sources[0] ?? new Uint8Array(), start: 0, end: 0, line: this.#line, byteOffset: 0 }
    this.#rowsSeen += 1
    this.#take(fields, place)
    this.#line += 1
  }

  /** Plain records from `start`, up to `limit` (the end of a record). @returns where the first stands that is not plain, or `limit` */
  #takePlain(start: number, limit: number): number {
    if (start >= limit) return start
    this.#builder.noteLine(this.#line)
    const next = this.#plain.read(start, limit)
    this.#line += this.#plain.count
    this.#rowsSeen += this.#plain.count
    return next
  }

  /** Read one record with all care. @returns position after it, or `NEEDS_MORE`; what the fast path learned from it is unlearned */
  #careful(bytes: Uint8Array, start: number, end: number, isLast: boolean, blockStart: number): number {
    this.intake.forgetRow()
    if (this.#builder.row === this.#builder.room) this.#builder.makeRoom()
    const status = this.#scan.scan(bytes, start, end, isLast)
    if (status === 'more' && end - start <= MAX_RECORD_BYTES) return NEEDS_MORE
    const isSound = status === 'sound' && this.#contentEnd(bytes, start, this.#scan.next) - start <= MAX_RECORD_BYTES
    const { next } = this.#scan
    if (!isSound || (this.#scan.lines > 1 && this.#swallowsRows(bytes, start)))
      return this.#damaged(bytes, start, end, isLast, blockStart)
    if (!this.#isSettled && !this.#settle(bytes, start, next, end, isLast)) return NEEDS_MORE
    const place = this.#place(bytes, start, this.#contentEnd(bytes, start, next), blockStart)
    const shape = this.#shapeIssue()
    if (shape === 'blank') this.#blankLines += 1
    else {
      this.#rowsSeen += 1
      const fixed = shape !== null && this.intake.hasFixes ? this.intake.fixedRecord(place) : null
      if (fixed !== null && fixed.count === this.#width) this.#take(fixed, place)
      else {
        if (shape !== null) this.intake.addRowIssue(shape, place)
        if (shape === null || this.intake.issues.policy(shape) !== 'skip') this.#take(this.#scan, place)
      }
      if (shape === 'truncated-row') this.#cutOffAt = place.byteOffset + this.#diskLength(bytes, start, next)
    }
    if (this.#scan.isTerminated) this.#noteLineEnd(bytes, next)
    this.#line += this.#scan.lines
    return next
  }

  #take(scan: RecordFields, place: RecordPlace): void {
    this.#builder.noteLine(place.line)
    let verdict = this.intake.take(scan, place)
    if (verdict === 'unsettled') {
      // A fix has brought letters before the file did: it was written as UTF-8, and so is the rest read.
      this.#isSettled = true
      verdict = this.intake.take(scan, place)
    }
    if (verdict === 'kept') this.#builder.row += 1
  }

  /** What is wrong with the number of fields, or with quotes in cells that do not begin with one. */
  #shapeIssue(): RowIssueCode | 'blank' | null {
    const scan = this.#scan
    // A separator that was lost beside a quoted text leaves its quotes in two cells: the cells between may be anybody's.
    if (scan.quoteCells > 1) return 'stray-quote'
    if (scan.count === this.#width) {
      const isEmpty = this.#width === 1 && this.#options.verbatim !== true
      return isEmpty && isBlank(scan.sources[0]!, scan.starts[0]!, scan.ends[0]!) ? 'blank' : null
    }
    if (scan.count > this.#width) return 'extra-field'
    if (scan.count === 1 && isBlank(scan.sources[0]!, scan.starts[0]!, scan.ends[0]!)) return 'blank'
    return scan.isTerminated ? 'missing-field' : 'truncated-row'
  }

  #swallowsRows(bytes: Uint8Array, start: number): boolean {
    const { next, count } = this.#scan
    const shape = { delimiter: this.#delimiter, width: this.#width, columns: this.#plan.columns }
    return swallowsRows(bytes, start, this.#contentEnd(bytes, start, next), count, shape)
  }

  /** A record whose quotes are not to be believed: its first line alone is left out, and reading goes on with the next. */
  #damaged(bytes: Uint8Array, start: number, end: number, isLast: boolean, blockStart: number): number {
    const lineEnd = nextLineEnd(bytes, start, end)
    const isHere = lineEnd >= 0 && (isLast || lineEnd + 1 < end || bytes[lineEnd] === LF)
    const isLong = (lineEnd < 0 ? end : lineEnd) - start > MAX_RECORD_BYTES
    if (!isHere && !isLast && !isLong) return NEEDS_MORE
    const contentEnd = lineEnd < 0 ? end : lineEnd
    if (!this.#isSettled && !isLong && !this.#settle(bytes, start, contentEnd, end, isLast)) return NEEDS_MORE
    this.#rowsSeen += 1
    let quotes = 0
    for (let at = start; at < contentEnd; at += 1) if (bytes[at] === QUOTE) quotes += 1
    const place = this.#place(bytes, start, contentEnd, blockStart)
    const code = isLong ? 'record-too-long' : quotes % 2 === 1 ? 'unterminated-quote' : 'stray-quote'
    const fixed = this.intake.hasFixes && !isLong ? this.intake.fixedRecord(place) : null
    if (fixed !== null && fixed.count === this.#width) this.#take(fixed, place)
    else this.intake.addRowIssue(code, place)
    if (isLong) {
      this.#isSkipping = true
      return this.#skip(bytes, start, end, isLast)
    }
    this.#line += 1
    if (lineEnd < 0) return end
    const next = afterLineEnd(bytes, lineEnd, end)
    this.#noteLineEnd(bytes, next)
    return next
  }

  /** Pass over the rest of a record that is too long. */
  #skip(bytes: Uint8Array, start: number, end: number, isLast: boolean): number {
    const lineEnd = nextLineEnd(bytes, start, end)
    if (lineEnd < 0) {
      if (isLast) this.#isSkipping = false
      return end
    }
    if (bytes[lineEnd] === CR && lineEnd + 1 >= end && !isLast) return lineEnd
    this.#isSkipping = false
    this.#line += 1
    return afterLineEnd(bytes, lineEnd, end)
  }

  /** So far only ASCII was met, which looks the same in UTF-8 and CP949. @returns false while more bytes are needed to tell */
  #settle(bytes: Uint8Array, start: number, next: number, end: number, isLast: boolean): boolean {
    const first = firstNonAscii(bytes.subarray(start, next))
    if (first < 0) return true
    const from = start + first
    if (!isLast && end - from <= JUDGED_BYTES) return false
    const judged = bytes.subarray(from, Math.min(end, from + JUDGED_BYTES))
    this.#encoding = looksLikeUtf8(judged, end - from > JUDGED_BYTES) ? 'utf-8' : 'euc-kr'
    this.#isSettled = true
    return true
  }

  #noteLineEnd(bytes: Uint8Array, next: number): void {
    const isPair = bytes[next - 1] === LF && next > 1 && bytes[next - 2] === CR
    this.#lineEnds |= bytes[next - 1] === CR ? 4 : isPair ? 2 : 1
  }

  #contentEnd(bytes: Uint8Array, start: number, next: number): number {
    if (!this.#scan.isTerminated) return next
    const isPair = next - 2 >= start && bytes[next - 1] === LF && bytes[next - 2] === CR
    return isPair ? next - 2 : next - 1
  }

  #place(bytes: Uint8Array, start: number, end: number, blockStart: number): RecordPlace {
    const byteOffset = this.#diskOffset + this.#diskLength(bytes, blockStart, start)
    return { bytes, start, end, line: this.#line, byteOffset }
  }

  #diskLength(bytes: Uint8Array, start: number, end: number): number {
    return this.#options.diskLength === undefined ? end - start : this.#options.diskLength(bytes, start, end)
  }

  /** The finished table; the parser is not used after. */
  finish(): ParsedFile {
    const { intake } = this
    return {
      table: this.#builder.build(this.#encoding, this.#options.codec.decode),
      encoding: this.#encoding,
      rowsSeen: this.#rowsSeen,
      notes: [...this.#plan.notes, ...this.#notes()],
      fixes: intake.fixes,
      intake,
    }
  }

  #notes(): FileNote[] {
    const notes: FileNote[] = []
    this.#lineEnds |= this.#plain.lineEnds
    const kinds = (this.#lineEnds & 1) + ((this.#lineEnds >> 1) & 1) + (this.#lineEnds >> 2)
    if (kinds > 1 && !this.#plan.notes.some((note) => note.code === 'mixed-line-ends'))
      notes.push({ code: 'mixed-line-ends' })
    if (this.#blankLines > 0) notes.push({ code: 'blank-lines', count: this.#blankLines })
    if (this.#cutOffAt >= 0) notes.push({ code: 'cut-off', byteOffset: this.#cutOffAt })
    for (const { code, column, count, policy } of this.intake.issues.counts())
      if (code === 'fraction-cell' && policy === 'keep') notes.push({ code: 'fractions', text: column ?? '', count })
    const better = this.#betterEncoding()
    if (better !== null) notes.push({ code: 'other-encoding', text: encodingName(better, 0) })
    if (this.intake.issues.isCut) notes.push({ code: 'kept-issues-cut' })
    return notes
  }

  /** The texts as a whole speak for another encoding than the one that the first of them did. */
  #betterEncoding(): ByteEncoding | null {
    if (!this.#isSettled || this.#plan.encoding.encoding.startsWith('utf-16')) return null
    let beyondAscii = 0
    let asUtf8 = 0
    for (const { texts } of this.#builder.columns) {
      const counts = texts?.countLetters()
      beyondAscii += counts?.beyondAscii ?? 0
      asUtf8 += counts?.utf8 ?? 0
    }
    if (beyondAscii === 0) return null
    if (this.#encoding === 'utf-8') return asUtf8 < 0.5 * beyondAscii ? 'euc-kr' : null
    return asUtf8 > 0.9 * beyondAscii ? 'utf-8' : null
  }
}

const NEEDS_MORE = -1

/** Position after the last line end in `[start, end)`, or `start`; a CR at the very end waits for the LF that may follow. */
function lastRecordEnd(bytes: Uint8Array, start: number, end: number, isLast: boolean): number {
  let at = end - 1
  if (!isLast && at >= start && bytes[at] === CR) at -= 1
  for (; at >= start; at -= 1) if (bytes[at] === LF || bytes[at] === CR) return at + 1
  return start
}
