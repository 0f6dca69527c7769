import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FILE_ROLES } from '../tables/table.ts'
import { matchHeader } from './match-header.ts'
import { FIELDS } from './schema.ts'

describe('headers', () => {
  it('decides the role whatever the order of the columns and whatever stands between them', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FILE_ROLES), fc.infiniteStream(fc.nat()), (role, keys) => {
        const names = [...FIELDS[role].map((field) => field.name), 'Unnamed: 0', '', 'extra']
        const shuffled = names
          .map((name) => ({ name, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ name }) => name)
        const match = matchHeader(shuffled)
        expect(match?.role).toBe(role)
        expect(match?.missingColumns).toEqual([])
        expect([...(match?.ignoredColumns ?? [])].sort()).toEqual(['Unnamed: 0', 'extra'])
        for (const { index, field } of match?.columns ?? []) expect(shuffled[index]).toBe(field.name)
      }),
    )
  })

  it('accepts both names of the keyword column, capitals and blanks', () => {
    const match = matchHeader([' CLNT_ID', 'Action_Type ', 'sess_dt', 'SRCH_KWD'])
    expect(match?.role).toBe('actions')
    expect(match?.columns.map(({ field }) => field.name)).toContain('sech_kwd')
    expect(match?.absentColumns).toContain('trans_id')
  })

  it('names what is needed and not there', () => {
    const match = matchHeader(['trans_id', 'trans_seq', 'biz_unit', 'de_tm', 'buy_am', 'buy_ct'])
    expect(match?.role).toBe('transactions')
    expect(match?.missingColumns).toEqual(['clnt_id', 'pd_c', 'de_dt'])
  })

  it('does not know a header of one shared name, none, or names of objects', () => {
    for (const header of [['clnt_id', 'x'], [], ['a', 'b'], ['__proto__', 'constructor', 'toString']])
      expect(matchHeader(header)).toBeNull()
  })

  it('reads a column named like a property of objects as any other unused one', () => {
    const match = matchHeader(['__proto__', 'clnt_id', 'clnt_gender', 'constructor', 'clnt_id'])
    expect(match?.role).toBe('demographics')
    expect(match?.ignoredColumns).toEqual(['__proto__', 'constructor', 'clnt_id'])
  })
})
