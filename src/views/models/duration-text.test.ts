import { modelsMessages } from '../../i18n/messages/models.ts'
import { presetsMessages } from '../../i18n/messages/presets.ts'
import { expect, it } from 'vitest'
import { createFormat } from '../../i18n/format.ts'
import { addMessages, createTranslate } from '../../i18n/translate.ts'
import { durationRangeText, durationText, timeLeftText } from './duration-text.ts'

addMessages(modelsMessages)
addMessages(presetsMessages)

const t = createTranslate('en')
const format = createFormat('en')

it('says a duration in the unit that fits it', () => {
  const texts = [0, 850, 1000, 14_230, 99_949, 99_950, 200_000].map((ms) => durationText(t, format, ms))
  expect(texts).toEqual(['0 ms', '850 ms', '1.0 s', '14.2 s', '99.9 s', '1 min 40 s', '3 min 20 s'])
})

it('never says that no time is left while something is', () => {
  expect(timeLeftText(t, format, 0.2)).toBe('about 1 s left')
  expect(timeLeftText(t, format, 89.5)).toBe('about 90 s left')
  expect(timeLeftText(t, format, 90)).toBe('about 2 min left')
})

it('says a range that pretends no more than is known', () => {
  const spread = (ms: number, factor: number) => durationRangeText(t, format, ms / factor, ms * factor)
  expect([60, 500, 900, 12_000, 50_000, 70_000, 400_000].map((ms) => spread(ms, 1.5))).toEqual([
    'under 1 s',
    'under 1 s',
    'about 1 s',
    'about 8 to 18 s',
    'about 33 to 75 s',
    'about 1 to 2 min',
    'about 4 to 10 min',
  ])
  expect(spread(900, 3)).toBe('up to 3 s')
  expect(spread(60_000, 3)).toBe('up to 3 min')
  expect(durationRangeText(createTranslate('ko'), createFormat('ko'), 8_000, 18_000)).toBe('약 8~18초')
})
