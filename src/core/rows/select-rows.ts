import { DomainError } from '../domain-error.ts'
import { CHUNK_ROWS, type Column, type Table } from '../tables/table.ts'
import { compileTest, type CellTest, type RowFilter } from './cell-test.ts'
import { lendCells, missingBit } from './chunk-cells.ts'

/** The column of a table by name. @throws DomainError `bad-setting` when it has none */
export function columnOf(table: Table, name: string): Column {
  const column = table.columns.get(name)
  if (column === undefined)
    throw new DomainError('bad-setting', `The ${table.role} file has no column ${name}`, { column: name })
  return column
}

/** Clear the mask of the rows of one chunk whose cell fails the test. */
function maskChunk(mask: Uint8Array, { column, test }: CompiledFilter, index: number): void {
  const chunk = column.chunks[index]!
  const cells = lendCells(chunk)
  const { missing } = column
  if (test.kind === 'codes') {
    const { passes } = test
    for (let at = 0; at < chunk.length; at += 1) mask[at]! &= passes[cells[at]!]!
    return
  }
  if (test.kind === 'missing') {
    const wanted = test.wanted ? 1 : 0
    for (let at = 0; at < chunk.length; at += 1) {
      const bit = missing === null ? 0 : missingBit(missing, index, at)
      mask[at]! &= bit === wanted ? 1 : 0
    }
    return
  }
  const { low, high } = test
  for (let at = 0; at < chunk.length; at += 1) {
    const cell = cells[at]!
    mask[at]! &= cell >= low && cell <= high ? 1 : 0
  }
  if (missing !== null) for (let at = 0; at < chunk.length; at += 1) mask[at]! &= 1 - missingBit(missing, index, at)
}

interface CompiledFilter {
  readonly column: Column
  readonly test: CellTest
}

/**
 * Rows whose cells pass all filters, in the order of the file: shape `[passing]`, or `null` without a filter, which means every row.
 *
 * A text is tested once per entry of its dictionary, not per row. Stops after every 65,536 rows or 16,384 texts, so that
 * a caller can pause.
 *
 * @throws DomainError `bad-setting` for a column that is not there, or a test that its kind does not have
 */
export function* selectRows(table: Table, filters: readonly RowFilter[]): Generator<undefined, Uint32Array | null> {
  if (filters.length === 0) return null
  const compiled: CompiledFilter[] = []
  for (const filter of filters) {
    const column = columnOf(table, filter.column)
    compiled.push({ column, test: yield* compileTest(column, filter) })
  }
  const selected = new Uint32Array(table.rowCount)
  const mask = new Uint8Array(CHUNK_ROWS)
  let count = 0
  for (let start = 0; start < table.rowCount; start += CHUNK_ROWS) {
    const end = Math.min(start + CHUNK_ROWS, table.rowCount)
    mask.fill(1)
    for (const filter of compiled) maskChunk(mask, filter, start / CHUNK_ROWS)
    for (let row = start; row < end; row += 1) {
      selected[count] = row
      count += mask[row - start]!
    }
    yield
  }
  return selected.slice(0, count)
}
