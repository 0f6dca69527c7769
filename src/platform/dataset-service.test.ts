import { describe, expect, it } from 'vitest'
import type { RecommendationList } from '../core/explain/recommendation.ts'
import { clientRow } from '../core/models/client-row.ts'
import { asColumnIndex, asDay } from '../core/positions.ts'
import { DEFAULT_EVIDENCE } from '../core/signals/default-evidence.ts'
import { dayOf } from '../core/ingest/parse-cell.ts'
import type { ClientRowsRequest } from '../protocol/client-history.ts'
import type { LoadProgress } from '../protocol/dataset-api.ts'
import { createDatasetService } from './dataset-service.ts'
import { createByteTableReader } from './byte-table-reader.ts'
import { openSources } from './open-sources.ts'

const ACTIONS = `clnt_id,sess_id,hit_seq,action_type,biz_unit,sess_dt,hit_tm,hit_pss_tm,trans_id,srch_kwd,tot_pag_view_ct,tot_sess_hr_v,trfc_src,dvc_ctg_nm
7,1,2,0,A03,20190913,01:16,10,,우유,34.0,2663.0,DIRECT,
7,1,1,2,A03,20190913,01:14,5,,,34.0,2663.0,DIRECT,
7,1,3,6,A03,20190913,01:20,9,T1,,34.0,2663.0,DIRECT,
7,1,4,6,A03,20190913,01:21,9,T1,,34.0,2663.0,DIRECT,
7,2,1,6,A03,20190914,01:21,9,,,34.0,2663.0,DIRECT,
007,1,1,0,A02,20190915,116,0,,두부,1,1,unknown,mobile_web
007,1,2,0,A02,20190916,0116,0,,우유,1,1,unknown,mobile_web
007,1,3,0,A02,20190916,0116,0,,우유,1,1,unknown,mobile_web
8,1,1,6,A01,20190916,0116,0,T9,,1,1,unknown,PC
`
const TRANSACTIONS = `clnt_id,trans_id,trans_seq,biz_unit,pd_c,de_dt,de_tm,buy_am,buy_ct
7,T1,1,A03,0347,20190913,01:20,100000016899,1
7,T1,2,A03,unknown,20190913,01:20,500,2
7,T2,1,B01,0012,20190920,10:00,0,0
7,T2,2,B01,0999,20190920,10:00,1000,1
10,T3,1,B01,0347,20190921,10:00,2000,3
`
const PEOPLE = `clnt_id,clnt_gender,clnt_age\n7,F,30\n007,unknown,unknown\n9,,\n`
const PRODUCTS = `pd_c,clac_nm1,clac_nm2,clac_nm3\n347,Food,Dairy,Milk\n12,Food,Dairy,\n`

const file = (name: string, content: BlobPart): File => new File([content], name)
const FOUR = [file('d.csv', PRODUCTS), file('b.csv', TRANSACTIONS), file('a.csv', ACTIONS), file('c.csv', PEOPLE)]
const quiet = () => undefined

/** A service that reports every tick, so that tests see each step. */
const createService = (blockBytes?: number) =>
  createDatasetService({
    reader: createByteTableReader(blockBytes),
    openSources,
    createControl: (tick, isCancelled) => ({ tick, isCancelled }),
    makeDemoFiles: () => Promise.resolve([]),
  })

async function loadedService() {
  const service = createService()
  const outcome = await service.load(1, FOUR, {}, quiet)
  return { service, outcome }
}

const everyone: ClientRowsRequest = {
  sort: { key: 'clientId', descending: false },
  text: '',
  segment: 'all',
  start: 0,
  end: 99,
}
const day = (month: number, dayOfMonth: number) => asDay(dayOf(2019, month, dayOfMonth))

