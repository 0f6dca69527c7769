import { isMarked, type Column } from './table.ts'
import { scanInt32 } from './column-scan.ts'
import { asDay, type Day } from '../positions.ts'

/** The days that the data is about, both inclusive, and the rows whose day lies far outside. */
export interface UsualPeriod {
  readonly firstDay: Day
  readonly lastDay: Day
  /** Rows outside, with their own first and last day; `null` when there is none. */
  readonly far: { readonly rows: number; readonly firstDay: Day; readonly lastDay: Day } | null
}

/** Days without any row that part one stretch of data from the next: longer than any closing of a shop. */
const GAP_DAYS = 60

/** A stretch with less than this share of all rows, behind such a gap, is taken for wrong dates. */
const LEAST_SHARE = 0.01

interface Stretch {
  readonly first: number
  last: number
  rows: number
}

/** Rows per day, days ascending; days without a row are not named. */
export type DayRows = readonly (readonly [day: number, rows: number])[]

/** Days of the table of counts, so that all usual ones (1900 to 2199) need no second look at the rows. */
const FIRST_COUNTED = -25_567
const COUNTED_DAYS = 109_572

/** Rows per day of one or more day columns, missing cells left out. */
function rowsByDay(columns: readonly Column[]): DayRows {
  const counts = new Uint32Array(COUNTED_DAYS)
  const others = new Map<number, number>()
  for (const column of columns) {
    const { missing } = column
    scanInt32([column], ([cells], length, firstRow) => {
      for (let at = 0; at < length; at += 1) {
        if (missing !== null && isMarked(missing, firstRow + at)) continue
        const day = cells[at]!
        const place = day - FIRST_COUNTED
        if (place >= 0 && place < COUNTED_DAYS) counts[place]! += 1
        else others.set(day, (others.get(day) ?? 0) + 1)
      }
    })
  }
  const days: (readonly [number, number])[] = [...others]
  counts.forEach((rows, at) => {
    if (rows > 0) days.push([at + FIRST_COUNTED, rows])
  })
  return days.sort(([a], [b]) => a - b)
}

/**
 * The period of the data, safe from a few wrong but valid dates: one row of 2109 among rows of 2019 would otherwise put
 * every other event ninety years back, where its weight is nothing, and leave the held-out days with that row alone.
 *
 * Stretches of days parted by more than 60 empty days are kept when they hold at least 1 % of the rows; the period
 * reaches from the first kept one to the last.
 *
 * @param columns day columns, all files together
 * @returns `null` when there is no day at all
 */
export const usualPeriod = (columns: readonly Column[]): UsualPeriod | null => periodOfDays(rowsByDay(columns))

/** The same from rows that are counted already. */
export function periodOfDays(dayRows: DayRows): UsualPeriod | null {
  const stretches: Stretch[] = []
  let total = 0
  for (const [day, rows] of dayRows) {
    const current = stretches.at(-1)
    if (current !== undefined && day - current.last <= GAP_DAYS) {
      current.last = day
      current.rows += rows
    } else stretches.push({ first: day, last: day, rows })
    total += rows
  }
  const kept = stretches.filter((stretch) => stretch.rows >= total * LEAST_SHARE)
  const first = kept[0]
  const last = kept.at(-1)
  if (first === undefined || last === undefined) return null
  const far = stretches.filter((stretch) => stretch.last < first.first || stretch.first > last.last)
  const farFirst = far[0]
  const farLast = far.at(-1)
  return {
    firstDay: asDay(first.first),
    lastDay: asDay(last.last),
    far:
      farFirst === undefined || farLast === undefined
        ? null
        : {
            rows: far.reduce((sum, stretch) => sum + stretch.rows, 0),
            firstDay: asDay(farFirst.first),
            lastDay: asDay(farLast.last),
          },
  }
}
