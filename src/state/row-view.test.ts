import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeHash, encodeHash } from './view-state.ts'
import { CLOSED_ROWS, PAGE_SIZES, rowQuestion, rowViewOf, withRowView, type RowView } from './row-view.ts'

const COLUMNS = [
  { name: 'sech_kwd', kind: 'text' },
  { name: 'hit_seq', kind: 'integer' },
  { name: 'sess_dt', kind: 'day' },
  { name: 'hit_tm', kind: 'minute' },
] as const

const views: fc.Arbitrary<RowView> = fc
  .record({
    role: fc.constantFrom('actions' as const),
    lens: fc.constantFrom('all' as const, 'searches' as const),
    sort: fc.option(fc.record({ column: fc.constantFrom('sech_kwd', 'buy_am'), descending: fc.boolean() })),
    filters: fc.uniqueArray(
      fc.record({
        column: fc.constantFrom('sech_kwd', 'buy_am', 'hit_tm'),
        test: fc.constantFrom('contains', 'equals', 'at-least', 'missing'),
        text: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a/b?c#d&e%=f', '우유', '\uD83D')),
      }),
      { selector: ({ column, test }) => `${column}.${test}` },
    ),
    page: fc.nat(9000),
    pageRows: fc.constantFrom(...PAGE_SIZES),
  })
  .map(({ page, ...view }) => ({ ...view, start: page * view.pageRows }))

const viewAt = (hash: string) => rowViewOf(decodeHash(hash).options)
const questionAt = (hash: string) => {
  const view = viewAt(hash)
  return rowQuestion(view, view.role ?? 'actions', COLUMNS)
}

describe('the row browser in the fragment', () => {
  it('comes back from the fragment as it went in, whatever was typed', () => {
    fc.assert(
      fc.property(views, (view) => {
        const options = withRowView(new Map([['part', 'rows']]), view)
        const hash = encodeHash({ screen: 'data', id: null, options })
        expect(rowViewOf(decodeHash(hash).options)).toEqual(view)
        expect(options.get('part')).toBe('rows')
      }),
    )
  })

  it('reads a link, and leaves out of it what makes no sense', () => {
    expect(viewAt('#/data?rows=actions&lens=searches&sort=-buy_am&from=170&page=100')).toEqual({
      role: 'actions',
      lens: 'searches',
      sort: { column: 'buy_am', descending: true },
      filters: [],
      start: 100,
      pageRows: 100,
    })
    expect(viewAt('#/data?rows=products&lens=searches&sort=-&from=-3&page=7&.contains=x&pd_c.is=1')).toEqual({
      ...CLOSED_ROWS,
      role: 'products',
    })
    expect(viewAt('#/data?lens=searches')).toEqual(CLOSED_ROWS)
  })

  it('takes its options away when it is closed, and no others', () => {
    const options = new Map([
      ['part', 'rows'],
      ['rows', 'actions'],
      ['sort', 'hit_seq'],
      ['sech_kwd.contains', '우'],
    ])
    expect([...withRowView(options, CLOSED_ROWS)]).toEqual([['part', 'rows']])
  })
})

describe('the question to the worker', () => {
  it('turns what was typed into values of the column', () => {
    const { request, unreadable } = questionAt(
      '#/data?rows=actions&sech_kwd.contains=%20milk%20&hit_seq.at-least=1,200&sess_dt.at-most=2019-09-13&hit_tm.at-least=09:05&hit_tm.missing=',
    )
    expect(unreadable).toEqual([])
    expect(request.filters).toEqual([
      { column: 'sech_kwd', test: 'contains', value: 'milk' },
      { column: 'hit_seq', test: 'at-least', value: 1200 },
      { column: 'sess_dt', test: 'at-most', value: 18_152 },
      { column: 'hit_tm', test: 'at-least', value: 545 },
      { column: 'hit_tm', test: 'missing', value: '' },
    ])
    expect(request).toMatchObject({ start: 0, end: 50 })
  })

  it('names what it cannot read, and asks without it', () => {
    const { request, unreadable } = questionAt('#/data?rows=actions&sess_dt.at-least=2019-13-45&hit_seq.equals=abc')
    expect(request.filters).toEqual([])
    expect(unreadable.map(({ text }) => text)).toEqual(['2019-13-45', 'abc'])
  })

  it('does not filter by what is not filled in, nor by columns or tests that the table lacks', () => {
    const { request } = questionAt(
      '#/data?rows=actions&sech_kwd.equals=&sech_kwd.at-least=3&hit_seq.contains=1&buy_am.at-least=1&sort=buy_am',
    )
    expect(request).toMatchObject({ filters: [], sort: null })
  })

  it('has no lens where there is no keyword', () => {
    const view = viewAt('#/data?rows=actions&lens=searches')
    expect(rowQuestion(view, 'actions', []).request.lens).toBe('all')
    expect(rowQuestion(view, 'actions', COLUMNS).request.lens).toBe('searches')
  })
})
