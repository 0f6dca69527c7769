import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeHash, encodeHash, SCREENS, START_VIEW, type ViewState } from './view-state.ts'

/** Any UTF-16 text, lone surrogates and percent signs included. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    '우유',
    '/ ? # & % =',
    '%uD800',
    '%25',
    '%',
    '%E0%A4',
    '\ud83d',
    '\ude00\ud83d',
    '가'.normalize('NFD'),
  ),
)

const anyView: fc.Arbitrary<ViewState> = fc.record({
  screen: fc.constantFrom(...SCREENS),
  id: fc.oneof(
    fc.constant(null),
    anyText.filter((text) => text !== ''),
  ),
  options: fc
    .array(
      fc.tuple(
        anyText.filter((text) => text !== ''),
        anyText,
      ),
      { maxLength: 4 },
    )
    .map((pairs) => new Map(pairs)),
})

describe('the fragment codec', () => {
  it('gives back every view it encoded', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        expect(decodeHash(encodeHash(view))).toEqual(view)
      }),
      { numRuns: 2_000, seed: 1 },
    )
  })

  it('gives back the view also after a browser has percent-encoded the fragment', () => {
    const view: ViewState = { screen: 'client', id: '7809 우유', options: new Map([['repeat', 'new']]) }
    const asTyped = '#/client/7809 우유?repeat=new'
    expect(decodeHash(asTyped)).toEqual(view)
    expect(decodeHash(encodeURI(asTyped))).toEqual(view)
  })

  it('never throws, whatever the fragment holds', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(SCREENS).toContain(decodeHash(`#/${text}`).screen)
      }),
      { numRuns: 2_000, seed: 2 },
    )
  })

  it('writes the addresses that links from outside use', () => {
    expect(encodeHash(START_VIEW)).toBe('#/data')
    expect(encodeHash({ screen: 'client', id: '46288', options: new Map() })).toBe('#/client/46288')
  })

  it('takes an unknown screen and an empty fragment for the start', () => {
    expect(decodeHash('#/nowhere/1')).toEqual(START_VIEW)
    expect(decodeHash('')).toEqual(START_VIEW)
  })

  it('is harmless with option names that objects would trip over', () => {
    expect(decodeHash('#/client/1?__proto__=x').options.get('__proto__')).toBe('x')
  })
})
