import { expect, it } from 'vitest'
import { guessColumns } from './guess-columns.ts'

it('finds columns by name in any case, by their other spelling, and the first of a name that stands twice', () => {
  expect(guessColumns('actions', ['__proto__', ' CLNT_ID ', 'srch_kwd', 'clnt_id', 'constructor'])).toEqual({
    clnt_id: 1,
    sech_kwd: 2,
  })
  expect(guessColumns('products', ['나이', '성별'])).toEqual({})
})
