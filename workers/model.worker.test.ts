import { proxy, wrap, type Remote } from 'comlink'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Csr } from '../src/core/matrix/csr.ts'
import { rowOf } from '../src/core/matrix/csr.ts'
import { scoreColumns } from '../src/core/models/als/rank-rows.ts'
import { unevenShop } from '../src/core/models/als/rules.fixture.ts'
import { trainAls } from '../src/core/models/als/train.ts'
import { checkerboard, twoColours } from '../src/core/models/checkerboard.fixture.ts'
import { clientRow } from '../src/core/models/client-row.ts'
import { PRESETS } from '../src/core/models/presets.ts'
import { COMPARED_MODELS } from '../src/core/models/registry.ts'
import { asDay } from '../src/core/positions.ts'
import { noSegments } from '../src/core/signals/client-segments.ts'
import type { EvidenceMatrix } from '../src/core/signals/evidence.ts'
import { tallyFixture } from '../src/core/signals/evidence-tally.fixture.ts'
import { DEFAULT_EVIDENCE } from '../src/core/signals/default-evidence.ts'
import type { RefineProgress } from '../src/core/models/refine/refine-als.ts'
import { lastDaysFold } from '../src/core/split/last-days-fold.ts'
import { rollingFolds } from '../src/core/split/rolling-folds.ts'
import { uncontrolled, type TaskProgress } from '../src/core/task-control.ts'
import type { ModelApi } from '../src/protocol/model-api.ts'

const world = checkerboard(60, 20)
const window = { startDay: asDay(0), endDay: asDay(92) }

const evidence = (csr: Csr = world.csr): EvidenceMatrix => ({
  csr,
  columnSpace: { level: 3, categoryCount: 20, categoryCodes: [], keywords: [], foldedKeywords: new Map() },
  window,
  segments: { ofClient: new Int32Array(csr.rows).fill(-1), labels: [] },
  caps: { purchases: 1, searches: 1 },
  settings: DEFAULT_EVIDENCE,
  tally: tallyFixture,
  eventCounts: new Uint32Array(csr.colIdx.length),
})

/** What each client bought next: the first category of its colour. */
const truth: Csr = {
  rows: world.csr.rows,
  cols: 20,
  rowPtr: Uint32Array.from({ length: world.csr.rows + 1 }, (_, row) => Math.min(row, 60)),
  colIdx: Uint32Array.from({ length: 60 }, (_, client) => client % 2),
  values: new Float32Array(60).fill(1),
}

const limit = 2 ** 31
const silent = proxy(() => undefined)
/** Long enough that other calls get in. */
const long = { ...twoColours, factors: 60, iterations: 400 }

const { port1, port2 } = new MessageChannel()
let model: Remote<ModelApi>

beforeAll(async () => {
  // The entry exposes itself on the worker's global scope: here that is one end of a channel.
  Object.assign(globalThis, {
    addEventListener: port1.addEventListener.bind(port1),
    removeEventListener: port1.removeEventListener.bind(port1),
    postMessage: port1.postMessage.bind(port1),
  })
  port1.start()
  // Compiles the kernels: seconds on a busy machine.
  await import('./model.worker.ts')
  model = wrap<ModelApi>(port2)
}, 120_000)

afterAll(() => {
  port1.close()
  port2.close()
})

