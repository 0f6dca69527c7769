import type { ColumnKind } from '../../core/tables/table.ts'
import type { FilterTest } from '../../protocol/table-rows.ts'
import type { TypedFilter } from '../../state/row-view.ts'

const DAY_MS = 86_400_000
const MINUTES_OF_AN_HOUR = 60

const two = (value: number): string => String(value).padStart(2, '0')

/** A day as `2019-09-13`: as it is typed into a filter. */
const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** Minutes since midnight as `09:05`. */
const minuteText = (minutes: number): string =>
  `${two(Math.floor(minutes / MINUTES_OF_AN_HOUR))}:${two(minutes % MINUTES_OF_AN_HOUR)}`

/** A value of a column as it is read: days and times as they are typed, whole numbers grouped, fractions in full, texts as they are. */
export function cellText(kind: ColumnKind, value: string | number, count: (value: number) => string): string {
  if (typeof value === 'string') return value
  if (kind === 'day') return dayText(value)
  if (kind === 'minute') return minuteText(value)
  return Number.isInteger(value) ? count(value) : String(value)
}

const ACTION_COLUMN = 'action_type'

/** The codes of `action_type`. */
export const ACTION_CODES = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const
export type ActionCode = (typeof ACTION_CODES)[number]

/** The code of an action, when the cell is one. */
export const actionCode = (column: string, value: string | number | null): ActionCode | null =>
  column === ACTION_COLUMN ? (ACTION_CODES.find((code) => code === value) ?? null) : null

/** Whether the cells of a column are numbers to compare, which stand at the right; the codes of actions are followed by their meaning. */
export const standsRight = ({ name, kind }: { readonly name: string; readonly kind: ColumnKind }): boolean =>
  name !== ACTION_COLUMN && (kind === 'integer' || kind === 'amount')

/** The ways to filter a column, the usual one first. */
export type FilterWay = 'contains' | 'equals' | 'range' | 'missing' | 'present'

export const waysOf = (kind: ColumnKind): readonly FilterWay[] =>
  kind === 'text' ? ['contains', 'equals', 'missing', 'present'] : ['range', 'equals', 'missing', 'present']

/** The tests that a way of filtering is made of. */
export const testsOf = (way: FilterWay): readonly FilterTest[] => (way === 'range' ? ['at-least', 'at-most'] : [way])

/** Tests that have a text to type. */
export type TypedTest = Exclude<FilterTest, 'missing' | 'present'>
export const isTyped = (test: FilterTest): test is TypedTest => test !== 'missing' && test !== 'present'

/** How a column is filtered now. */
export function wayOf(kind: ColumnKind, column: string, filters: readonly TypedFilter[]): FilterWay {
  const own = filters.filter((filter) => filter.column === column).map(({ test }) => test)
  const ways = waysOf(kind)
  return ways.find((way) => testsOf(way).some((test) => own.includes(test))) ?? ways[0] ?? 'contains'
}

/** What to type into a filter, and what is wrong with what was typed. */
export const valueWord = (kind: ColumnKind): 'text' | 'number' | 'day' | 'minute' =>
  kind === 'integer' || kind === 'amount' ? 'number' : kind