describe('loading', () => {
  it('takes four files in any order and tells what it understood', async () => {
    const { outcome } = await loadedService()
    expect(outcome.refusals).toEqual([])
    const summary = outcome.summary
    expect(summary?.files.map(({ role, rowCount }) => [role, rowCount])).toEqual([
      ['actions', 9],
      ['transactions', 5],
      ['demographics', 3],
      ['products', 2],
    ])
    expect(summary?.clientCount).toBe(5)
    expect(summary?.off).toEqual([])
    expect(summary?.productJoin).toMatchObject({
      lines: 5,
      matched: 3,
      unknown: 1,
      unmatched: 1,
      paddingRepaired: true,
    })
    expect(summary?.period).toEqual({ firstDay: day(9, 13), lastDay: day(9, 21) })
    const transactions = summary?.files[1]
    expect(transactions?.columns.find(({ name }) => name === 'buy_am')).toMatchObject({ zeroCount: 1, kind: 'amount' })
    expect(transactions?.columns.find(({ name }) => name === 'pd_c')).toMatchObject({
      unknownCount: 1,
      zeroCount: null,
    })
    expect(summary?.files[0]?.columns.find(({ name }) => name === 'sech_kwd')?.missingCount).toBe(5)
    const again = await createService().load(1, [...FOUR].reverse(), {}, quiet)
    expect(again.summary?.fingerprint).toBe(summary?.fingerprint)
  })

  it('refuses what is no file of the shop without touching the others or what was there', async () => {
    const { service } = await loadedService()
    const bad: readonly (readonly [string, BlobPart, object])[] = [
      ['empty.csv', '', { code: 'empty-file' }],
      ['blank.csv', '\n \n', { code: 'empty-file' }],
      ['head.csv', 'clnt_id,clnt_gender,clnt_age\n', { code: 'header-only', role: 'demographics' }],
      ['other.csv', 'a,b\n1,2\n', { code: 'unknown-header', header: ['a', 'b'] }],
      [
        'part.csv',
        'trans_id,biz_unit,pd_c,buy_am\n1,2,3,4\n',
        { code: 'missing-columns', missingColumns: ['clnt_id', 'de_dt'] },
      ],
      ['useless.csv', 'pd_c,clac_nm1\n,a\n', { code: 'no-usable-row', role: 'products' }],
      ['image.csv', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 0), { code: 'not-a-table', found: 'PNG image' }],
      ['noise.csv', Uint8Array.of(1, 0, 0, 0, 7, 3), { code: 'not-a-table' }],
      ['book.xlsx', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), { code: 'spreadsheet' }],
      ['twice.csv', PEOPLE, { code: 'same-role-twice', role: 'demographics' }],
    ]
    const files = [
      file('people.csv', 'clnt_id,clnt_gender,clnt_age\n55,M,20\n'),
      ...bad.map(([name, content]) => file(name, content)),
    ]
    const outcome = await service.load(2, files, {}, quiet)
    expect(outcome.loadedRoles).toEqual(['demographics'])
    for (const [fileName, , expected] of bad) {
      expect(
        outcome.refusals.find((refusal) => refusal.fileName === fileName),
        fileName,
      ).toMatchObject(expected)
    }
    expect(outcome.summary?.files).toHaveLength(4)
    expect(outcome.summary?.clientCount).toBe(5)
    expect(service.history('55').gender).toBe('M')
  })

  it('says which parts are off', async () => {
    const outcome = await createService().load(1, [file('p.csv', PEOPLE)], {}, quiet)
    expect(outcome.summary?.off).toEqual([
      'searches',
      'purchases',
      'category-names',
      'recommendations',
      'funnel',
      'online-purchase-link',
    ])
    const nothing = await createService().load(1, [file('x.csv', 'x')], {}, quiet)
    expect(nothing.summary).toBeNull()
  })

  it('reports bytes that only grow, and stops when asked to, keeping what was loaded', async () => {
    const service = createService(64)
    const ticks: LoadProgress[] = []
    await service.load(1, FOUR, {}, (progress) => void ticks.push(progress))
    const reading = ticks.filter((tick) => tick.stage === 'reading')
    expect(reading.length).toBeGreaterThan(10)
    for (let at = 1; at < reading.length; at += 1)
      expect(reading[at]!.done).toBeGreaterThanOrEqual(reading[at - 1]!.done)
    expect(reading.at(-1)).toMatchObject({ done: FOUR.reduce((sum, { size }) => sum + size, 0), rowsInAll: 19 })
    const before = service.overview()
    let seen = 0
    const stopped = service.load(2, [file('p.csv', PEOPLE + '55,M,20\n'.repeat(1000))], {}, () => {
      seen += 1
      if (seen === 2) service.cancel(2)
    })
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
    expect(seen).toBe(2)
    expect(service.overview()).toBe(before)
    expect(() => service.history('55')).toThrow(expect.objectContaining({ code: 'unknown-client' }))
  })

  it('indexes in parts: progress moves, a cancel gets in and keeps what was loaded', async () => {
    const { service } = await loadedService()
    const done: number[] = []
    const ticks = (progress: LoadProgress) => {
      if (progress.stage === 'indexing') done.push(progress.done / progress.total)
    }
    const outcome = await service.load(2, FOUR, {}, ticks)
    expect(outcome.readMs).toBeGreaterThan(0)
    expect(outcome.indexMs).toBeGreaterThan(0)
    expect(done.length).toBeGreaterThan(5)
    expect(done).toEqual([...done].sort((a, b) => a - b))
    expect([done[0], done.at(-1)]).toEqual([0, 1])
    const cancelLast = (progress: LoadProgress) => {
      if (progress.stage === 'indexing' && progress.done === progress.total) service.cancel(3)
    }
    const people = file('c.csv', 'clnt_id,clnt_gender,clnt_age\n99,F,30\n')
    await expect(service.load(3, [people], {}, cancelLast)).rejects.toMatchObject({ code: 'cancelled' })
    expect(service.clients(everyone).total).toBe(5)
  })

  it('puts two loads that overlap beside each other, whichever ends first', async () => {
    const service = createService()
    let isNested = false
    const outcome = await service.load(
      1,
      [file('d.csv', PRODUCTS), file('b.csv', TRANSACTIONS)],
      {},
      async (progress) => {
        if (progress.stage !== 'indexing' || progress.done === 0 || isNested) return
        isNested = true
        await service.load(2, [file('c.csv', PEOPLE)], {}, quiet)
      },
    )
    expect(outcome.summary?.files.map(({ role }) => role)).toEqual(['transactions', 'demographics', 'products'])
    expect(outcome.summary?.version).toBe(2)
  })

  it('brings nothing back when all is forgotten while it indexes', async () => {
    const service = createService()
    const forgetful = (progress: LoadProgress) => {
      if (progress.stage === 'indexing') service.forget()
    }
    await expect(service.load(1, FOUR, {}, forgetful)).rejects.toMatchObject({ code: 'cancelled' })
    expect(() => service.clients(everyone)).toThrow(expect.objectContaining({ code: 'no-dataset' }))
  })

  it('forgets everything', async () => {
    const { service } = await loadedService()
    service.forget()
    for (const ask of [() => service.clients(everyone), () => service.overview(), () => service.history('7')])
      expect(ask).toThrow(expect.objectContaining({ code: 'no-dataset' }))
  })
})

