import { DomainError } from '../domain-error.ts'
import type { DecodeText } from '../tables/dictionary.ts'
import type { ByteEncoding } from '../tables/table.ts'
import { cellValue } from './cell-bytes.ts'
import type { ColumnBuilder } from './column-builder.ts'
import type { CellFix, FixOutcome } from './file-choice.ts'
import { IssueLog } from './issue-log.ts'
import { MISSING_CELL } from './parse-cell.ts'
import type { IngestPlan } from './plan-ingest.ts'
import { RecordScan, type RecordFields } from './record-scan.ts'
import type { RowIssueCode } from './row-issue.ts'
import type { FieldSchema } from './schema.ts'
import type { TableBuilder } from './table-builder.ts'
import { hashBytes, TEXT_OWN_NAME, TEXT_UNSETTLED } from './text-dictionary.ts'

/** Most characters of a cell and of a row that an issue keeps. */
const VALUE_LENGTH = 200
const RAW_LENGTH = 1000
/** Bytes that are decoded to get them. */
const VALUE_BYTES = VALUE_LENGTH * 4
const RAW_BYTES = RAW_LENGTH * 4

/** Texts of the file in and out. Given from outside: the pure code knows no CP949. */
export interface TextCodec {
  readonly decode: DecodeText
  /** Letters that the encoding lacks become `?`. */
  readonly encode: (text: string, encoding: ByteEncoding) => Uint8Array
}

/** Where a record stands. */
export interface RecordPlace {
  readonly bytes: Uint8Array
  readonly start: number
  /** End of what is shown as the raw row, the line end not included. */
  readonly end: number
  readonly line: number
  readonly byteOffset: number
}

/** What was wrong with a row that is left out. */
type Verdict = 'kept' | 'left-out' | 'unsettled'

/** What to call a cell that is not good, by what it should have been. */
function badCode(field: FieldSchema): RowIssueCode {
  if (field.cell === 'required') {
    if (field.kind === 'day') return 'bad-date'
    return field.kind === 'text' ? 'missing-id' : 'bad-code'
  }
  if (field.kind === 'day') return 'bad-date-cell'
  return field.kind === 'minute' ? 'bad-time-cell' : 'bad-number-cell'
}

const fixKey = (byteOffset: number, column: string | null): string => `${String(byteOffset)} ${column ?? ''}`

/** Takes the records that need care: every form of cell, issues and what the analyst wants done about them, and fixes. */
export class RowIntake {
  readonly issues: IssueLog
  readonly #plan: IngestPlan
  readonly #builder: TableBuilder
  readonly #codec: TextCodec
  readonly #encoding: () => ByteEncoding | null
  readonly #fixes: ReadonlyMap<string, CellFix>
  readonly #fixScan: RecordScan
  readonly #found = new Set<string>()
  /** Rows (of the whole table, 1 more) in which a column met a new text, to take it back when the row is left out. */
  readonly learnedRow: Float64Array

  constructor(plan: IngestPlan, builder: TableBuilder, codec: TextCodec, encoding: () => ByteEncoding | null) {
    this.#plan = plan
    this.#builder = builder
    this.#codec = codec
    this.#encoding = encoding
    this.issues = new IssueLog(plan.policies)
    this.#fixes = new Map(plan.fixes.map((fix) => [fixKey(fix.byteOffset, fix.column), fix]))
    this.#fixScan = new RecordScan(plan.delimiter.charCodeAt(0))
    this.learnedRow = new Float64Array(plan.columns.length)
  }

  /** Whether any fix waits for its row. */
  get hasFixes(): boolean {
    return this.#fixes.size > 0
  }

