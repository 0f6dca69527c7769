import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listChoice, typedWords } from './list-choice.ts'
import { decodeHash, encodeHash } from './view-state.ts'

/** Any UTF-16 text, lone surrogates included. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
  .map((units) => String.fromCharCode(...units))

const MODELS = [{ id: 'als' }, { id: 'popular' }, { id: 'ease' }] as const
const chosenBy = (options: ReadonlyMap<string, string>) => listChoice(options, MODELS)

describe('the list that a fragment chooses', () => {
  it('is ten categories of ALS, bought before or not, when nothing is said', () => {
    expect(chosenBy(new Map())).toEqual({
      model: 'als',
      options: { k: 10, repeat: 'both' },
      way: { kind: 'client', near: '', blend: 0.5 },
    })
  })

  it('follows the two options, and takes unknown words for the usual choice', () => {
    const asked = chosenBy(
      new Map([
        ['model', 'popular'],
        ['repeat', 'new'],
      ]),
    )
    expect(asked).toMatchObject({ model: 'popular', options: { k: 10, repeat: 'new' } })
    const odd = chosenBy(
      new Map([
        ['model', 'toString'],
        ['repeat', ''],
      ]),
    )
    expect(odd).toEqual(chosenBy(new Map()))
  })

  it('takes its models from the training: any of those, and no other', () => {
    const ease = new Map([['model', 'ease']])
    expect(chosenBy(ease).model).toBe('ease')
    expect(listChoice(ease, MODELS.slice(0, 2)).model).toBe('als')
    expect(listChoice(ease, []).model).toBe('als')
  })

  it('is made near a word, in parts', () => {
    const { way } = chosenBy(decodeHash('#/client/1?way=blend&near=%EC%9A%B0%EC%9C%A0&blend=0.25').options)
    expect(way).toEqual({ kind: 'blend', near: '우유', blend: 0.25 })
    for (const share of ['0', '1', '.5', '1.0']) {
      const chosen = chosenBy(new Map([['blend', share]]))
      expect(chosen.way.blend).toBe(Number(share))
    }
  })

  it('never throws and stays in bounds, whatever the fragment says', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (way, near, blend) => {
        const view = { screen: 'client' as const, id: '1', options: new Map(Object.entries({ way, near, blend })) }
        const choice = chosenBy(decodeHash(encodeHash(view)).options).way
        expect(choice.near).toBe(near)
        expect(choice.blend).toBeGreaterThanOrEqual(0)
        expect(choice.blend).toBeLessThanOrEqual(1)
        if (way !== 'query' && way !== 'blend') expect(choice.kind).toBe('client')
      }),
      { numRuns: 200, seed: 3 },
    )
    for (const odd of ['2', '-0.1', 'NaN', '1e-3', ' 1', '0x1', '', '1.5'])
      expect(chosenBy(new Map([['blend', odd]])).way.blend).toBe(0.5)
  })

  it('reads words between commas of any script, and no more than can be asked', () => {
    expect(typedWords(new Map([['words', ' 우유, 두부，암막 커튼、,']]))).toEqual(['우유', '두부', '암막 커튼'])
    expect(typedWords(new Map())).toEqual([])
    expect(typedWords(new Map([['words', 'a,'.repeat(500)]]))).toHaveLength(100)
  })
})