describe('clients', () => {
  it('are listed in natural order, and sorted with those without a value last', async () => {
    const { service } = await loadedService()
    const ids = (request: Partial<ClientRowsRequest>) =>
      service.clients({ ...everyone, ...request }).rows.map((row) => row.clientId)
    expect(ids({})).toEqual(['7', '007', '8', '9', '10'])
    expect(ids({ sort: { key: 'clientId', descending: true } })).toEqual(['10', '9', '8', '007', '7'])
    expect(ids({ sort: { key: 'lastDay', descending: false } })).toEqual(['007', '8', '7', '10', '9'])
    expect(ids({ sort: { key: 'lastDay', descending: true } })).toEqual(['10', '7', '007', '8', '9'])
    expect(ids({ sort: { key: 'gender', descending: true } })).toEqual(['7', '007', '8', '9', '10'])
    expect(ids({ sort: { key: 'searchCount', descending: true } })).toEqual(['007', '7', '8', '9', '10'])
    expect(ids({ text: '7' })).toEqual(['7', '007'])
    expect(ids({ segment: 'buyers' })).toEqual(['7', '10'])
    expect(ids({ segment: 'searchers-only' })).toEqual(['007'])
    expect(ids({ segment: 'neither' })).toEqual(['9'])
    expect(service.clients({ ...everyone, start: 3, end: 4 })).toMatchObject({
      total: 5,
      start: 3,
      rows: [{ clientId: '9', lastDay: null }],
    })
    expect(service.clients({ ...everyone, start: 90, end: 99 })).toMatchObject({ total: 5, rows: [] })
  })

  it('have their searches, purchases and days', async () => {
    const { service } = await loadedService()
    const history = service.history('7')
    expect(history).toMatchObject({
      gender: 'F',
      units: ['A03', 'B01'],
      sessionCount: 2,
      actionCount: 5,
      searchCount: 1,
      lineCount: 4,
      transactionCount: 2,
      onlinePurchaseCount: 2,
      amount: 100_000_018_399,
    })
    expect(history.purchases.map(({ key, level, name }) => [key, level, name])).toEqual([
      ['Food', 1, 'Food'],
      ['0999', 3, null],
      ['unknown', 1, null],
    ])
    expect(history.purchases[0]?.children[0]?.children).toMatchObject([
      { key: '0347', name: 'Milk', quantity: 1, amount: 100_000_016_899 },
      { key: '0012', name: null, quantity: 0, amount: 0 },
    ])
    expect(history.days).toMatchObject([
      { day: day(9, 13), searches: 1, views: 1, lines: 2 },
      { day: day(9, 14), searches: 0, lines: 0 },
      { day: day(9, 20), lines: 2, amount: 1000 },
    ])
    expect(service.history('007').searches).toEqual([
      { keyword: '우유', count: 2, firstDay: day(9, 16), lastDay: day(9, 16), days: [day(9, 16)] },
      { keyword: '두부', count: 1, firstDay: day(9, 15), lastDay: day(9, 15), days: [day(9, 15)] },
    ])
    expect(() => service.history('07')).toThrow(expect.objectContaining({ code: 'unknown-client' }))
  })

  it('are counted in the overview, sessions by client and session', async () => {
    const { service } = await loadedService()
    const overview = service.overview()
    expect(overview.segments).toEqual({ buyers: 2, boughtCategoryUnknown: 1, searchersOnly: 1, neither: 1 })
    expect(overview.funnel?.[0]).toEqual({ actionType: 0, rows: 4, sessions: 2, clients: 2 })
    expect(overview.funnel?.[6]).toEqual({ actionType: 6, rows: 4, sessions: 3, clients: 2 })
    expect(overview.topKeywords).toEqual([
      { name: '우유', count: 3 },
      { name: '두부', count: 1 },
    ])
    expect(overview.topCategories?.[0]).toEqual({
      code: '0347',
      path: ['Food', 'Dairy', 'Milk'],
      lines: 2,
      clients: 2,
      amount: 100_000_018_899,
    })
    expect(overview.units).toContainEqual({ unit: 'A03', actions: 5, lines: 2 })
    expect(overview.days.reduce((sum, each) => sum + each.actions, 0)).toBe(9)
    expect(overview.genders).toEqual([
      { name: '', count: 3 },
      { name: 'F', count: 1 },
      { name: 'unknown', count: 1 },
    ])
  })

  it('sort 72,399 rows in well under a second', async () => {
    const rows = Array.from(
      { length: 72_399 },
      (_, row) => `${(row * 7919) % 72_429},${row % 3 === 0 ? 'F' : 'unknown'},${(row % 6) * 10}`,
    )
    const service = createService()
    await service.load(1, [file('p.csv', `clnt_id,clnt_gender,clnt_age\n${rows.join('\n')}`)], {}, quiet)
    const before = performance.now()
    expect(service.clients({ ...everyone, sort: { key: 'age', descending: true } }).total).toBe(72_399)
    expect(performance.now() - before).toBeLessThan(500)
  })
})

