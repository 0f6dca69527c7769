import { describe, expect, it } from 'vitest'
import type { FileRole } from '../tables/table.ts'
import type { FileChoice } from './file-choice.ts'
import { FIELDS } from './schema.ts'
import { ACTION, DEMOGRAPHICS, LINE, planOf, positions, refusalOf, rowsOf, TRANSACTIONS } from './sniff.fixture.ts'

describe('a file without a header', () => {
  const bare: readonly (readonly [FileRole, readonly string[]])[] = [
    ['actions', [ACTION, ACTION]],
    ['transactions', [LINE]],
    ['demographics', ['1,F,30', '2,unknown,unknown', '3,M,20']],
    ['products', ['0347,식품,유제품,우유', '0348,식품,유제품,치즈']],
  ]
  it.each(bare)('is refused as %s, and read when the analyst confirms', (role, lines) => {
    const refusal = refusalOf(lines)
    expect(refusal).toMatchObject({ code: 'no-header', role, suggestion: { role, hasHeader: false } })
    expect(refusal?.preview?.records[0]).toEqual(lines[0]?.split(','))
    const plan = planOf(lines, refusal?.suggestion ?? null)
    expect(plan).toMatchObject({ role, dataStart: 0, dataLine: 1, notes: [{ code: 'no-header' }], absentColumns: [] })
    expect(plan.header[0]).toBe('column 1')
    expect(plan.columns.map(({ field, index }) => [field.name, index])).toEqual(
      FIELDS[role].map((field, index) => [field.name, index]),
    )
    expect(plan.firstRows).toHaveLength(lines.length)
  })

  it('may have a column in front that counts the rows', () => {
    expect(refusalOf(['0,7,F,30', '1,9,M,20', '2,8,F,40'])).toMatchObject({ code: 'no-header', role: 'demographics' })
    const plan = planOf([`0,${LINE}`, `1,${LINE}`], { hasHeader: false })
    expect(plan.role).toBe('transactions')
    expect(positions(plan)).toMatchObject({ clnt_id: 1, de_dt: 6 })
    expect(plan.notes).toEqual([{ code: 'no-header' }])
  })

  it('is not seen where the first row only names columns', () => {
    expect(refusalOf(['V1,V2,V3', '1,F,30', '2,M,20'])?.code).toBe('unknown-header')
    expect(refusalOf(['a,b,c', '1,F,30', '2,M,20'])?.code).toBe('unknown-header')
    expect(refusalOf(['a,b,c,d,e,f,g,h,i', LINE])?.code).toBe('unknown-header')
  })

  it('can be read with columns in any order, and asks again where they say too little', () => {
    const choice: FileChoice = { hasHeader: false, role: 'demographics', columns: { clnt_id: 2 } }
    expect(positions(planOf(['F,30,7', 'M,20,8'], choice))).toEqual({ clnt_id: 2 })
    expect(positions(planOf(['F,30,7', 'M,20,8'], { hasHeader: false, columns: { clnt_id: 2 } }))).toEqual({
      clnt_id: 2,
    })
    expect(refusalOf(['x,y', 'z,w'], { hasHeader: false })).toMatchObject({ code: 'no-header' })
    expect(refusalOf(['F,30'], { hasHeader: false, role: 'demographics', columns: { clnt_id: 9 } })).toMatchObject({
      code: 'missing-columns',
      missingColumns: ['clnt_id'],
    })
  })

  it('is told from a header whose columns were assigned by hand', () => {
    const columns = { clnt_id: 0, pd_c: 4, de_dt: 5 }
    expect(refusalOf([LINE, LINE], { columns })).toMatchObject({
      code: 'no-header',
      suggestion: { hasHeader: false, columns },
    })
    expect(planOf([LINE, `${LINE}0`], { columns, hasHeader: true }).dataLine).toBe(2)
  })
})

