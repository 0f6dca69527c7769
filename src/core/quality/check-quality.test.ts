import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FileRole } from '../tables/table.ts'
import { qualityInParts } from './check-quality.ts'
import type { Coverage, QualityFinding } from './finding.ts'
import { datasetOfRows, day, finished, type CellRow } from './quality-tables.fixture.ts'
import { NO_REPAIRS, type Repairs } from './repairs.ts'

type Files = Partial<Record<FileRole, readonly CellRow[]>>

function check(files: Files, repairs: Partial<Repairs> = {}): readonly QualityFinding[] {
  const dataset = datasetOfRows(files)
  return finished(qualityInParts({ dataset, asRead: dataset.tables, repairs: { ...NO_REPAIRS, ...repairs } }))
}

/** The findings with one code. */
const only = <Code extends QualityFinding['code']>(findings: readonly QualityFinding[], code: Code) =>
  findings.filter((finding): finding is Extract<QualityFinding, { code: Code }> => finding.code === code)

const action = (client: string, type: number, id: string | null, after = 0): CellRow => ({
  clnt_id: client,
  action_type: type,
  trans_id: id,
  sess_dt: day(after),
})
const line = (client: string, id: string | null, code: string, after = 0): CellRow => ({
  clnt_id: client,
  trans_id: id,
  pd_c: code,
  de_dt: day(after),
})
const person = (client: string): CellRow => ({ clnt_id: client, clnt_gender: 'F' })
const product = (code: string): CellRow => ({ pd_c: code, clac_nm1: 'Food', clac_nm2: 'Dairy', clac_nm3: `n${code}` })

/** Coverage by sets. */
function naiveCoverage(keys: readonly (string | null)[], other: ReadonlySet<string | null>): Coverage {
  const given = keys.filter((key) => key !== null)
  const distinct = new Set(given)
  return {
    rows: given.length,
    rowsFound: given.filter((key) => other.has(key)).length,
    distinct: distinct.size,
    distinctFound: [...distinct].filter((key) => other.has(key)).length,
  }
}

const clients = fc.constantFrom('1', '2', '3', '03', '4')
const ids = fc.constantFrom('T1', 'T2', 'T3', null)
const worlds = fc.record({
  actions: fc.array(fc.tuple(clients, fc.constantFrom(0, 2, 6, 7), ids), { minLength: 1, maxLength: 25 }),
  lines: fc.array(fc.tuple(clients, ids, fc.constantFrom('0347', '0012', '9999', 'unknown')), {
    minLength: 1,
    maxLength: 25,
  }),
  people: fc.array(clients, { minLength: 1, maxLength: 8 }),
  products: fc.uniqueArray(fc.constantFrom('347', '12', '500', '7'), { minLength: 1, maxLength: 4 }),
})

describe('the checks across files', () => {
  it('count the same as sets of texts do', () => {
    fc.assert(
      fc.property(worlds, ({ actions, lines, people, products }) => {
        const findings = check({
          actions: actions.map(([client, type, id]) => action(client, type, id)),
          transactions: lines.map(([client, id, code]) => line(client, id, code)),
          demographics: people.map(person),
          products: products.map(product),
        })
        const byRole = {
          actions: actions.map(([client]) => client),
          transactions: lines.map(([client]) => client),
          demographics: people,
          products: [],
        }
        const joins = only(findings, 'client-join')
        expect(joins.map(({ roles }) => roles.join())).toEqual([
          'actions,transactions',
          'actions,demographics',
          'transactions,demographics',
        ])
        for (const { roles, there, back } of joins) {
          const [from, to] = [byRole[roles[0]], byRole[roles[1]]]
          expect(there).toEqual(naiveCoverage(from, new Set(to)))
          expect(back).toEqual(naiveCoverage(to, new Set(from)))
        }
        const active = new Set([...byRole.actions, ...byRole.transactions])
        const everyone = new Set([...active, ...people])
        expect(only(findings, 'idle-clients')[0]).toMatchObject({
          clients: everyone.size,
          idle: [...everyone].filter((client) => !active.has(client)).length,
        })

        const plain = (code: string) => (code === 'unknown' ? null : code.replace(/^0+/, ''))
        const bought = lines.map(([, , code]) => plain(code))
        const [join] = only(findings, 'product-join')
        expect(join?.lines).toEqual(naiveCoverage(bought, new Set(products)))
        expect(join?.products).toBe(products.length)
        expect(join?.bought).toBe(products.filter((code) => bought.includes(code)).length)
        expect(join?.neverBought.map(plain).sort()).toEqual(products.filter((code) => !bought.includes(code)).sort())

        const lineIds = lines.map(([, id]) => id)
        const purchaseIds = actions.filter(([, type]) => type >= 6).map(([, , id]) => id)
        const [link] = only(findings, 'transaction-join')
        expect(link?.actions).toEqual(naiveCoverage(purchaseIds, new Set(lineIds)))
        expect(link?.lines).toEqual(naiveCoverage(lineIds, new Set(actions.map(([, , id]) => id))))
        const without = actions.filter(([, type, id]) => type === 6 && id === null)
        expect(only(findings, 'purchase-without-id')[0]).toMatchObject({
          purchases: actions.filter(([, type]) => type === 6).length,
          without: without.length,
          clientCount: new Set(without.map(([client]) => client)).size,
        })

        const users = new Map<string, Set<string>>()
        const pairs = [...lines, ...actions.map(([client, , id]) => [client, id] as const)]
        for (const [client, id] of pairs) if (id !== null) users.set(id, (users.get(id) ?? new Set()).add(client))
        const shared = [...users].filter(([, some]) => some.size > 1)
        const [found] = only(findings, 'shared-id')
        expect([found?.ids, found?.shared]).toEqual([users.size, shared.length])
        expect(found?.examples.map(({ id, clientCount }) => [id, clientCount]).sort()).toEqual(
          shared.map(([id, some]) => [id, some.size]).sort(),
        )
      }),
    )
  })

  it('name the line on which a second client uses an id', () => {
    const [shared] = only(
      check({
        actions: [action('9', 6, 'T1')],
        transactions: [line('1', 'T1', '7'), line('1', 'T1', '8'), line('2', 'T1', '7')],
      }),
      'shared-id',
    )
    expect(shared?.examples).toEqual([{ id: 'T1', clientCount: 3, place: { file: 'transactions.csv', line: 4 } }])
    expect(shared?.state).toBe('look')
  })

  it('make only the checks that the files allow', () => {
    const codes = (files: Files) => [...new Set(check(files).map(({ code }) => code))]
    expect(codes({ products: [product('1')] })).toEqual(['duplicate-rows'])
    expect(codes({ demographics: [person('1')] })).toEqual(['duplicate-rows'])
    expect(codes({ transactions: [{ clnt_id: '1', pd_c: '7', de_dt: day(0) }] })).toEqual([
      'idle-clients',
      'day-gaps',
      'duplicate-rows',
    ])
  })

  it('ask for a look when the ids of two files hardly meet, and rest when all do', () => {
    const state = (files: Files) => only(check(files), 'client-join').map((finding) => finding.state)
    const actions = [action('1', 0, null), action('2', 0, null)]
    expect(state({ actions, transactions: [line('c1', null, '7')] })).toEqual(['look'])
    expect(state({ actions, transactions: [line('1', null, '7')] })).toEqual(['kept'])
    expect(state({ actions, transactions: [line('1', null, '7'), line('2', null, '7')] })).toEqual(['checked'])
  })
})