describe('evidence', () => {
  const settings = { ...DEFAULT_EVIDENCE, minKeywordUses: 1, halfLifeDays: null, capQuantile: 1 }

  it('is handed out and stays answerable by its id', async () => {
    const { service } = await loadedService()
    const { evidenceId, evidence } = service.evidence(settings, null)
    expect(evidence.columnSpace.categoryCodes).toEqual(['0012', '0347', '0999'])
    expect(evidence.columnSpace.keywords).toEqual(['우유', '두부'])
    const row = service.draftRow(evidenceId, '7')
    expect([...row.columns]).toEqual([1, 2, 3])
    expect(row).toEqual(clientRow(evidence.csr, evidence.segments, row.client ?? -1))
    expect(service.columnLabels(evidenceId, [1, 0, 2, 3])).toEqual([
      { kind: 'category', code: '0347', path: ['Food', 'Dairy', 'Milk'] },
      { kind: 'category', code: '0012', path: ['Food', 'Dairy'] },
      { kind: 'category', code: '0999', path: [] },
      { kind: 'keyword', code: '우유', path: [] },
    ])
    expect(() => service.columnLabels(evidenceId, [5])).toThrow(expect.objectContaining({ code: 'bad-setting' }))
    expect(() => service.draftRow(99, '7')).toThrow(expect.objectContaining({ code: 'bad-setting' }))
    const truth = service.truth(evidenceId, { startDay: day(9, 20), endDay: day(9, 22) })
    expect([...truth.truth.colIdx]).toEqual([0, 2, 1])
  })

  it('names the words that count for the column of another spelling', async () => {
    const service = createService()
    const words = ['커텐', '커텐', '커텐', '커 텐', '커튼']
    const rows = words.map((word) => `1,1,1,0,A02,20190916,0116,0,,${word},1,1,unknown,PC\n`)
    await service.load(1, [file('a.csv', ACTIONS.slice(0, ACTIONS.indexOf('\n') + 1) + rows.join(''))], {}, quiet)
    const { evidenceId } = service.evidence({ ...settings, repeatMs: 0, minKeywordUses: 3 }, null)
    expect(service.columnLabels(evidenceId, [0])).toEqual([
      { kind: 'keyword', code: '커텐', path: [], spellings: ['커 텐', '커튼'] },
    ])
  })

  it('finds columns by typed text, and makes a row of words', async () => {
    const { service } = await loadedService()
    const { evidenceId } = service.evidence(settings, null)
    const foundBy = (text: string) => {
      const { by, found } = service.findColumn(evidenceId, text)
      return [by, found?.column ?? null]
    }
    expect(['0347', ' milk', '347', '우유'.normalize('NFD'), '우 유', 'nothing like it', ''].map(foundBy)).toEqual([
      ['code', 1],
      ['name', 1],
      ['code', 1],
      ['exact', 3],
      ['family', 3],
      ['none', null],
      ['none', null],
    ])
    const suggested = (text: string, limit = 5) =>
      service.suggestColumns(evidenceId, text, limit).map(({ label }) => label.code)
    expect(suggested('')).toEqual(['우유', '두부'])
    expect(suggested('두')).toEqual(['두부'])
    expect(suggested('ㅇㅇ')).toEqual(['우유'])
    expect(suggested('웅')).toEqual(['우유'])
    expect(suggested('MIL')).toEqual(['0347'])
    expect(suggested('il')).toEqual(['0347'])
    expect(suggested('0')).toEqual(['0012', '0347', '0999'])
    expect(suggested('', 1)).toEqual(['우유'])
    const { row, words, throughFamily } = service.wordsRow(evidenceId, ['두부', 'qq', '우유', '우유'])
    expect([...row.columns]).toEqual([3, 4])
    expect(row.values[0]).toBeCloseTo(2 * row.values[1]!)
    expect(words.map(({ by, found }) => [by, found?.label.code])).toEqual([
      ['exact', '두부'],
      ['none', undefined],
      ['exact', '우유'],
      ['exact', '우유'],
    ])
    expect(throughFamily).toBe(false)
    const refused = expect.objectContaining({ code: 'bad-setting' }) as Error
    expect(() => service.findColumn(99, 'x')).toThrow(refused)
    expect(() => service.findColumn(evidenceId, 7 as never)).toThrow(refused)
    expect(() => service.suggestColumns(evidenceId, 'x', 0)).toThrow(refused)
    expect(() => service.wordsRow(evidenceId, new Array<string>(101).fill('x'))).toThrow(refused)
  })

  it('maps the words of a client that have no column to the nearest known families, for one client and for a range', async () => {
    const service = createService()
    const words = [...Array<string>(4).fill('커튼'), ...Array<string>(4).fill('우유'), '커텐', 'qqqq']
    const rows = words.map((word, at) => `${String(at >> 3)},1,1,0,A02,20190916,0116,0,,${word},1,1,unknown,PC\n`)
    await service.load(1, [file('a.csv', ACTIONS.slice(0, ACTIONS.indexOf('\n') + 1) + rows.join(''))], {}, quiet)
    const rare = { ...settings, repeatMs: 0, minKeywordUses: 3, families: 'off' } as const
    const { evidenceId, evidence } = service.evidence(rare, null)
    expect(evidence.columnSpace.keywords).toEqual(['우유', '커튼'])
    expect(service.draftRow(evidenceId, '1').columns).toHaveLength(0)
    const { row, words: found, throughFamily } = service.familyRow(evidenceId, '1')
    expect([[...row.columns], throughFamily]).toEqual([[1], true])
    expect(found.map((word) => [word.text, word.by, word.found?.label.code])).toEqual([
      ['qqqq', 'none', undefined],
      ['커텐', 'near', '커튼'],
    ])
    expect(service.familyRow(evidenceId, '0')).toMatchObject({ words: [], throughFamily: false })
    const range = service.familyRows(evidenceId, 0, 99)
    expect([range.rows, range.cols, [...range.rowPtr], [...range.colIdx]]).toEqual([2, 2, [0, 0, 1], [1]])
    expect(range.values[0]).toBe(row.values[0])
    expect([...service.familyRows(evidenceId, 1, 2).rowPtr]).toEqual([0, 1])
    expect(() => service.familyRow(evidenceId, 'nobody')).toThrow(expect.objectContaining({ code: 'unknown-client' }))
  })

  it('stays answerable while it is held, however many are asked for after it; others make room', async () => {
    const { service } = await loadedService()
    const { evidenceId } = service.evidence(settings, null)
    service.holdEvidence(evidenceId)
    const later = Array.from({ length: 9 }, () => service.evidence(settings, null).evidenceId)
    expect([...service.draftRow(evidenceId, '7').columns]).toEqual([1, 2, 3])
    expect(() => service.draftRow(later[0]!, '7')).toThrow(expect.objectContaining({ code: 'bad-setting' }))
    expect([...service.draftRow(later[8]!, '7').columns]).toEqual([1, 2, 3])
  })

  it('is empty where nobody did anything', async () => {
    const service = createService()
    await service.load(1, [file('p.csv', PEOPLE)], {}, quiet)
    expect(() => service.evidence(settings, null)).toThrow(expect.objectContaining({ code: 'empty-evidence' }))
  })
})

