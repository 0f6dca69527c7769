import type { Format } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'

/** How long something took: `850 ms`, `14.2 s`, `3 min 20 s`. */
export function durationText(t: Translate, format: Format, ms: number): string {
  if (ms < 1000) return t('models.ms', { value: format.count(ms) })
  if (ms < 99_950) return t('models.seconds', { value: format.decimal(ms / 1000, 1) })
  const seconds = Math.round(ms / 1000)
  return t('models.minutes', { minutes: format.count(Math.floor(seconds / 60)), seconds: seconds % 60 })
}

/**
 * How long something will take, as far as one can know: a range in whole seconds, or from a minute and a half on in whole
 * minutes; one number where both ends round to the same.
 */
export function durationRangeText(t: Translate, format: Format, lowMs: number, highMs: number): string {
  if (highMs < 1000) return t('models.rough.underSecond')
  const [unit, unitMs] = highMs < 90_000 ? (['seconds', 1000] as const) : (['minutes', 60_000] as const)
  const low = Math.round(lowMs / unitMs)
  const high = Math.round(highMs / unitMs)
  const kind = low === high ? 'one' : low === 0 ? 'upTo' : 'range'
  return t(`models.rough.${unit}.${kind}`, { low: format.count(low), high: format.count(high) })
}

/** How long something will take yet, rounded up: in seconds under a minute and a half, else in minutes. */
export function timeLeftText(t: Translate, format: Format, seconds: number): string {
  if (seconds < 90) return t('common.secondsLeft', { seconds: format.count(Math.ceil(seconds)) })
  return t('common.minutesLeft', { minutes: format.count(Math.ceil(seconds / 60)) })
}