describe('what was decided by hand', () => {
  it('wins over the names', () => {
    const lines = [DEMOGRAPHICS, '1,F,30']
    const plan = planOf(lines, { role: 'products', columns: { pd_c: 0, clac_nm1: 2 } })
    expect(plan).toMatchObject({ role: 'products', ignoredColumns: ['clnt_gender'] })
    expect(positions(plan)).toEqual({ pd_c: 0, clac_nm1: 2 })
    expect(positions(planOf(lines, { columns: { clnt_id: 0 } }))).toEqual({ clnt_id: 0 })
    expect(refusalOf(lines, { role: 'transactions' })).toMatchObject({ code: 'missing-columns', role: 'transactions' })
  })

  it('is left out where it cannot be', () => {
    const lines = [DEMOGRAPHICS, '1,F,30']
    for (const clnt_id of [-1, 3, 0.5, Number.NaN])
      expect(refusalOf(lines, { role: 'demographics', columns: { clnt_id, clnt_age: 2 } })).toMatchObject({
        code: 'missing-columns',
        missingColumns: ['clnt_id'],
        suggestion: { columns: { clnt_age: 2 } },
      })
    expect(positions(planOf(lines, { role: 'demographics', columns: { clnt_id: 0, clnt_age: 0 } }))).toEqual({
      clnt_id: 0,
    })
  })

  it('goes into the plan, and stays in a suggestion', () => {
    const policies = { 'missing-id': 'block' } as const
    const fixes = [{ byteOffset: 30, column: 'clnt_id', before: '', after: '7' }]
    expect(planOf([DEMOGRAPHICS, ',F,30'], { policies, fixes })).toMatchObject({ policies, fixes })
    expect(refusalOf(['고객번호,성별', '1,F'], { policies, fixes })?.suggestion).toMatchObject({ policies, fixes })
  })
})

describe('notes on a file', () => {
  it('tells of labels that stand twice', () => {
    const plan = planOf(['clnt_id,clnt_age,CLNT_ID , x,x,x,,', '1,30,2,a,b,c,,'])
    expect(plan.notes).toEqual([
      { code: 'duplicate-label', text: 'clnt_id', count: 2 },
      { code: 'duplicate-label', text: 'x', count: 3 },
    ])
    expect(positions(plan)).toEqual({ clnt_id: 0, clnt_age: 1 })
  })

  it('tells of a column that only counts the rows, by its name and its values', () => {
    const index = { code: 'index-column', text: '' }
    const withIndex = (name: string, first: number, step = 1) =>
      planOf([`${name},${DEMOGRAPHICS}`, ...rowsOf(5, (n) => `${first + step * (n - 1)},${n * 7},F,30`)]).notes
    expect(withIndex('', 0)).toEqual([index])
    expect(withIndex('', 1)).toEqual([index])
    expect(withIndex('Unnamed: 0', 0)).toEqual([{ ...index, text: 'Unnamed: 0' }])
    expect(withIndex('index', 0)).toEqual([{ ...index, text: 'index' }])
    expect(withIndex('index', 2)).toEqual([])
    expect(withIndex('index', 1, 2)).toEqual([])
    expect(withIndex('row', 0)).toEqual([])
  })

  it('reads rows beside a header of one name less as they are meant', () => {
    const counted = planOf([TRANSACTIONS, ...rowsOf(5, (n) => `${n},${LINE}`)])
    expect(counted.width).toBe(10)
    expect(positions(counted)).toMatchObject({ clnt_id: 1, de_dt: 6, buy_ct: 9 })
    expect(counted.notes).toEqual([{ code: 'index-column', text: '' }])
    const trailing = planOf([DEMOGRAPHICS, ...rowsOf(5, (n) => `${n},F,30,`)])
    expect(trailing.width).toBe(4)
    expect(positions(trailing)).toEqual({ clnt_id: 0, clnt_gender: 1, clnt_age: 2 })
    // A key may count the rows as well: nobody can tell, so the parser tells of every row.
    expect(planOf([DEMOGRAPHICS, ...rowsOf(5, (n) => `${n},${n},F,30`)]).width).toBe(3)
    expect(planOf([TRANSACTIONS, ...rowsOf(5, () => `${LINE},x`)]).width).toBe(9)
  })

  it('does nothing strange at names of properties of objects', () => {
    const names = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf', '__defineGetter__']
    const plan = planOf([
      `${DEMOGRAPHICS},${names.join(',')}`,
      `1,F,30,${names.join(',')}`,
      `2,M,20,${names.map(() => 'x').join(',')}`,
    ])
    expect(plan).toMatchObject({ role: 'demographics', width: 9, ignoredColumns: names, notes: [], dataLine: 2 })
    const refusal = refusalOf([names.join(','), names.join(',')])
    expect(refusal?.code).toBe('unknown-header')
    expect(refusal?.suggestion).toBeUndefined()
    const hostile = JSON.parse('{"__proto__": 1, "constructor": 2, "clnt_id": 0}') as Record<string, number>
    expect(positions(planOf([DEMOGRAPHICS, '1,F,30'], { role: 'demographics', columns: hostile }))).toEqual({
      clnt_id: 0,
    })
    expect(Object.prototype).not.toHaveProperty('clnt_id')
  })
})
