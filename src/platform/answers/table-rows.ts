import { DomainError } from '../../core/domain-error.ts'
import { columnOf, selectRows } from '../../core/rows/select-rows.ts'
import { sortRows } from '../../core/rows/sort-rows.ts'
import { lineOfRow, sourceOfRow } from '../../core/tables/row-place.ts'
import { cellAt, isMissing, textAt, type Column, type Table } from '../../core/tables/table.ts'
import type { ColumnFilter, TableRow, TableRowsRequest, TableRowsWindow } from '../../protocol/table-rows.ts'
import { takeSteps } from '../take-steps.ts'

/** Rows of one answer. */
const MOST_ROWS = 500

/** Orders remembered per table, 4 bytes a row each: paging asks for the same one over and over. */
const REMEMBERED_ORDERS = 3

/** Column that holds the keyword of a search. */
const KEYWORD = 'sech_kwd'

/** Rows in the order asked for; `null` stands for every row in the order of the file. */
type Order = Uint32Array | null

/** By the question they answer, the one longest not asked for first. They go with the table. */
const remembered = new WeakMap<Table, Map<string, Order>>()

async function remember(table: Table, question: string, find: () => Promise<Order>): Promise<Order> {
  const orders = remembered.get(table) ?? new Map<string, Order>()
  remembered.set(table, orders)
  const known = orders.get(question)
  const order = known === undefined ? await find() : known
  orders.delete(question)
  orders.set(question, order)
  for (const oldest of orders.keys()) {
    if (orders.size <= REMEMBERED_ORDERS) break
    orders.delete(oldest)
  }
  return order
}

/** The filters of a request, that of its lens first. */
function filtersOf({ role, lens, filters }: TableRowsRequest): readonly ColumnFilter[] {
  if (lens === 'all') return filters
  if (role !== 'actions') throw new DomainError('bad-setting', `The ${role} file has no searches`, { role })
  return [{ column: KEYWORD, test: 'present', value: '' }, ...filters]
}

async function orderOf(table: Table, request: TableRowsRequest, isCancelled: () => boolean): Promise<Order> {
  const filters = filtersOf(request)
  const { sort } = request
  const select = () => takeSteps(selectRows(table, filters), isCancelled)
  const selection = () =>
    filters.length === 0 ? Promise.resolve(null) : remember(table, JSON.stringify(filters), select)
  if (sort === null) return selection()
  const column = columnOf(table, sort.column)
  return remember(table, JSON.stringify([filters, sort.column, sort.descending]), async () =>
    takeSteps(sortRows(column, await selection(), sort.descending), isCancelled),
  )
}

function cellOf(column: Column, row: number): string | number | null {
  if (isMissing(column, row)) return null
  return column.kind === 'text' ? textAt(column, row) : cellAt(column, row)
}

function rowOf(table: Table, columns: readonly Column[], row: number): TableRow {
  const source = sourceOfRow(table, row)
  return {
    row,
    file: source.fileName,
    line: lineOfRow(source, row),
    cells: columns.map((column) => cellOf(column, row)),
  }
}

/**
 * A window of the rows of a table, filtered and sorted; the order is found once for all windows of the same question.
 *
 * @param table as it was read
 * @throws DomainError `bad-setting` for a column, lens or test that the table does not have; `cancelled`
 */
export async function tableRows(
  table: Table,
  version: number,
  request: TableRowsRequest,
  isCancelled: () => boolean,
): Promise<TableRowsWindow> {
  const order = await orderOf(table, request, isCancelled)
  const total = order?.length ?? table.rowCount
  const start = Math.min(Math.max(0, request.start), total)
  const end = Math.min(Math.max(start, request.end), start + MOST_ROWS, total)
  const columns = [...table.columns.values()]
  const rows: TableRow[] = []
  for (let place = start; place < end; place += 1) rows.push(rowOf(table, columns, order?.[place] ?? place))
  return {
    role: table.role,
    total,
    all: table.rowCount,
    start,
    columns: columns.map(({ name, kind }) => ({ name, kind })),
    rows,
    version,
  }
}
