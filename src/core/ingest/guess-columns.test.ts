import { describe, expect, it } from 'vitest'
import type { FileRole } from '../tables/table.ts'
import { planOf, positions, refusalOf, rowsOf } from './sniff.fixture.ts'

describe('a header that is not known', () => {
  const elsewhere: readonly (readonly [string, FileRole, Readonly<Record<string, number>>])[] = [
    ['customer_id,Gender,Age', 'demographics', { clnt_id: 0, clnt_gender: 1, clnt_age: 2 }],
    ['고객번호,성별,연령대', 'demographics', { clnt_id: 0, clnt_gender: 1, clnt_age: 2 }],
    ['날짜,고객 ID,상품코드,금액,수량', 'transactions', { de_dt: 0, clnt_id: 1, pd_c: 2, buy_am: 3, buy_ct: 4 }],
    ['Customer ID,Product-Code,Date,Amount', 'transactions', { clnt_id: 0, pd_c: 1, de_dt: 2, buy_am: 3 }],
    ['"CLNT-ID","CLNT AGE","clntGender"', 'demographics', { clnt_id: 0, clnt_age: 1, clnt_gender: 2 }],
    ['user,action,date,keyword', 'actions', { clnt_id: 0, action_type: 1, sess_dt: 2, sech_kwd: 3 }],
    ['상품코드,대분류,중분류,소분류', 'products', { pd_c: 0, clac_nm1: 1, clac_nm2: 2, clac_nm3: 3 }],
  ]
  it.each(elsewhere)('is never used unasked, but what %s may mean is suggested', (header, role, columns) => {
    const lines = [
      header,
      ...rowsOf(3, () =>
        header
          .split(',')
          .map(() => 'x')
          .join(','),
      ),
    ]
    const refusal = refusalOf(lines)
    expect(refusal).toMatchObject({ code: 'unknown-header', suggestion: { role, columns, hasHeader: true } })
    expect(refusal?.preview).toMatchObject({ delimiter: ',' })
    expect(refusal?.preview?.records).toHaveLength(4)
    const plan = planOf(lines, refusal?.suggestion ?? null)
    expect(plan.role).toBe(role)
    expect(positions(plan)).toEqual(columns)
  })

  it('with a client alone is refused, and one click loads it', () => {
    for (const header of ['clnt_id', 'clnt_id,foo']) {
      const lines = [header, header.replace('clnt_id', '46288').replace('foo', 'x')]
      const refusal = refusalOf(lines)
      expect(refusal).toMatchObject({ code: 'unknown-header', suggestion: { role: 'demographics' } })
      expect(planOf(lines, refusal?.suggestion ?? null).role).toBe('demographics')
      expect(planOf(lines, { role: 'demographics' }).columns).toHaveLength(1)
    }
  })

  it('is looked for below a title', () => {
    const lines = ['Amount in won', 'customer,sku,date,amount', '1,2,20190101,3', '1,2,20190101,3']
    const refusal = refusalOf(lines)
    expect(refusal?.preview?.records[0]).toEqual(['customer', 'sku', 'date', 'amount'])
    expect(planOf(lines, refusal?.suggestion ?? null)).toMatchObject({
      dataLine: 3,
      notes: [{ code: 'preamble', count: 1 }],
    })
  })

  it('that says nothing gets no suggestion', () => {
    const refusal = refusalOf(['a,b', 'x,y'])
    expect(refusal).toMatchObject({ code: 'unknown-header', header: ['a', 'b'] })
    expect(refusal?.suggestion).toBeUndefined()
  })

  it('names what is missing and suggests where it may be', () => {
    const refusal = refusalOf(['clnt_id,trans_id,buy_am,상품코드,구매일자', '1,2,3,4,20190101'])
    expect(refusal).toMatchObject({
      code: 'missing-columns',
      role: 'transactions',
      missingColumns: ['pd_c', 'de_dt'],
      suggestion: { role: 'transactions', columns: { clnt_id: 0, trans_id: 1, buy_am: 2, pd_c: 3, de_dt: 4 } },
    })
    expect(refusal?.preview?.records).toHaveLength(2)
  })

  it('asks when it could be two files just as well', () => {
    const lines = ['clnt_id,action_type,sess_dt,pd_c,de_dt', '1,0,20190101,2,20190101']
    const refusal = refusalOf(lines)
    expect(refusal).toMatchObject({ code: 'unknown-header', suggestion: { role: 'transactions' } })
    expect(planOf(lines, { role: 'actions' }).role).toBe('actions')
    expect(planOf(lines, refusal?.suggestion ?? null).role).toBe('transactions')
  })
})