describe('exports', () => {
  it('write recommendations as a rectangular CSV with the recipe in its last column', async () => {
    const { service } = await loadedService()
    const { evidenceId } = service.evidence({ ...DEFAULT_EVIDENCE, minKeywordUses: 1 }, null)
    const list = (column: number, rawDifference?: number): RecommendationList => ({
      route: 'words',
      hiddenCount: 0,
      items: [
        {
          rank: 1,
          column: asColumnIndex(column),
          score: -0.5 + (rawDifference ?? 0),
          repeat: false,
          explanation: {
            kind: 'additive',
            score: -0.5 + (rawDifference ?? 0),
            purchases: 0,
            words: -0.5,
            shares: [],
            rest: 0,
            restCount: 0,
            ...(rawDifference === undefined ? {} : { rawDifference }),
          },
        },
      ],
    })
    const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    const made = {
      model: 'als',
      way: 'client',
      near: null,
      nearWeight: null,
      recipeLines: ['model: als', '=1+1'],
    } as const
    const first = decode(service.formatRecommendations(evidenceId, 0, [list(1), list(2)], made))
    expect(first.split('\r\n')).toEqual([
      '\uFEFFclient,rank,code,level1,level2,level3,score,from_purchases,from_words,raw_minus_refitted,from_near,repeat,model,way,near,near_weight,route,recipe',
      '7,1,0347,Food,Dairy,Milk,-0.5,0,-0.5,,,new,als,client,,,words,"model: als\n=1+1"',
      '007,1,0999,,,,-0.5,0,-0.5,,,new,als,client,,,words,',
      '',
    ])
    const second = decode(service.formatRecommendations(evidenceId, 4, [list(0, 0.125)], made))
    expect(second).toBe('10,1,0012,Food,Dairy,,-0.375,0,-0.5,0.125,,new,als,client,,,words,\r\n')
    // A keyword can be anything: it must not run as a formula.
    const [item] = list(0).items
    if (item?.explanation.kind !== 'additive') throw new Error('not additive')
    const query = { column: asColumnIndex(3), similarity: 0.5, share: 1.5 }
    const near = { ...list(0), items: [{ ...item, score: 1, explanation: { ...item.explanation, query } }] }
    const blend = { ...made, model: 'bpr', way: 'blend', near: '=SUM(A1)', nearWeight: 0.25 } as const
    expect(decode(service.formatRecommendations(evidenceId, 4, [near], blend))).toBe(
      "10,1,0012,Food,Dairy,,1,0,-0.5,,1.5,new,bpr,blend,'=SUM(A1),0.25,words,\r\n",
    )
  })

  it('write row issues that a spreadsheet takes for text', async () => {
    const service = createService()
    await service.load(1, [file('p.csv', 'pd_c,clac_nm1\n1,a\n=cmd(),b,c\n')], {}, quiet)
    const text = new TextDecoder().decode(service.issuesCsv())
    expect(text.split('\r\n')[1]).toBe(`p.csv,3,18,,extra-field,skip,,"'=cmd(),b,c"`)
  })
})
