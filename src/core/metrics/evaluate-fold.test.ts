import { describe, expect, it } from 'vitest'
import { recommendRange } from '../explain/recommend.ts'
import { rowOf, type Csr } from '../matrix/csr.ts'
import { createAlsModel } from '../models/als/als-model.ts'
import { unevenShop } from '../models/als/rules.fixture.ts'
import { testAlsSettings } from '../models/als/settings.fixture.ts'
import { trainAls } from '../models/als/train.ts'
import { checkerboard, twoColours } from '../models/checkerboard.fixture.ts'
import { createPopular } from '../models/popularity/popular.ts'
import { uncontrolled, type TaskProgress } from '../task-control.ts'
import { clientFigures } from './client-figures.ts'
import { evaluateFold } from './evaluate-fold.ts'
import { METRIC_KS } from './metric.ts'

const world = checkerboard(60, 20)

/** What the clients `[0, count)` buy next: the one category of their colour that they never had; the lonely client buys category 0. */
function nextPurchases(count: number): Csr {
  const rowPtr = new Uint32Array(world.csr.rows + 1)
  const colIdx: number[] = []
  for (let client = 0; client < world.csr.rows; client++) {
    if (client < count) colIdx.push(client % 20)
    else if (client === world.lonelyClient) colIdx.push(0)
    rowPtr[client + 1] = colIdx.length
  }
  return {
    rows: world.csr.rows,
    cols: 20,
    rowPtr,
    colIdx: Uint32Array.from(colIdx),
    values: new Float32Array(colIdx.length).fill(1),
  }
}

const evaluate = (count: number) => evaluateFold(world.csr, 20, nextPurchases(count), twoColours, uncontrolled)

