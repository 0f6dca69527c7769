import { encodingName, firstNonAscii, looksLikeUtf8, type EncodingChoice } from '../core/ingest/choose-encoding.ts'
import { ContentHash } from '../core/ingest/content-hash.ts'
import { BROKEN_LETTER } from '../core/ingest/parse-cell.ts'
import type { IngestPlan } from '../core/ingest/plan-ingest.ts'
import { TableBuilder } from '../core/ingest/table-builder.ts'
import type { TableReader } from '../core/ingest/table-reader.ts'
import { decodeText, LineEnds } from './decode-text.ts'
import { splitRecords } from './papa-records.ts'
import { isNotBlank } from './sniff-file.ts'

/** Bytes that become text at a time: large enough for PapaParse to run at speed, small enough for the cancel to get in. */
const BLOCK_BYTES = 1024 * 1024

/** Bytes, from the first that is not ASCII, over which UTF-8 is told from CP949: a syllable or two may be both by chance. */
const JUDGED_BYTES = 4096

/** Bytes that wait to be parsed. */
class Backlog {
  #bytes: Uint8Array
  length = 0

  constructor(roomBytes: number) {
    this.#bytes = new Uint8Array(roomBytes)
  }

  get bytes(): Uint8Array {
    return this.#bytes
  }

  append(piece: ArrayLike<number>): void {
    const needed = this.length + piece.length
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.#bytes.length))
      larger.set(this.#bytes.subarray(0, this.length))
      this.#bytes = larger
    }
    this.#bytes.set(piece, this.length)
    this.length = needed
  }

  /** Drop bytes from the front. */
  drop(count: number): void {
    this.#bytes.copyWithin(0, count, this.length)
    this.length -= count
  }
}

/** Reads one file: bytes gather in a backlog, whole lines of it become records, records become columns. */
class PapaFileReading {
  readonly builder: TableBuilder
  readonly #plan: IngestPlan
  readonly #backlog: Backlog
  #encoding: EncodingChoice
  #lineEnds: LineEnds
  #bomBytesLeft: number
  /** Bytes before the backlog, in the file. */
  #byteOffset = 0
  /** Lines before the backlog. */
  #lineCount = 0
  #headerPassed = false

  constructor(plan: IngestPlan, blockBytes: number) {
    this.#plan = plan
    this.#backlog = new Backlog(2 * blockBytes)
    this.builder = new TableBuilder(plan)
    this.#encoding = plan.encoding
    this.#bomBytesLeft = plan.encoding.bomBytes
    this.#lineEnds = new LineEnds(plan.encoding.encoding, plan.newline)
  }

  get waitingBytes(): number {
    return this.#backlog.length
  }

  get encoding(): EncodingChoice {
    return this.#encoding
  }

  append(piece: Uint8Array): void {
    const mark = Math.min(this.#bomBytesLeft, piece.length)
    this.#bomBytesLeft -= mark
    this.#byteOffset += mark
    this.#backlog.append(mark > 0 ? piece.subarray(mark) : piece)
  }

  /** Parse all whole lines that are there; at the end of the file the rest too. */
  parse(isLast: boolean): void {
    const backlog = this.#backlog
    if (isLast && backlog.length > 0 && this.#lineEnds.last(backlog.bytes, backlog.length) < backlog.length)
      backlog.append(this.#lineEnds.bytes())
    if (!this.#encoding.settled && !this.#settleEncoding(isLast)) return
    const end = this.#lineEnds.last(backlog.bytes, backlog.length)
    if (end === 0) return
    const { delimiter, newline, header } = this.#plan
    const bytes = backlog.bytes.subarray(0, end)
    const text = decodeText(bytes, this.#encoding.encoding)
    const split = splitRecords(text, delimiter, newline, header.length, isLast)
    const first = this.#headerPassed ? 0 : split.rows.findIndex(isNotBlank) + 1
    if (first > 0) this.#headerPassed = true
    if (this.#headerPassed) this.#addRows(bytes, split, first, text.includes(BROKEN_LETTER))
    const used = split.isComplete ? end : this.#lineStarts(bytes, split.lineCount)[split.lineCount]!
    this.#lineCount += split.lineCount
    this.#byteOffset += used
    backlog.drop(used)
  }

  #addRows(bytes: Uint8Array, split: ReturnType<typeof splitRecords>, first: number, hasBrokenLetters: boolean): void {
    const { rows, lines, damaged, lineCount } = split
    const lineBase = this.#lineCount + 1
    const lineIn = (row: number): number => (lines === null ? row : lines[row]!)
    let starts: Float64Array | null = null
    this.builder.add({
      rows: first === 0 ? rows : rows.slice(first),
      hasBrokenLetters,
      lineOf: (row) => lineBase + lineIn(row + first),
      damaged:
        damaged === null || first === 0
          ? damaged
          : new Map([...damaged].map(([row, code]) => [row - first, code] as const)),
      locate: (row) => {
        starts ??= this.#lineStarts(bytes, lineCount)
        const start = starts[lineIn(row + first)]!
        const end = row + first + 1 < rows.length ? starts[lineIn(row + first + 1)]! : starts[lineCount]!
        const raw = decodeText(bytes.subarray(start, end), this.#encoding.encoding)
        return { byteOffset: this.#byteOffset + start, raw: raw.replace(/\r?\n$|\r$/, '') }
      },
    })
  }

  /** Where the first `count` lines begin, and where the last of them ends. */
  #lineStarts(bytes: Uint8Array, count: number): Float64Array {
    const starts = new Float64Array(count + 1)
    for (let line = 1; line <= count; line += 1) {
      starts[line] = this.#lineEnds.next(bytes, starts[line - 1]!, bytes.length)
    }
    return starts
  }

  /** So far only ASCII was met, which looks the same in UTF-8 and CP949. False while more bytes are needed to tell. */
  #settleEncoding(isLast: boolean): boolean {
    const bytes = this.#backlog.bytes.subarray(0, this.#backlog.length)
    const first = firstNonAscii(bytes)
    if (first < 0) return true
    if (!isLast && bytes.length <= first + JUDGED_BYTES) return false
    const isUnicode = looksLikeUtf8(bytes.subarray(first, first + JUDGED_BYTES), first + JUDGED_BYTES < bytes.length)
    this.#encoding = { encoding: isUnicode ? 'utf-8' : 'euc-kr', bomBytes: 0, settled: true }
    return true
  }
}

/** Make a reader that parses with PapaParse. @param blockBytes bytes parsed at a time; the answer does not depend on it */
export function createPapaTableReader(blockBytes: number = BLOCK_BYTES): TableReader {
  return async (source, plan, onBlock) => {
    const reading = new PapaFileReading(plan, Math.min(blockBytes, plan.sizeBytes))
    const hash = new ContentHash()
    let bytesDone = 0
    for await (const piece of source.open()) {
      hash.add(piece)
      for (let start = 0; start < piece.length; start += blockBytes) {
        const part = piece.subarray(start, start + blockBytes)
        reading.append(part)
        bytesDone += part.length
        if (reading.waitingBytes < blockBytes) continue
        reading.parse(false)
        await onBlock(bytesDone, reading.builder.rowCount)
      }
    }
    reading.parse(true)
    await onBlock(bytesDone, reading.builder.rowCount)
    const { builder, encoding } = reading
    return {
      table: builder.build(`${hash.digest()}-${bytesDone.toString(16)}`),
      encoding: encodingName(encoding.encoding, encoding.bomBytes),
      rowsSeen: builder.rowsSeen,
      issues: builder.issues.counts(),
      keptIssues: builder.issues.kept(),
    }
  }
}
