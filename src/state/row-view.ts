import { BAD_CELL, MISSING_CELL, parseDayCell, parseMinuteCell, parseNumberCell } from '../core/ingest/parse-cell.ts'
import { FILE_ROLES, type ColumnKind, type FileRole } from '../core/tables/table.ts'
import type { ColumnFilter, FilterTest, TableRowsRequest } from '../protocol/table-rows.ts'

/** Rows of a page that can be chosen, the usual one first. */
export const PAGE_SIZES = [50, 100] as const

/** One filter as it was typed; what it means depends on the kind of its column. */
export interface TypedFilter {
  readonly column: string
  readonly test: FilterTest
  /** Empty: chosen, but not filled in yet, and so without effect (but for `missing` and `present`). */
  readonly text: string
}

/** What the analyst set in the row browser: all of it stands in the fragment, and nothing else. */
export interface RowView {
  /** The table that is looked at; `null` when the browser is closed. */
  readonly role: FileRole | null
  readonly lens: TableRowsRequest['lens']
  readonly sort: TableRowsRequest['sort']
  /** At most one for each column and test. */
  readonly filters: readonly TypedFilter[]
  /** First row of the page, from 0, a multiple of `pageRows`. */
  readonly start: number
  readonly pageRows: number
}

/** The row browser closed. */
export const CLOSED_ROWS: RowView = {
  role: null,
  lens: 'all',
  sort: null,
  filters: [],
  start: 0,
  pageRows: PAGE_SIZES[0],
}

const TESTS: readonly FilterTest[] = ['equals', 'contains', 'at-least', 'at-most', 'missing', 'present']
const FIXED_OPTIONS: ReadonlySet<string> = new Set(['rows', 'lens', 'sort', 'from', 'page'])

/** `sech_kwd.contains`: the name of the option that holds a filter. */
const optionName = ({ column, test }: TypedFilter): string => `${column}.${test}`

function filterOf(name: string, text: string): TypedFilter | null {
  const dot = name.lastIndexOf('.')
  const test = TESTS.find((one) => one === name.slice(dot + 1))
  return dot < 1 || test === undefined ? null : { column: name.slice(0, dot), test, text }
}

function sortOf(text: string | undefined): RowView['sort'] {
  if (text === undefined || text === '' || text === '-') return null
  return text.startsWith('-') ? { column: text.slice(1), descending: true } : { column: text, descending: false }
}

/** The row browser that the options of a fragment ask for, `rows=actions&lens=searches&sort=-sess_dt`; what cannot be read is left out. */
export function rowViewOf(options: ReadonlyMap<string, string>): RowView {
  const role = FILE_ROLES.find((one) => one === options.get('rows'))
  if (role === undefined) return CLOSED_ROWS
  const pageRows = PAGE_SIZES.find((size) => String(size) === options.get('page')) ?? PAGE_SIZES[0]
  const from = Number(options.get('from') ?? 1)
  const first = Number.isSafeInteger(from) && from > 0 ? from - 1 : 0
  return {
    role,
    lens: options.get('lens') === 'searches' && role === 'actions' ? 'searches' : 'all',
    sort: sortOf(options.get('sort')),
    filters: Array.from(options, ([name, text]) => filterOf(name, text)).filter((filter) => filter !== null),
    start: first - (first % pageRows),
    pageRows,
  }
}

/** The options with this row browser in place of the one before; options of others stay. */
export function withRowView(options: ReadonlyMap<string, string>, view: RowView): ReadonlyMap<string, string> {
  const next = new Map([...options].filter(([name]) => !FIXED_OPTIONS.has(name) && filterOf(name, '') === null))
  if (view.role === null) return next
  next.set('rows', view.role)
  if (view.lens !== 'all') next.set('lens', view.lens)
  if (view.sort !== null) next.set('sort', `${view.sort.descending ? '-' : ''}${view.sort.column}`)
  for (const filter of view.filters) next.set(optionName(filter), filter.text)
  if (view.start > 0) next.set('from', String(view.start + 1))
  if (view.pageRows !== PAGE_SIZES[0]) next.set('page', String(view.pageRows))
  return next
}

const PARSERS: Readonly<Record<Exclude<ColumnKind, 'text'>, (text: string) => number>> = {
  integer: (text) => parseNumberCell(text, true),
  amount: (text) => parseNumberCell(text, true),
  day: parseDayCell,
  minute: parseMinuteCell,
}

/** What a filter asks of the cells of a column; `null` while it has no effect, `unreadable` when the text is no value of that kind. */
function readFilter({ column, test, text }: TypedFilter, kind: ColumnKind): ColumnFilter | 'unreadable' | null {
  if (test === 'missing' || test === 'present') return { column, test, value: '' }
  const words = test === 'contains' ? text.trim() : text
  if (words === '') return null
  if (kind === 'text') return { column, test, value: words }
  const value = PARSERS[kind](words)
  if (value === MISSING_CELL) return null
  return Object.is(value, BAD_CELL) ? 'unreadable' : { column, test, value }
}

/** What to ask the dataset worker, and which filters could not be read. */
export interface RowQuestion {
  readonly request: TableRowsRequest
  readonly unreadable: readonly TypedFilter[]
}

/** A filter that the kind of a column has. */
const fits = (test: FilterTest, kind: ColumnKind): boolean =>
  kind === 'text' ? test !== 'at-least' && test !== 'at-most' : test !== 'contains'

/**
 * The question of a row browser to a table with these columns. Filters, sort and lens of columns that this table lacks have
 * no effect: a link may come from other data.
 */
export function rowQuestion(
  view: RowView,
  role: FileRole,
  columns: readonly { readonly name: string; readonly kind: ColumnKind }[],
): RowQuestion {
  const kinds = new Map(columns.map(({ name, kind }) => [name, kind]))
  const filters: ColumnFilter[] = []
  const unreadable: TypedFilter[] = []
  for (const filter of view.filters) {
    const kind = kinds.get(filter.column)
    if (kind === undefined || !fits(filter.test, kind)) continue
    const read = readFilter(filter, kind)
    if (read === 'unreadable') unreadable.push(filter)
    else if (read !== null) filters.push(read)
  }
  const lens = kinds.has('sech_kwd') ? view.lens : 'all'
  const sort = view.sort !== null && kinds.has(view.sort.column) ? view.sort : null
  const { start, pageRows } = view
  return { request: { role, lens, filters, sort, start, end: start + pageRows }, unreadable }
}
