import type { Random } from '../matrix/random.ts'
import { createSampler, drawWeighted, type Sampler } from './sampling.ts'

/** Days of the period, 2019-07-01 (a Monday) to 2019-09-30. */
export const PERIOD_DAYS = 92

export const MINUTES_PER_DAY = 1440
export const MS_PER_DAY = 86_400_000

/** Chuseok, 13 September: the quietest day of the published data. */
const HOLIDAY = 74

/** Monday first; transactions by weekday as published (thousand lines) over the number of such days in the period. */
const WEEKDAY_WEIGHTS = [92 / 14, 81 / 13, 88 / 13, 85 / 13, 89 / 13, 100 / 13, 65 / 13]

/** Days around the holiday: shopping before it, rest on it. */
const HOLIDAY_FACTORS: Readonly<Record<number, number>> = {
  '-4': 1.1,
  '-3': 1.2,
  '-2': 1.15,
  '-1': 0.7,
  '0': 0.35,
  '1': 0.6,
  '2': 0.8,
}

/** Transactions by hour as published (thousand lines), read off a chart; shop counters hardly open before 9. */
const SHOP_HOURS = [1, 0, 0, 0, 0, 0, 0, 1, 5, 11, 36, 46, 46, 41, 40, 44, 48, 51, 47, 44, 42, 37, 24, 9]

/** The web also sells at night. */
const WEB_HOURS = [30, 16, 9, 6, 5, 6, 12, 22, 36, 50, 60, 62, 54, 52, 54, 54, 54, 52, 46, 46, 52, 60, 62, 50]

/** How busy a day is, mean about 1 over the period. */
function dayWeight(day: number): number {
  return (WEEKDAY_WEIGHTS[day % 7]! / 6.52) * (HOLIDAY_FACTORS[day - HOLIDAY] ?? 1)
}

/** The date of a day of the period as the number 20190913. */
export function dateNumber(day: number): number {
  if (day < 31) return 20190701 + day
  return day < 62 ? 20190801 + day - 31 : 20190901 + day - 62
}

/** Days and minutes as the shops are visited. */
export interface Calendar {
  /** A day of the period. */
  readonly drawDay: (random: Random) => number
  /** A day near `day` (at most three off, inside the period), busy ones first. */
  readonly settle: (random: Random, day: number) => number
  /** Minute of the day, `[0, 1440)`. */
  readonly drawMinute: (random: Random, online: boolean) => number
}

/** The calendar of the generated period. */
export function createCalendar(): Calendar {
  const days = createSampler(Array.from({ length: PERIOD_DAYS }, (_, day) => dayWeight(day)))
  const shop = createSampler(SHOP_HOURS)
  const web = createSampler(WEB_HOURS)
  const near = new Float64Array(7)
  const minuteIn = (hours: Sampler, random: Random): number => hours.draw(random) * 60 + random.int(60)
  return {
    drawDay: (random) => days.draw(random),
    settle: (random, day) => {
      for (let i = 0; i < 7; i++) {
        const candidate = day + i - 3
        near[i] = candidate >= 0 && candidate < PERIOD_DAYS ? dayWeight(candidate) : 0
      }
      return day + drawWeighted(random, near) - 3
    },
    drawMinute: (random, online) => minuteIn(online ? web : shop, random),
  }
}
