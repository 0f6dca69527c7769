import { DomainError } from '../domain-error.ts'
import { asDay, type DayWindow } from '../positions.ts'
import { FOLD_DAYS, lastDaysFold, type Fold } from './last-days-fold.ts'

/** Folds at the end of a period: settings are looked for on the first two, the third is what models are judged on. */
const FOLD_COUNT = 3

/**
 * Three folds that roll over the end of a period, the earliest first: with `d` days each, fold `i` of 1, 2, 3 is judged on
 * `[end − (4 − i)·d, end − (3 − i)·d)` and trained on all days before. The third is that of `lastDaysFold`.
 *
 * Test windows touch and never overlap; each fold trains on the test days of those before it.
 *
 * @param period the days that the data covers, end exclusive
 * @param days length of each test window, at least 1
 * @throws DomainError `bad-setting` when nothing would be left for the first fold to train on, with the days of all three as
 * `value` and those of the period as `periodDays`
 */
export function rollingFolds(period: DayWindow, days = FOLD_DAYS): readonly [Fold, Fold, Fold] {
  const periodDays = period.endDay - period.startDay
  const value = FOLD_COUNT * days
  if (!Number.isInteger(days) || days < 1 || value >= periodDays)
    throw new DomainError('bad-setting', `${FOLD_COUNT} folds of ${days} days do not fit ${periodDays}`, {
      setting: 'days',
      value,
      periodDays,
    })
  const fold = (later: number): Fold =>
    lastDaysFold({ startDay: period.startDay, endDay: asDay(period.endDay - later * days) }, days)
  return [fold(2), fold(1), fold(0)]
}
