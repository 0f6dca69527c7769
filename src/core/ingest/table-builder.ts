import type { Column, Table } from '../tables/table.ts'
import { ColumnBuilder } from './column-builder.ts'
import { IssueLog } from './issue-log.ts'
import { BAD_CELL, BROKEN_LETTER, isMissingWord, MISSING_CELL } from './parse-cell.ts'
import type { IngestPlan } from './plan-ingest.ts'
import type { RowIssueCode } from './row-issue.ts'
import type { FieldSchema } from './schema.ts'

/** Some whole records of a file, in order. */
export interface RecordBlock {
  readonly rows: readonly (readonly string[])[]
  /** Whether any letter of the block could not be decoded: only then cells are looked at for it. */
  readonly hasBrokenLetters: boolean
  /** Physical line of a record, the header's is 1. */
  readonly lineOf: (row: number) => number
  /** Records whose quotes are broken; `null` when none are. */
  readonly damaged: ReadonlyMap<number, RowIssueCode> | null
  /** Where a record begins in the file, in bytes, and how it stands there. Asked for issues only. */
  readonly locate: (row: number) => { readonly byteOffset: number; readonly raw: string }
}

/** Most characters of a cell and of a row that an issue keeps. */
const VALUE_LENGTH = 200
const RAW_LENGTH = 1000

const KEEP = 0
const LEFT_OUT = 1
const BLANK = 2

interface Found {
  readonly row: number
  readonly code: RowIssueCode
  readonly column: number
}

/** No column: the whole row is meant. */
const WHOLE_ROW = -1

const isBroken = (cell: string): boolean => cell.includes(BROKEN_LETTER)

/** Whether a cell is more than blanks and words for "missing". Ids begin with a letter or digit, and most are told by that. */
function holdsText(cell: string): boolean {
  const first = cell.charCodeAt(0)
  return (first >= 48 && first <= 57) || !isMissingWord(cell.trim())
}

/** What to call a cell that is not good, by what it should have been. */
function issueCode(field: FieldSchema): RowIssueCode {
  if (field.cell === 'required') {
    if (field.kind === 'day') return 'bad-date'
    return field.kind === 'text' ? 'missing-id' : 'bad-code'
  }
  if (field.kind === 'text') return 'bad-text-cell'
  if (field.kind === 'day') return 'bad-date-cell'
  return field.kind === 'minute' ? 'bad-time-cell' : 'bad-number-cell'
}

/**
 * Turns records into the typed columns of one file, block by block.
 *
 * A row is left out when its fields are too few or too many, or a cell that it cannot do without is missing or bad (of a text:
 * holds letters that could not be decoded); any other bad cell becomes a missing one. Either way it is an issue; only blank lines pass in silence.
 */
export class TableBuilder {
  readonly #plan: IngestPlan
  readonly #columns: readonly { readonly index: number; readonly builder: ColumnBuilder }[]
  readonly #issues = new IssueLog()
  readonly #lineBreaks: number[] = []
  #lineLead = Number.NaN
  #rowCount = 0
  #rowsSeen = 0

  constructor(plan: IngestPlan) {
    this.#plan = plan
    this.#columns = plan.columns.map(({ index, field }) => ({ index, builder: new ColumnBuilder(field) }))
  }

  /** Rows kept so far. */
  get rowCount(): number {
    return this.#rowCount
  }

  /** Rows met so far, blank lines not counted. */
  get rowsSeen(): number {
    return this.#rowsSeen
  }

  add(block: RecordBlock): void {
    const { rows } = block
    const state = new Uint8Array(rows.length)
    const found: Found[] = []
    this.#checkShape(block, state, found)
    const checked = this.#checkRequired(block, state, found)
    this.#append(block, state, checked, found)
    this.#countRows(block, state)
    this.#report(block, found)
  }