  get fixes(): FixOutcome {
    return { applied: this.#found.size, missed: this.#fixes.size - this.#found.size }
  }

  /** Unlearn the texts that the row under way has brought. */
  forgetRow(): void {
    const mark = this.#builder.rowCount + 1
    this.#builder.columns.forEach((column, at) => {
      if (this.learnedRow[at] !== mark) return
      column.texts?.forgetNewest()
      this.learnedRow[at] = 0
    })
  }

  /** The row of a fix for the whole record, scanned; `null` when there is none, or something else stands there. */
  fixedRecord(place: RecordPlace): RecordScan | null {
    const key = fixKey(place.byteOffset, null)
    const fix = this.#fixes.get(key)
    if (fix?.before !== this.#raw(place)) return null
    const bytes = this.#codec.encode(fix.after, this.#encoding() ?? 'utf-8')
    if (this.#fixScan.scan(bytes, 0, bytes.length, true) !== 'sound' || this.#fixScan.next < bytes.length) return null
    this.#found.add(key)
    return this.#fixScan
  }

  /** Count a problem of a whole row. @throws DomainError `issue-blocked` */
  addRowIssue(code: RowIssueCode, place: RecordPlace): void {
    this.#add(code, null, place, '')
  }

  /**
   * Take the fields of a sound record with as many fields as it should have, or as its policy allows.
   * @returns `unsettled` when the encoding must be settled first: nothing was taken then
   */
  take(scan: RecordFields, place: RecordPlace): Verdict {
    const issues: { code: RowIssueCode; at: number; value: string }[] = []
    let isLeftOut = false
    for (const [at, { index, source }] of this.#plan.columns.entries()) {
      const column = this.#builder.columns[at]!
      let bytes = scan.sources[index] ?? place.bytes
      let start = index < scan.count ? scan.starts[index]! : 0
      let end = index < scan.count ? scan.ends[index]! : 0
      const key = this.hasFixes ? fixKey(place.byteOffset, source) : ''
      const fix = this.hasFixes ? this.#fixes.get(key) : undefined
      if (fix?.before === this.#text(bytes, start, end, VALUE_BYTES, VALUE_LENGTH)) {
        this.#found.add(key)
        bytes = this.#codec.encode(fix.after, this.#encoding() ?? 'utf-8')
        start = 0
        end = bytes.length
      }
      const hasQuote = fix === undefined && index === scan.lastQuoteCell
      const code = this.#takeCell(column, at, bytes, start, end, hasQuote)
      if (code === 'unsettled') {
        this.forgetRow()
        return 'unsettled'
      }
      if (code === null) continue
      issues.push({ code, at, value: this.#text(bytes, start, end, VALUE_BYTES, VALUE_LENGTH) })
      isLeftOut ||= this.issues.policy(code) === 'skip' || this.issues.policy(code) === 'block'
      if (this.issues.policy(code) === 'missing') this.#empty(column, at)
    }
    if (isLeftOut && this.#isHeader(scan)) {
      this.addRowIssue('repeated-header', place)
    } else {
      for (const { code, at, value } of issues) this.#add(code, this.#plan.columns[at]!.source, place, value)
    }
    if (isLeftOut) this.forgetRow()
    return isLeftOut ? 'left-out' : 'kept'
  }

  #empty(column: ColumnBuilder, at: number): void {
    this.#builder.putMissing(column)
    if (this.learnedRow[at] !== this.#builder.rowCount + 1) return
    column.texts?.forgetNewest()
    this.learnedRow[at] = 0
  }

  /** Write one cell into the row under way. @returns what is wrong with it */
  #takeCell(
    column: ColumnBuilder,
    at: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    hasQuote: boolean,
  ): RowIssueCode | 'unsettled' | null {
    const { field, texts } = column
    const row = this.#builder.row
    if (texts !== null) return this.#takeText(column, at, bytes, start, end, hasQuote)
    const { value, isFraction } = cellValue(field, bytes, start, end)
    if (value === MISSING_CELL) {
      this.#builder.putMissing(column)
      return field.cell === 'required' ? badCode(field) : null
    }
    if (Number.isNaN(value)) {
      this.#builder.putMissing(column)
      return badCode(field)
    }
    column.put(row, value)
    return isFraction ? 'fraction-cell' : null
  }

  #takeText(
    column: ColumnBuilder,
    at: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    hasQuote: boolean,
  ): RowIssueCode | 'unsettled' | null {
    const { field, texts, batch } = column
    const row = this.#builder.row
    const isRequired = field.cell === 'required'
    if (texts === null || (end === start && !isRequired)) {
      batch[row] = 0
      return null
    }
    const before = texts.size
    const answer = texts.lookup(bytes, start, end, hashBytes(bytes, start, end))
    if (texts.size > before) this.learnedRow[at] = this.#builder.rowCount + 1
    if (answer === TEXT_UNSETTLED) return 'unsettled'
    const code = answer === TEXT_OWN_NAME ? texts.codeOfOwnName : Math.abs(answer)
    batch[row] = code
    if (code === 0) return isRequired ? 'missing-id' : null
    // An id of damaged letters may be another client's: only other texts can be kept like that.
    if (answer < 0 && answer !== TEXT_OWN_NAME) return isRequired ? 'missing-id' : 'bad-text-cell'
    if (answer === TEXT_OWN_NAME) return 'repeated-header'
    return hasQuote ? 'quote-cell' : null
  }

  /** Whether the record names the columns again. */
  #isHeader(scan: RecordFields): boolean {
    const { columns } = this.#plan
    return columns.every(({ index, source }) => {
      if (index >= scan.count) return false
      const bytes = scan.sources[index]!
      return this.#text(bytes, scan.starts[index]!, scan.ends[index]!, VALUE_BYTES, VALUE_LENGTH).trim() === source
    })
  }

  #add(code: RowIssueCode, column: string | null, place: RecordPlace, value: string): void {
    const { line, byteOffset } = place
    if (this.issues.policy(code) === 'block')
      throw new DomainError('issue-blocked', `${code} on line ${String(line)}`, { code, column, line })
    this.issues.add(code, column, () => ({
      file: this.#plan.fileName,
      line,
      byteOffset,
      column,
      code,
      value,
      raw: this.#raw(place),
    }))
  }

  #raw({ bytes, start, end }: RecordPlace): string {
    return this.#text(bytes, start, end, RAW_BYTES, RAW_LENGTH)
  }

  #text(bytes: Uint8Array, start: number, end: number, maxBytes: number, maxLength: number): string {
    const cut = bytes.subarray(start, Math.min(end, start + maxBytes))
    return this.#codec.decode(cut, this.#encoding() ?? 'utf-8').slice(0, maxLength)
  }
}

/** Whether a field is nothing but blanks. */
export function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (bytes[at] !== 32 && bytes[at] !== 9) return false
  return true
}
