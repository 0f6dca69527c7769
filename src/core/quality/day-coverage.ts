import { asDay } from '../positions.ts'
import { dayColumnOf, type Dataset } from '../tables/dataset.ts'
import { CHUNK_ROWS, isMarked, type Column, type FileRole } from '../tables/table.ts'
import { periodOfDays, type DayRows } from '../tables/usual-period.ts'
import type { DayRange, QualityFinding, Steps } from './finding.ts'

/** Days that two files may differ at their ends, as exports of one week do, without a word. */
const CALM_DAYS = 7

/** So many days in a row without any row are no holiday of a shop that sells online. */
const LONG_GAP_DAYS = 3

/** Rows per day of a column; missing cells left out. */
function* rowsPerDay(column: Column): Steps<DayRows> {
  const cells = new Int32Array(CHUNK_ROWS)
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let index = 0; index < column.chunks.length; index += 1) {
    cells.set(column.chunks[index]!)
    for (let at = 0; at < column.chunks[index]!.length; at += 1) {
      const day = cells[at]!
      if ((day >= low && day <= high) || isMarked(column.missing, index * CHUNK_ROWS + at)) continue
      low = Math.min(low, day)
      high = Math.max(high, day)
    }
    yield
  }
  if (low > high) return []
  const counts = new Uint32Array(high - low + 1)
  for (let index = 0; index < column.chunks.length; index += 1) {
    cells.set(column.chunks[index]!)
    for (let at = 0; at < column.chunks[index]!.length; at += 1) {
      if (!isMarked(column.missing, index * CHUNK_ROWS + at)) counts[cells[at]! - low]! += 1
    }
    yield
  }
  return Array.from(counts, (rows, at) => [low + at, rows] as const).filter(([, rows]) => rows > 0)
}

function gapFinding(role: FileRole, dayRows: DayRows, { firstDay, lastDay }: DayRange): QualityFinding {
  const days = lastDay - firstDay + 1
  let withRows = 0
  let before = firstDay - 1
  let longestDays = 0
  let longest: DayRange | null = null
  for (const [day] of dayRows) {
    if (day < firstDay || day > lastDay) continue
    withRows += 1
    const emptyDays = day - before - 1
    if (emptyDays > longestDays) {
      longestDays = emptyDays
      longest = { firstDay: asDay(before + 1), lastDay: asDay(day - 1) }
    }
    before = day
  }
  const state = longest === null ? 'checked' : longestDays >= LONG_GAP_DAYS ? 'look' : 'kept'
  return { code: 'day-gaps', state, role, days, emptyDays: days - withRows, longest }
}

function overlapFinding(actions: DayRange, transactions: DayRange): QualityFinding {
  const firstDay = Math.max(actions.firstDay, transactions.firstDay)
  const lastDay = Math.min(actions.lastDay, transactions.lastDay)
  const sharedDays = Math.max(0, lastDay - firstDay + 1)
  const daysOf = (range: DayRange): number => range.lastDay - range.firstDay + 1
  const otherDays = daysOf(actions) + daysOf(transactions) - 2 * sharedDays
  const state = otherDays === 0 ? 'checked' : sharedDays === 0 ? 'look' : otherDays <= CALM_DAYS ? 'kept' : 'look'
  return { code: 'period-overlap', state, actions, transactions, sharedDays, otherDays }
}

/** Days without any row in each file's usual period, and how the periods of actions and transactions meet. */
export function* dayFindings({ tables }: Dataset): Steps<readonly QualityFinding[]> {
  const findings: QualityFinding[] = []
  const periods = new Map<FileRole, DayRange>()
  for (const role of ['actions', 'transactions'] as const) {
    const table = tables.get(role)
    const column = table === undefined ? undefined : dayColumnOf(table)
    if (column === undefined) continue
    const dayRows = yield* rowsPerDay(column)
    const period = periodOfDays(dayRows)
    if (period === null) continue
    const range = { firstDay: period.firstDay, lastDay: period.lastDay }
    periods.set(role, range)
    findings.push(gapFinding(role, dayRows, range))
  }
  const actions = periods.get('actions')
  const transactions = periods.get('transactions')
  if (actions !== undefined && transactions !== undefined) findings.unshift(overlapFinding(actions, transactions))
  return findings
}
