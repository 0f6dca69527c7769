import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CellFix } from '../core/ingest/file-choice.ts'
import { decodeFixes, encodeFixes, fixAt, sameFixes, withFix, withoutFix } from './fix-list.ts'

const fix = (changes: Partial<CellFix> = {}): CellFix => ({
  byteOffset: 100,
  column: 'de_dt',
  before: '20191345',
  after: '20190913',
  ...changes,
})
const decode = (value: unknown) => decodeFixes(JSON.stringify(value))

describe('withFix', () => {
  it('keeps fixes in the order of the file', () => {
    const list = [fix({ byteOffset: 300 }), fix({ byteOffset: 20 })].reduce(withFix, [])
    expect(withFix(list, fix()).map((one) => one.byteOffset)).toEqual([20, 100, 300])
  })

  it('mends a place once, and remembers what stood in the file', () => {
    const twice = withFix([fix()], fix({ before: '20190913', after: '20190914' }))
    expect(twice).toEqual([fix({ after: '20190914' })])
  })

  it('takes a fix away that gives back what stood in the file', () => {
    expect(withFix([fix()], fix({ before: '20190913', after: '20191345' }))).toEqual([])
    expect(withFix([], fix({ after: '20191345' }))).toEqual([])
  })

  it('lets a whole row take the place of its cells, and of no other row', () => {
    const cells = [fix(), fix({ column: 'pd_c' }), fix({ byteOffset: 7 })]
    const row = fix({ column: null, before: '1,2', after: '1,2,3' })
    expect(withFix(cells, row)).toEqual([fix({ byteOffset: 7 }), row])
  })

  it('tells the whole row from a column without a name', () => {
    const list = withFix([fix({ column: null })], fix({ column: '' }))
    expect(list).toHaveLength(2)
    expect(fixAt(list, { byteOffset: 100, column: '' })?.column).toBe('')
    expect(withoutFix(list, fix({ column: null })).map((one) => one.column)).toEqual([''])
  })
})

describe('sameFixes', () => {
  it('sees another text, another place and another length', () => {
    expect(sameFixes([fix()], [fix()])).toBe(true)
    expect(sameFixes([fix()], [fix({ after: '' })])).toBe(false)
    expect(sameFixes([fix()], [fix({ byteOffset: 1 })])).toBe(false)
    expect(sameFixes([fix()], [])).toBe(false)
  })
})

describe('the file of fixes', () => {
  it('gives back what went in, whatever the texts are', () => {
    const anyFix = fc.record({
      byteOffset: fc.nat(),
      column: fc.option(fc.string()),
      before: fc.string(),
      after: fc.string(),
    })
    const anyLists = fc.array(fc.tuple(fc.string(), fc.array(anyFix, { maxLength: 4 })), { maxLength: 3 })
    fc.assert(
      fc.property(anyLists, (entries) => {
        const lists = new Map(
          entries
            .map(([file, fixes]) => [file, fixes.reduce<readonly CellFix[]>(withFix, [])] as const)
            .filter(([, fixes]) => fixes.length > 0),
        )
        expect(decodeFixes(new TextDecoder().decode(encodeFixes(lists)))).toEqual({ lists })
      }),
    )
  })

  it('refuses what is no JSON, no list of fixes, or of a later version', () => {
    expect(decodeFixes('clnt_id,pd_c')).toEqual({ refusal: 'not-json' })
    expect(decode({ fixes: [] })).toEqual({ refusal: 'not-fixes' })
    expect(decode({ format: 'recscope-fixes', version: 2, anything: true })).toEqual({ refusal: 'newer-format' })
    const bad = { ...fix(), byteOffset: -1 }
    expect(decode({ format: 'recscope-fixes', version: 1, files: [{ file: 'a.csv', fixes: [fix(), bad] }] })).toEqual({
      refusal: 'not-fixes',
    })
  })

  it('takes a file named like a part of every object', () => {
    const lists = new Map([['__proto__', [fix()]]])
    expect(decodeFixes(new TextDecoder().decode(encodeFixes(lists)))).toEqual({ lists })
  })
})
