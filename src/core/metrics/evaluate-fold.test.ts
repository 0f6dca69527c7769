import { describe, expect, it } from 'vitest'
import type { Csr } from '../matrix/csr.ts'
import { checkerboard, twoColours } from '../models/checkerboard.fixture.ts'
import { uncontrolled, type TaskProgress } from '../task-control.ts'
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
})
