import { modelsMessages } from '../../i18n/messages/models.ts'
import { expect, it } from 'vitest'
import { createFormat } from '../../i18n/format.ts'
import { addMessages, createTranslate } from '../../i18n/translate.ts'
import { durationText, timeLeftText } from './duration-text.ts'

addMessages(modelsMessages)

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