describe('the model worker', () => {
  it('answers the heartbeat and chooses settings', async () => {
    expect(await model.ping()).toBe(true)
    const settings = await model.defaultSettings({ clientCount: 62, columnCount: 23, entryCount: 601 })
    expect(settings.solver).toBe('fast')
  })

  it('has no list before a training, and says so with a code', async () => {
    const ask = model.recommend('als', rowOf(world.csr, 0), { k: 1, repeat: 'new' })
    await expect(ask).rejects.toMatchObject({ code: 'no-model' })
  })

  it('trains, summarizes and recommends from the new model', async () => {
    const ticks: TaskProgress[] = []
    const summary = await model.train(
      1,
      evidence(),
      twoColours,
      proxy((tick: TaskProgress) => void ticks.push(tick)),
      limit,
    )
    expect(summary).toMatchObject({
      kernel: 'wasm-float64',
      activeClientCount: 61,
      clientCount: 62,
      categoryCount: 20,
      keywordCount: 3,
      entryCount: world.csr.colIdx.length,
    })
    expect(summary.losses).toHaveLength(twoColours.iterations)
    expect(ticks[0]).toMatchObject({ stage: 'training', done: 0 })
    const list = await model.recommend('als', rowOf(world.csr, 5), { k: 1, repeat: 'new' })
    expect(list.items[0]).toMatchObject({ rank: 1, column: 5, repeat: false })
    const popular = await model.recommend('popular', rowOf(world.csr, 5), { k: 1, repeat: 'both' })
    expect(popular.route).toBe('popular')
    expect(await model.recommendRange('als', 60, 70, { k: 3, repeat: 'both' }, null)).toHaveLength(2)
  })

  it('ranks near a word, and blends that with the client', async () => {
    const row = rowOf(world.csr, 5)
    const near = await model.recommend('als', row, {
      k: 3,
      repeat: 'both',
      way: { kind: 'query', column: world.evenWord },
    })
    expect(near.route).toBe('query')
    expect(near.items.every(({ column }) => column % 2 === 0)).toBe(true)
    const way = { kind: 'blend', column: world.evenWord, t: 0.5 } as const
    const both = await model.recommend('als', row, { k: 20, repeat: 'both', way })
    expect(both).toMatchObject({ route: 'purchases-and-words', silent: [] })
    for (const { score, explanation } of both.items) {
      if (explanation.kind !== 'additive') throw new Error('not additive')
      expect(explanation.purchases + explanation.words + (explanation.query?.share ?? 0)).toBeCloseTo(score, 6)
    }
    for (const [id, bad] of [
      ['popular', way],
      ['als', { ...way, t: 2 }],
      ['als', { ...way, column: 99 }],
      ['als', { kind: 'toString' } as never],
    ] as const)
      await expect(model.recommend(id, row, { k: 3, repeat: 'both', way: bad })).rejects.toMatchObject({
        code: 'bad-setting',
      })
  })

  it('fits a model of the registry on demand, keeps it, and stops when told', async () => {
    const row = rowOf(world.csr, 5)
    const ask = () => model.recommend('ease', row, { k: 1, repeat: 'new' })
    await expect(ask()).rejects.toMatchObject({ code: 'no-model', details: { model: 'ease' } })
    const cancelled = model.fitModel(
      20,
      'bpr',
      proxy(() => model.cancel(20)),
    )
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
    const ticks: TaskProgress[] = []
    const fit = (runId: number) =>
      model.fitModel(
        runId,
        'ease',
        proxy((tick: TaskProgress) => void ticks.push(tick)),
      )
    await fit(21)
    expect(ticks[0]).toMatchObject({ stage: 'fitting', done: 0, total: world.csr.rows })
    expect(await ask()).toMatchObject({ route: 'purchases', items: [{ column: 5 }] })
    const heard = ticks.length
    await fit(22)
    expect(ticks).toHaveLength(heard)
    const [list] = await model.recommendRange('ease', 5, 6, { k: 1, repeat: 'new' }, null)
    expect(list?.items[0]).toMatchObject({ column: 5, score: (await ask()).items[0]?.score })
    const byWords = await model.recommend('ease', rowOf(world.csr, world.lonelyClient), { k: 1, repeat: 'both' })
    expect(byWords).toMatchObject({ route: 'popular', byFallback: true })
    await expect(model.fitModel(23, 'toString' as never, silent)).rejects.toMatchObject({ code: 'bad-setting' })
  })

  it('forgets what was fitted when a training ends', async () => {
    const summary = await model.train(24, evidence(), twoColours, silent, limit)
    expect(summary.models.map(({ id }) => id)).toEqual(['als', 'popular', ...COMPARED_MODELS.map(({ id }) => id)])
    expect(summary.models.every(({ leftOut }) => leftOut === null)).toBe(true)
    const ask = model.recommend('ease', rowOf(world.csr, 5), { k: 1, repeat: 'both' })
    await expect(ask).rejects.toMatchObject({ code: 'no-model' })
  })

  it('takes the segments of the clients with the evidence: the fallback of every model goes by them', async () => {
    const { csr } = world
    // Even clients live in one segment, odd ones in another; the two of whom nothing can be learned are put into one each.
    const ofClient = Int32Array.from({ length: csr.rows }, (_, client) => client % 2)
    const labels = [
      { kind: 'unit', unit: 'even' },
      { kind: 'unit', unit: 'odd' },
    ] as const
    await model.train(25, { ...evidence(), segments: { ofClient, labels } }, twoColours, silent, limit)
    const request = { k: 5, repeat: 'both' } as const
    const silentClients = [world.lonelyClient, world.emptyClient]
    await model.fitModel(26, 'ease', silent)
    for (const id of ['als', 'ease', 'segment-popular'] as const) {
      const lists = await model.recommendRange(id, world.lonelyClient, world.emptyClient + 1, request, null)
      for (const [at, client] of silentClients.entries()) {
        const segment = ofClient[client]!
        const list = await model.recommend(id, { ...rowOf(csr, client), segment }, request)
        expect(list.route).toBe('popular-in-segment')
        expect(list.items.every(({ column }) => column % 2 === segment)).toBe(true)
        expect(list.items[0]?.explanation).toMatchObject({ segmentClients: 30, segment: labels[segment] })
        expect(lists[at]).toEqual(list)
      }
    }
    expect((await model.recommend('als', rowOf(csr, world.emptyClient), request)).route).toBe('popular')
  })

  it('recommends from the old model while it trains, and stops within a pause when told', async () => {
    let heard = 0
    const training = model.train(
      2,
      evidence(),
      long,
      proxy(() => {
        heard++
      }),
      limit,
    )
    const list = await model.recommend('als', rowOf(world.csr, 7), { k: 1, repeat: 'new' })
    expect(list.items[0]!.column).toBe(7)
    await model.cancel(99)
    await model.cancel(2)
    await expect(training).rejects.toMatchObject({ code: 'cancelled' })
    expect(heard).toBeGreaterThan(0)
    const after = await model.recommend('als', rowOf(world.csr, 7), { k: 1, repeat: 'new' })
    expect(after).toEqual(list)
  })

  it('carries the code and the details of a refusal', async () => {
    const training = model.train(3, evidence(), { ...twoColours, factors: 0 }, silent, limit)
    await expect(training).rejects.toMatchObject({ code: 'bad-setting', details: { setting: 'factors', value: 0 } })
  })

  it('refuses what would need more memory than it may take', async () => {
    const training = model.train(6, evidence(), { ...twoColours, factors: 512 }, silent, 10_000)
    await expect(training).rejects.toMatchObject({ code: 'too-large', details: { limitBytes: 10_000 } })
  })

  it('judges a fold without touching the model that recommends', async () => {
    const fold = lastDaysFold(window)
    const result = await model.evaluate(4, evidence(), truth, fold, twoColours, silent, limit)
    expect(result).toMatchObject({ fold, settings: twoColours, clientsWithTruth: 60, population: 62 })
    expect(result.models.map(({ model: id }) => id).slice(0, 2)).toEqual(['als', 'popular'])
    expect(result.models).toHaveLength(11)
    const list = await model.recommend('als', rowOf(world.csr, 7), { k: 1, repeat: 'new' })
    expect(list.items[0]!.column).toBe(7)
  })

  it('refines the settings of Best default, and trains and recommends meanwhile', async () => {
    const [fold] = rollingFolds(window)
    const ticks: RefineProgress[] = []
    const refining = model.refine(
      7,
      evidence(),
      truth,
      fold,
      proxy((tick: RefineProgress) => void ticks.push(tick)),
      limit,
    )
    const list = await model.recommend('als', rowOf(world.csr, 7), { k: 1, repeat: 'new' })
    expect(list.items[0]!.column).toBe(7)
    const summary = await model.train(8, evidence(), twoColours, silent, limit)
    expect(summary.losses).toHaveLength(twoColours.iterations)
    const result = await refining
    expect(result).toMatchObject({ fold, clientsWithTruth: 60, population: 62 })
    const size = { clientCount: 62, columnCount: 23, entryCount: world.csr.colIdx.length }
    expect(result.tried[0]!.settings).toEqual(await model.defaultSettings(size))
    expect(ticks[0]).toMatchObject({ stage: 'refining', candidate: 0, candidates: result.tried.length })
    expect((await model.recommend('als', rowOf(world.csr, 7), { k: 1, repeat: 'new' })).items[0]!.column).toBe(7)
  })

  it('stops a refinement, and refuses one that would need too much memory', async () => {
    const [fold] = rollingFolds(window)
    const refining = model.refine(9, evidence(), truth, fold, silent, limit)
    await model.cancel(9)
    await expect(refining).rejects.toMatchObject({ code: 'cancelled' })
    const large = model.refine(10, evidence(), truth, fold, silent, 10_000)
    await expect(large).rejects.toMatchObject({ code: 'too-large', details: { limitBytes: 10_000 } })
  })

  it('serves the Seed recipe from raw factors, and explains the refitted client beside the difference', async () => {
    const rows = unevenShop(60, 23, 4, 3)
    const settings = PRESETS['seed-recipe'].als({ clientCount: 60, columnCount: 23, entryCount: rows.colIdx.length })
    const options = { k: 10, repeat: 'both' } as const
    const summary = await model.train(7, evidence(rows), settings, silent, limit)
    expect(summary.settings.clientFactors).toBe('raw')
    // The kernel that trains for the page is of 32 bits: its factors are the twin's as far as these carry.
    const twin = await trainAls(rows, settings, uncontrolled)
    const lists = await model.recommendRange('als', 0, 60, options, null)
    let farthest = 0
    let differing = 0
    for (let client = 0; client < 60; client++) {
      const row = clientRow(rows, noSegments(60), client)
      const list = await model.recommend('als', row, options)
      expect(list.items.map(({ column, score }) => [column, score])).toEqual(
        lists[client]!.items.map(({ column, score }) => [column, score]),
      )
      if (list.route === 'popular') continue
      const folded = await model.recommend('als', rowOf(rows, client), options)
      const refitted = new Map(folded.items.map(({ column, score }) => [column, score]))
      for (const { column, score, explanation } of list.items) {
        if (explanation.kind !== 'additive') throw new Error('not additive')
        const { purchases, words, rawDifference = NaN } = explanation
        expect(purchases + words + rawDifference).toBeCloseTo(score, 9)
        const theirs = refitted.get(column)
        if (theirs !== undefined) expect(purchases + words).toBeCloseTo(theirs, 9)
        if (Math.abs(rawDifference) > 0.01) differing++
        const exact = new Float64Array(1)
        scoreColumns(twin.clients, client, twin.columns, Uint32Array.of(column), 1, 20, exact)
        farthest = Math.max(farthest, Math.abs(score - exact[0]!))
      }
    }
    expect(differing).toBeGreaterThan(20)
    expect(farthest).toBeLessThan(0.05)
  })

  it('forgets its model and what is under way', async () => {
    const training = model.train(5, evidence(), long, silent, limit)
    await model.forget()
    await expect(training).rejects.toMatchObject({ code: 'cancelled' })
    const ask = model.recommend('als', rowOf(world.csr, 0), { k: 1, repeat: 'new' })
    await expect(ask).rejects.toMatchObject({ code: 'no-model' })
  })
})
