import type { Format } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'

/** How long something took: `850 ms`, `14.2 s`, `3 min 20 s`. */
export function durationText(t: Translate, format: Format, ms: number): string {
  if (ms < 1000) return t('models.ms', { value: format.count(ms) })
  if (ms < 99_950) return t('models.seconds', { value: format.decimal(ms / 1000, 1) })
  const seconds = Math.round(ms / 1000)
  return t('models.minutes', { minutes: format.count(Math.floor(seconds / 60)), seconds: seconds % 60 })
}

/** How long something will take, as far as one can know: whole seconds, from 1 up; from a minute and a half whole minutes. */
export function roughDurationText(t: Translate, format: Format, ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000))
  if (seconds < 90) return t('models.seconds', { value: format.count(seconds) })
  return t('models.roughMinutes', { minutes: format.count(Math.round(seconds / 60)) })
}

/** How long something will take yet, rounded up: in seconds under a minute and a half, else in minutes. */
export function timeLeftText(t: Translate, format: Format, seconds: number): string {
  if (seconds < 90) return t('common.secondsLeft', { seconds: format.count(Math.ceil(seconds)) })
  return t('common.minutesLeft', { minutes: format.count(Math.ceil(seconds / 60)) })
}