describe('evaluateFold', () => {
  it('finds ALS better where taste decides', async () => {
    const result = await evaluate(60)
    expect(result).toMatchObject({ clientsWithTruth: 61, population: 62 })
    expect(result.verdict.word).toBe('better')
    expect(result.verdict.difference).toBeCloseTo(result.verdict.als - result.verdict.popular, 12)
    expect(result.verdict.low).toBeLessThan(result.verdict.difference)
    expect(result.verdict.high).toBeGreaterThan(result.verdict.difference)
    const value = (model: string, metric: string, k: number, convention = 'ours'): number =>
      result.models
        .find((own) => own.model === model)!
        .values.find((own) => own.metric === metric && own.k === k && own.convention === convention)!.value
    // Ten categories of its colour stand first, the one to come among them; the lonely client gets the popular list.
    expect(value('als', 'Hit rate', 10)).toBe(1)
    expect(value('als', 'Recall', 20)).toBe(1)
    // All categories are equally popular, so the list is 0 to 9: a hit for half of the clients, and for the lonely one.
    expect(value('popular', 'Hit rate', 10)).toBeCloseTo(31 / 61, 12)
    expect(value('popular', 'Precision', 10)).toBeCloseTo(31 / 610, 12)
    expect(value('popular', 'MAP', 1)).toBeCloseTo(4 / 61, 12)
    expect(value('popular', 'MAP', 1, 'ml_metrics')).toBeCloseTo(4 / 62, 12)
    expect(value('popular', 'Coverage', 5)).toBe(5 / 20)
    expect(value('als', 'Coverage', 10)).toBe(1)
    // So do the neighbours and EASE, which know colours from purchases.
    for (const model of ['item-knn-cosine', 'item-knn-tfidf', 'item-knn-bm25', 'ease'])
      expect(value(model, 'Hit rate', 10)).toBe(1)
    // Nobody buys again what it had, so only the lonely client's popular list hits; the fill hits as the popular list does
    // where it has room: nine places are taken by the own colour, and the eleven others follow in the order of the columns.
    expect(value('own-frequent', 'Hit rate', 20)).toBeCloseTo(1 / 61, 12)
    expect(value('own-frequent-fill', 'Hit rate', 20)).toBe(1)
    expect(value('recent-popular', 'Hit rate', 10)).toBeCloseTo(31 / 61, 12)
  })

  it('fills the whole table, with intervals around all figures but coverage', async () => {
    const { models } = await evaluate(60)
    expect(models.map(({ model }) => model)).toEqual([
      'als',
      'popular',
      'recent-popular',
      'segment-popular',
      'own-frequent',
      'own-frequent-fill',
      'item-knn-cosine',
      'item-knn-tfidf',
      'item-knn-bm25',
      'ease',
      'bpr',
    ])
    for (const { values } of models) {
      expect(values).toHaveLength(7 * METRIC_KS.length)
      for (const { metric, convention, value, low, high, clients } of values) {
        expect(clients).toBe(convention === 'ml_metrics' ? 62 : 61)
        if (metric === 'Coverage') expect([low, high]).toEqual([null, null])
        else {
          expect(low).toBeLessThanOrEqual(value + 1e-12)
          expect(high).toBeGreaterThanOrEqual(value - 1e-12)
        }
      }
    }
  })

  it('says too few under fifty clients, and stands nobody at all', async () => {
    expect((await evaluate(40)).verdict.word).toBe('too-few-clients')
    const nobody: Csr = {
      ...nextPurchases(0),
      rowPtr: new Uint32Array(63),
      colIdx: new Uint32Array(0),
      values: new Float32Array(0),
    }
    const result = await evaluateFold(world.csr, 20, nobody, twoColours, uncontrolled)
    expect(result.clientsWithTruth).toBe(0)
    expect(result.verdict).toMatchObject({
      als: 0,
      popular: 0,
      difference: 0,
      low: 0,
      high: 0,
      word: 'too-few-clients',
    })
  })

  it('does not look at weights in the truth, and repeats itself', async () => {
    const truth = nextPurchases(60)
    const heavy = { ...truth, values: truth.values.map(() => 9) }
    expect(await evaluateFold(world.csr, 20, heavy, twoColours, uncontrolled)).toEqual(await evaluate(60))
  })

  it('reports training, then judging, and stops when told', async () => {
    const ticks: TaskProgress[] = []
    const control = { tick: (progress: TaskProgress) => void ticks.push(progress), isCancelled: () => false }
    await evaluateFold(world.csr, 20, nextPurchases(60), twoColours, control)
    expect([...new Set(ticks.map(({ stage }) => stage))]).toEqual(['training', 'final-sweep', 'evaluating'])
    expect(ticks.every(({ done, total }) => done >= 0 && done <= total)).toBe(true)
    const judged = ticks.filter(({ stage }) => stage === 'evaluating').map(({ done }) => done)
    expect(judged).toEqual([...judged].sort((a, b) => a - b))
    expect(judged.at(-1)).toBe(3 * 61)
    let judging = false
    const stopping = {
      tick: ({ stage }: TaskProgress) => {
        judging = stage === 'evaluating'
      },
      isCancelled: () => judging,
    }
    await expect(evaluateFold(world.csr, 20, nextPurchases(60), twoColours, stopping)).rejects.toMatchObject({
      code: 'cancelled',
    })
  })

  it('refuses truth of other clients', async () => {
    const other = {
      ...nextPurchases(0),
      rows: 3,
      rowPtr: new Uint32Array(4),
      colIdx: new Uint32Array(0),
      values: new Float32Array(0),
    }
    await expect(evaluateFold(world.csr, 20, other, twoColours, uncontrolled)).rejects.toMatchObject({
      code: 'bad-shape',
    })
  })

  it('judges the lists that are served: from raw factors where the settings keep them', async () => {
    const csr = unevenShop(80, 30, 4, 3)
    const truth = unevenShop(80, 30, 4, 5)
    const settings = testAlsSettings({
      solver: 'parity',
      factors: 20,
      objective: { confidence: 'implicit', alpha: 15, lambda: 0.1 },
    })
    const ndcg = async (clientFactors: 'raw' | 'refitted') => {
      const own = { ...settings, clientFactors }
      const result = await evaluateFold(csr, csr.cols, truth, own, uncontrolled)
      const fit = await trainAls(csr, own, uncontrolled)
      const raw = clientFactors === 'raw' ? { factors: fit.clients, training: csr } : undefined
      const model = createAlsModel({ settings: own, columnFactors: fit.columns, categoryCount: csr.cols, raw })
      const clients = Array.from({ length: csr.rows }, (_, client) => client).filter(
        (client) => truth.rowPtr[client + 1]! > truth.rowPtr[client]!,
      )
      const popular = createPopular(csr, csr.cols)
      const lists = recommendRange({ model, popular, csr }, 0, csr.rows, { k: 20, repeat: 'both' })
      const served = clientFigures(
        clients.map((client) => Uint32Array.from(lists[client]!.items, ({ column }) => column)),
        clients.map((client) => rowOf(truth, client).columns),
      )
      const { values } = served.find(({ metric, k }) => metric === 'NDCG' && k === 10)!
      expect(result.verdict.als).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / clients.length, 12)
      return result.verdict.als
    }
    expect(await ndcg('raw')).not.toBe(await ndcg('refitted'))
  })
})
