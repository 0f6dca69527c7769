import { describe, expect, it } from 'vitest'
import { checkAlsSettings } from './check-settings.ts'
import { defaultAlsSettings } from './default-settings.ts'

const lambdaOf = (clientCount: number, columnCount: number, entryCount: number): number =>
  defaultAlsSettings({ clientCount, columnCount, entryCount }).objective.lambda

describe('defaultAlsSettings', () => {
  it.each([
    [2_377, 2_014, 57_774, 18],
    [2_377, 303, 48_374, 34],
    [72_399, 38_769, 425_398, 10],
    [1, 1, 1, 3.5],
  ])('for %d clients, %d columns and %d entries chooses lambda %d', (clients, columns, entries, lambda) => {
    expect(lambdaOf(clients, columns, entries)).toBe(lambda)
  })

  it('always gives settings that training accepts', () => {
    for (const size of [0, 1, 1000, 5_000_000]) {
      const settings = defaultAlsSettings({ clientCount: size, columnCount: size, entryCount: size })
      expect(() => {
        checkAlsSettings(settings)
      }).not.toThrow()
    }
    expect(lambdaOf(0, 0, 0)).toBe(1)
  })
})
