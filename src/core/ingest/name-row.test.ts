import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ACTION,
  ACTIONS,
  DEMOGRAPHICS,
  LINE,
  planOf,
  PRODUCTS,
  refusalOf,
  rowsOf,
  sniffed,
  TRANSACTIONS,
} from './sniff.fixture.ts'

describe('a header with something above or below it', () => {
  it('passes over what stands above it and counts the lines', () => {
    const plan = planOf(['Report 2019', 'sessions, all units', DEMOGRAPHICS, '1,F,30'])
    expect(plan.notes).toEqual([{ code: 'preamble', count: 2 }])
    expect(plan.dataLine).toBe(4)
    expect(plan.firstRows).toEqual([['1', 'F', '30']])
    expect(planOf(['sep=,', TRANSACTIONS, LINE]).notes).toEqual([{ code: 'preamble', count: 1 }])
  })

  it('takes the record with most known names, the first of equals', () => {
    expect(planOf(['clnt_id,clnt_age', DEMOGRAPHICS, '1,F,30']).dataLine).toBe(3)
    const repeated = planOf([DEMOGRAPHICS, DEMOGRAPHICS, '1,F,30'])
    expect(repeated.dataLine).toBe(3)
    expect(repeated.notes).toEqual([{ code: 'second-header', text: 'clnt_id, clnt_gender, clnt_age' }])
  })

  const second: readonly (readonly [string, readonly string[]])[] = [
    ['labels in Korean', [DEMOGRAPHICS, '고객번호,성별,연령대', '1,F,30']],
    [
      'labels in Korean over many rows',
      [PRODUCTS, '코드,큰 이름,중간 이름,작은 이름', ...rowsOf(12, (n) => `${n},a,b,c`)],
    ],
    ['labels of actions', [ACTIONS, '고객,세션,순서,유형,단위,일자,시각,ms,,검색어,,,,', ACTION]],
    ['units', [ACTIONS, ',,,,,YYYYMMDD,hh:mm,ms,,,,s,,', ACTION]],
    ['types', [TRANSACTIONS, 'text,text,int,text,text,date,time,int,int', LINE, LINE]],
    [
      'labels of a file whose keys are words',
      [TRANSACTIONS, '고객,거래,순번,단위,상품,일자,시각,금액,수량', 'kim,a,1,A01,x,20190101,,1,1'],
    ],
    ['a ruler', [PRODUCTS, '-----,--------,--------,--------', '1,a,b,c']],
    ['header once more in capitals', [TRANSACTIONS, TRANSACTIONS.toUpperCase(), LINE]],
  ]
  it.each(second)('passes over a second row of names: %s', (_, lines) => {
    const plan = planOf(lines)
    expect(plan.dataLine).toBe(3)
    expect(plan.notes.map(({ code }) => code)).toEqual(['second-header'])
    expect(plan.firstRows[0]).toEqual(lines[2]?.split(','))
  })

  it('passes over labels and units, one below the other', () => {
    const plan = planOf([
      TRANSACTIONS,
      '고객,거래,순번,단위,상품,일자,시각,금액,수량',
      ',,,,,YYYYMMDD,hhmm,won,n',
      ...rowsOf(5, () => LINE),
    ])
    expect(plan.dataLine).toBe(4)
    expect(plan.notes.map(({ code }) => code)).toEqual(['second-header', 'second-header'])
  })

  const kept: readonly (readonly [string, readonly string[]])[] = [
    ['one row alone', [DEMOGRAPHICS, 'guest,F,30']],
    ['a bad row alone', [TRANSACTIONS, 'a,b,c,d,e,f,g,h,i']],
    ['a guest among numbers', [DEMOGRAPHICS, 'guest,F,30', '2,M,20', '3,F,40']],
    ['a guest among many', [DEMOGRAPHICS, 'guest,F,30', ...rowsOf(40, (n) => `${n},F,20`)]],
    ['a guest of whom nothing is known', [DEMOGRAPHICS, 'guest,unknown,unknown', ...rowsOf(40, (n) => `${n},F,30`)]],
    ['an unknown product', [PRODUCTS, 'unknown,other,other,none', ...rowsOf(40, (n) => `${n},a,b,c${n}`)]],
    ['a gift card', [PRODUCTS, 'GIFT,Food,Cards,Gift card', ...rowsOf(40, (n) => `${n},Food,b,c${n}`)]],
    ['letters for keys', [PRODUCTS, 'ab,Food,Milk,Whole', ...rowsOf(40, () => 'cd,Toys,Bricks,Small')]],
    ['an unknown product in a line', [TRANSACTIONS, '7,12,1,A01,unknown,20190913,,,', LINE, LINE]],
    ['a date that is none', [TRANSACTIONS, '7,12,1,A01,0347,soon,late,much,many', LINE, LINE]],
    ['a date in another form', ['clnt_id,pd_c,de_dt', '7,0347,Sep 13 2019', ...rowsOf(20, () => '7,0347,20190913')]],
    ['all empty', [TRANSACTIONS, ',,,,,,,,', LINE, LINE]],
    ['marks for missing', [TRANSACTIONS, '?,?,?,?,?,?,?,?,?', LINE, LINE]],
  ]
  it.each(kept)('never takes data for names: %s', (_, lines) => {
    const plan = planOf(lines)
    expect(plan.dataLine).toBe(2)
    expect(plan.notes).toEqual([])
  })

  it('never takes a good row for names, however few there are', () => {
    const text = fc.stringMatching(/^[a-z가-힣]{1,6}$/)
    const key = fc.nat(99_999).map(String)
    const line = fc
      .tuple(
        key,
        fc.nat(999),
        fc.constantFrom('unknown', '0347', '12'),
        fc.constantFrom('20190913', '2019-09-13', '2019.9.1'),
        text,
      )
      .map(([client, seq, code, day, unit]) => `${client},t,${seq},${unit},${code},${day},,,`)
    const client = fc.tuple(key, text, text).map((cells) => cells.join(','))
    const product = fc.tuple(key, text, text, text).map((cells) => cells.join(','))
    const file = fc.oneof(
      fc.tuple(fc.constant(TRANSACTIONS), fc.array(line, { minLength: 1, maxLength: 30 })),
      fc.tuple(fc.constant(DEMOGRAPHICS), fc.array(client, { minLength: 1, maxLength: 30 })),
      fc.tuple(fc.constant(PRODUCTS), fc.array(product, { minLength: 1, maxLength: 30 })),
    )
    fc.assert(
      fc.property(file, ([header, rows]) => {
        expect(planOf([header, ...rows]).dataLine).toBe(2)
      }),
      { numRuns: 500 },
    )
  })

  it('calls a file of names alone that', () => {
    expect(refusalOf([DEMOGRAPHICS])).toMatchObject({ code: 'header-only', role: 'demographics' })
    expect(refusalOf([DEMOGRAPHICS, '고객번호,성별,연령'])).toMatchObject({ code: 'header-only' })
    const open = sniffed([DEMOGRAPHICS], null, false)
    expect('plan' in open && open.plan).toMatchObject({
      dataStart: DEMOGRAPHICS.length + 1,
      dataLine: 2,
      firstRows: [],
    })
  })
})
