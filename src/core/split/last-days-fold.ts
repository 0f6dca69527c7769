import { DomainError } from '../domain-error.ts'
import { asDay, type DayWindow } from '../positions.ts'

/** A split by date: days of `training` are learnt from, days of `test` judge. `test` starts where `training` ends. */
export interface Fold {
  readonly training: DayWindow
  readonly test: DayWindow
}

/** Two weeks: most shoppers of groceries come back within 7 to 14 days. */
export const FOLD_DAYS = 14

/**
 * Hold out the last days of a period.
 *
 * @param period the days that the data covers, end exclusive
 * @param days length of the test window, at least 1
 * @throws DomainError `bad-setting` when nothing would be left to train on
 */
export function lastDaysFold(period: DayWindow, days = FOLD_DAYS): Fold {
  const length = period.endDay - period.startDay
  if (!Number.isInteger(days) || days < 1 || days >= length)
    throw new DomainError('bad-setting', `${days} days cannot be held out of ${length}`, {
      setting: 'days',
      value: days,
      periodDays: length,
    })
  const border = asDay(period.endDay - days)
  return {
    training: { startDay: period.startDay, endDay: border },
    test: { startDay: border, endDay: period.endDay },
  }
}