describe('days', () => {
  const every = (days: readonly number[]) => days.map((after) => action('1', 0, null, after))
  const sold = (days: readonly number[]) => days.map((after) => line('1', null, '7', after))
  const span = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, at) => first + at)

  it('finds days without a row and the longest stretch of them, far dates left out', () => {
    const gaps = (days: readonly number[]) => only(check({ actions: every(days) }), 'day-gaps')[0]
    expect(gaps([0, 1, 4, 5, 9, 10])).toMatchObject({
      state: 'look',
      days: 11,
      emptyDays: 5,
      longest: { firstDay: day(6), lastDay: day(8) },
    })
    expect(gaps([0, 2])).toMatchObject({ state: 'kept', emptyDays: 1, longest: { firstDay: day(1), lastDay: day(1) } })
    expect(gaps([...span(0, 150), 9000])).toMatchObject({ state: 'checked', days: 151, emptyDays: 0, longest: null })
  })

  it('says how the periods of actions and transactions meet', () => {
    const meet = (first: readonly number[], second: readonly number[]) => {
      const finding = only(check({ actions: every(first), transactions: sold(second) }), 'period-overlap')[0]
      return [finding?.state, finding?.sharedDays, finding?.otherDays]
    }
    expect(meet(span(0, 9), span(0, 9))).toEqual(['checked', 10, 0])
    expect(meet(span(0, 9), span(2, 9))).toEqual(['kept', 8, 2])
    expect(meet(span(0, 19), span(10, 29))).toEqual(['look', 10, 20])
    expect(meet(span(0, 9), span(12, 14))).toEqual(['look', 0, 13])
  })
})

describe('duplicates and outliers', () => {
  const lines = Array.from({ length: 60 }, (_, at) => ({ ...line(String(at), null, '7'), buy_am: 1000 }))
  const files = {
    actions: [action('1', 0, null), action('1', 0, null)],
    transactions: [...lines, { ...line('1', null, '7'), buy_am: 1000 }, { ...line('5', null, '7'), buy_am: 10 ** 11 }],
  }

  it('are told with file and line; repeated actions are kept, repeated lines ask for a look', () => {
    const findings = check(files)
    const [ofActions, ofLines] = only(findings, 'duplicate-rows')
    expect(ofActions).toMatchObject({ role: 'actions', state: 'kept', rows: 2, repeated: 1 })
    expect(ofLines).toMatchObject({ role: 'transactions', state: 'look', rows: 62, repeated: 1 })
    expect(ofLines?.examples).toEqual([
      { place: { file: 'transactions.csv', line: 62 }, first: { file: 'transactions.csv', line: 3 } },
    ])
    const [outlier] = only(findings, 'outliers')
    expect(outlier).toMatchObject({ column: 'buy_am', state: 'look', count: 1, limit: 1_000_000 })
    expect(outlier?.examples).toEqual([{ place: { file: 'transactions.csv', line: 63 }, value: 10 ** 11 }])
    expect(outlier?.sumShare).toBeCloseTo(10 ** 11 / (10 ** 11 + 61_000), 12)
  })

  it('stay in the report as repaired once a repair is on', () => {
    const findings = check(files, { dropDuplicateLines: true, emptyOutlierAmounts: true })
    expect(only(findings, 'duplicate-rows').map(({ state, repeated }) => [state, repeated])).toEqual([
      ['kept', 1],
      ['repaired', 1],
    ])
    expect(only(findings, 'outliers').map(({ state, count }) => [state, count])).toEqual([['repaired', 1]])
  })
})
