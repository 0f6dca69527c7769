import { describe, expect, it } from 'vitest'
import { movedRow } from './grid-keys.ts'

describe('the active row of a long list', () => {
  it('moves by a row, by a page, and to both ends', () => {
    const moved = (key: string) => movedRow(key, 100, 72_399, 20)
    expect(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'].map(moved)).toEqual([
      101, 99, 120, 80, 0, 72_398,
    ])
  })

  it('stays inside the list', () => {
    expect(movedRow('ArrowUp', 0, 3, 20)).toBe(0)
    expect(movedRow('PageDown', 1, 3, 20)).toBe(2)
  })

  it('leaves other keys, and empty lists, alone', () => {
    expect([movedRow('a', 0, 3, 20), movedRow('toString', 0, 3, 20), movedRow('End', 0, 0, 20)]).toEqual([
      null,
      null,
      null,
    ])
  })
})
