import type { DayPoint } from '../../charts/DayColumns.tsx'
import type { FileRole } from '../../core/tables/table.ts'
import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import type { FunnelStep, NamedCount, Overview } from '../../protocol/overview.ts'

/** Which sentence the overview begins with: what it can say depends on the files. */
export type VerdictKind = 'both' | 'actions' | 'visits' | 'transactions' | 'people' | 'products'

/** Whether the file of a role is loaded. */
export const hasFile = (summary: DatasetSummary, role: FileRole): boolean =>
  summary.files.some((file) => file.role === role)

/** The sentence that the loaded files allow. Actions may lack the column of the words: then nothing is said of searches. */
export function verdictKind(summary: DatasetSummary, { searchCount }: Pick<Overview, 'searchCount'>): VerdictKind {
  const transactions = hasFile(summary, 'transactions')
  if (searchCount !== null) return transactions ? 'both' : 'actions'
  if (transactions) return 'transactions'
  if (hasFile(summary, 'actions')) return 'visits'
  return hasFile(summary, 'demographics') ? 'people' : 'products'
}

/** Rows kept of one file; `null` when it is not loaded. */
export const rowsOf = (summary: DatasetSummary, role: FileRole): number | null =>
  summary.files.find((file) => file.role === role)?.rowCount ?? null

/** Days from the first to the last one, both included; 0 without dates. */
export const dayCount = ({ period }: Pick<DatasetSummary, 'period'>): number =>
  period === null ? 0 : period.lastDay - period.firstDay + 1

/** What is counted by day. */
export type DaySeries = 'actions' | 'searches' | 'lines'

/** One lane of the chart by day. */
export interface DayLane {
  readonly series: DaySeries
  readonly points: readonly DayPoint[]
  readonly peak: DayPoint
}

const largest = (points: readonly DayPoint[]): DayPoint =>
  points.reduce((best, point) => (point.value > best.value ? point : best), points[0] ?? { day: 0, value: 0 })

/** The lanes that have anything in them. Days without a row are filled with 0, so that the axis is time. */
export function dayLanes(days: Overview['days']): readonly DayLane[] {
  const first = days[0]
  const last = days.at(-1)
  if (first === undefined || last === undefined) return []
  const byDay = new Map<number, Overview['days'][number]>(days.map((entry) => [entry.day, entry]))
  const all = Array.from({ length: last.day - first.day + 1 }, (_, index) => first.day + index)
  const series: readonly DaySeries[] = ['actions', 'searches', 'lines']
  return series
    .map((one) => {
      const points = all.map((day) => ({ day, value: byDay.get(day)?.[one] ?? 0 }))
      return { series: one, points, peak: largest(points) }
    })
    .filter((lane) => lane.peak.value > 0)
}

/** Names on the time axis: at least this many days apart, or they run into each other on a narrow page. */
const TICK_SHARE = 7

/** The days that are named on the axis: evenly spread, the first one included, at most seven. */
export function dayTicks(days: readonly number[]): readonly number[] {
  const step = Math.max(1, Math.ceil(days.length / TICK_SHARE))
  return days.filter((_, index) => index % step === 0)
}

/** From the first search to the purchase; what is no step stands beside it. */
const WAY: readonly number[] = [0, 1, 2, 3, 5, 6]

/** Steps in the order of a visit, then the actions that are no step and do occur. */
export function funnelRows(funnel: readonly FunnelStep[]): {
  readonly way: readonly FunnelStep[]
  readonly beside: readonly FunnelStep[]
} {
  const stepOf = (actionType: number) =>
    funnel.find((step) => step.actionType === actionType) ?? { actionType, rows: 0, sessions: 0, clients: 0 }
  return {
    way: WAY.map(stepOf),
    beside: funnel.filter((step) => !WAY.includes(step.actionType) && step.rows > 0),
  }
}

/** The first `limit` counts as they come, and how many values and clients stand behind them. */
export function foldCounts(
  counts: readonly NamedCount[],
  limit: number,
): { readonly shown: readonly NamedCount[]; readonly restValues: number; readonly restCount: number } {
  const rest = counts.slice(limit)
  return {
    shown: counts.slice(0, limit),
    restValues: rest.length,
    restCount: rest.reduce((sum, entry) => sum + entry.count, 0),
  }
}

/** Counts in the order of their names, numbers as numbers; what is no number comes last, so that ages read from young to old. */
export function byNumber(counts: readonly NamedCount[]): readonly NamedCount[] {
  const place = ({ name }: NamedCount) => (/^\d/.test(name) ? Number.parseFloat(name) : Number.POSITIVE_INFINITY)
  return counts.toSorted((a, b) => {
    const [left, right] = [place(a), place(b)]
    return left === right ? 0 : left - right
  })
}

/** `ko` for text with Hangul in it, so that it is read and broken as Korean. */
export const languageOf = (text: string): 'ko' | undefined => (/\p{Script=Hangul}/u.test(text) ? 'ko' : undefined)