  #checkShape({ rows, damaged }: RecordBlock, state: Uint8Array, found: Found[]): void {
    const width = this.#plan.header.length
    for (let row = 0; row < rows.length; row += 1) {
      const cells = rows[row]!
      const damage = damaged?.get(row)
      if (damage === undefined && cells.length === width) continue
      if (damage === undefined && cells.length === 1 && cells[0]!.trim() === '') {
        state[row] = BLANK
        continue
      }
      state[row] = LEFT_OUT
      const code = damage ?? (cells.length < width ? 'missing-field' : 'extra-field')
      found.push({ row, code, column: WHOLE_ROW })
    }
  }

  /** Cells of the columns that a row cannot do without. Texts get their code only once the row is kept. */
  #checkRequired(block: RecordBlock, state: Uint8Array, found: Found[]): Map<number, Float64Array> {
    const { rows, hasBrokenLetters } = block
    const checked = new Map<number, Float64Array>()
    this.#columns.forEach(({ index, builder }, column) => {
      const { field, read } = builder
      if (field.cell !== 'required') return
      const isText = field.kind === 'text'
      const values = new Float64Array(isText ? 0 : rows.length)
      for (let row = 0; row < rows.length; row += 1) {
        if (state[row] !== KEEP) continue
        const cell = rows[row]![index]!
        if (isText) {
          if (holdsText(cell) && !(hasBrokenLetters && isBroken(cell))) continue
        } else {
          const value = read(cell)
          if (value < MISSING_CELL) {
            values[row] = value
            continue
          }
        }
        state[row] = LEFT_OUT
        found.push({ row, code: issueCode(field), column })
      }
      if (!isText) checked.set(column, values)
    })
    return checked
  }

  #append(block: RecordBlock, state: Uint8Array, checked: Map<number, Float64Array>, found: Found[]): void {
    const { rows, hasBrokenLetters } = block
    this.#columns.forEach(({ index, builder }, column) => {
      const values = checked.get(column)
      const { field } = builder
      const read =
        hasBrokenLetters && field.kind === 'text'
          ? (cell: string) => (isBroken(cell) ? BAD_CELL : builder.read(cell))
          : builder.read
      for (let row = 0; row < rows.length; row += 1) {
        if (state[row] !== KEEP) continue
        const value = values === undefined ? read(rows[row]![index]!) : values[row]!
        if (value < MISSING_CELL) {
          builder.push(value)
          continue
        }
        builder.pushMissing()
        if (value !== MISSING_CELL) found.push({ row, code: issueCode(field), column })
      }
    })
  }

  #countRows(block: RecordBlock, state: Uint8Array): void {
    for (let row = 0; row < state.length; row += 1) {
      if (state[row] !== BLANK) this.#rowsSeen += 1
      if (state[row] !== KEEP) continue
      const line = block.lineOf(row)
      if (line - this.#rowCount !== this.#lineLead) {
        this.#lineBreaks.push(this.#rowCount, line)
        this.#lineLead = line - this.#rowCount
      }
      this.#rowCount += 1
    }
  }

  #report(block: RecordBlock, found: Found[]): void {
    found.sort((a, b) => a.row - b.row || a.column - b.column)
    for (const { row, code, column } of found) {
      const planned = this.#plan.columns[column]
      const name = planned?.source ?? null
      this.#issues.add(code, name, () => {
        const { byteOffset, raw } = block.locate(row)
        const value = planned === undefined ? '' : (block.rows[row]?.[planned.index] ?? '')
        return {
          file: this.#plan.fileName,
          line: block.lineOf(row),
          byteOffset,
          column: name,
          code,
          value: value.slice(0, VALUE_LENGTH),
          raw: raw.slice(0, RAW_LENGTH),
        }
      })
    }
  }

  /** The finished table; the builder is not used after. */
  build(fingerprint: string): Table {
    const columns = new Map<string, Column>()
    for (const { builder } of this.#columns) columns.set(builder.field.name, builder.build())
    const { fileName, sizeBytes, role } = this.#plan
    const source = { fileName, sizeBytes, lineBreaks: this.#lineBreaks }
    return { role, rowCount: this.#rowCount, columns, source, fingerprint }
  }

  /** What was wrong, counted. */
  get issues(): IssueLog {
    return this.#issues
  }
}
