import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ModelId } from '../../core/models/recipe.ts'
import { evaluationFixture } from './models.fixture.ts'
import {
  countAbove,
  digitsFor,
  highestPrimary,
  listLengths,
  METRIC_ORDER,
  metricRows,
  metricSlug,
  metricsPicture,
  readFilter,
  shownModels,
  type MetricRow,
} from './metrics-shape.ts'

const { models } = evaluationFixture()
const KS = [1, 3, 5, 10, 20]

const row = (change: Partial<MetricRow>): MetricRow => ({
  id: 'x',
  model: 'als',
  place: 0,
  metric: 'NDCG',
  convention: 'ours',
  k: 10,
  value: 0.2,
  low: 0.1,
  high: 0.3,
  clients: 100,
  ...change,
})

describe('the models that are shown', () => {
  it('are the two of the verdict, or all on request', () => {
    expect(shownModels(models, new Map()).map(({ model }) => model)).toEqual(['als', 'popular'])
    expect(shownModels(models, new Map([['models', 'nonsense']])).map(({ model }) => model)).toEqual(['als', 'popular'])
    expect(shownModels(models, new Map([['models', 'all']]))).toEqual(models)
  })

  it('are outshone by the highest NDCG@10 of ours, the first of equal ones', () => {
    const ndcg = (model: ModelId, value: number, k = 10) => ({
      model,
      values: [{ metric: 'NDCG', convention: 'ours', k, value, low: null, high: null, clients: 9 } as const],
    })
    expect(highestPrimary([ndcg('als', 0.4), ndcg('ease', 0.4), ndcg('popular', 0.9, 5)])).toEqual({
      model: 'als',
      value: 0.4,
    })
    expect(highestPrimary([ndcg('als', 0.3), ndcg('own-frequent', 0.5)])?.model).toBe('own-frequent')
    expect(highestPrimary([])).toBeNull()
  })
})

describe('metricRows', () => {
  it('hides nothing under "all": one row for each model, metric, convention and K', () => {
    const rows = metricRows(models, { metric: 'all', k: 'all' })
    const given = models.flatMap((model) => model.values)
    expect(rows).toHaveLength(given.length)
    expect(new Set(rows.map((one) => one.id)).size).toBe(given.length)
  })

  it('shows both conventions of MAP, ours first', () => {
    const rows = metricRows(models, { metric: 'MAP', k: 10 })
    expect(rows.map(({ model, convention }) => `${model} ${convention}`)).toEqual(
      ['ours', 'ml_metrics'].flatMap((convention) => models.map(({ model }) => `${model} ${convention}`)),
    )
  })

  it('is the union of its parts: the rows of every metric and K together are all rows', () => {
    const all = metricRows(models, { metric: 'all', k: 'all' }).map((one) => one.id)
    const parts = METRIC_ORDER.flatMap((metric) => KS.flatMap((k) => metricRows(models, { metric, k })))
    expect(parts.map((one) => one.id).sort()).toEqual([...all].sort())
  })

  it('turns a missing interval into undefined, never into 0', () => {
    const rows = metricRows(models, { metric: 'Coverage', k: 'all' })
    expect(rows.map(({ low, high }) => [low, high])).toEqual(rows.map(() => [undefined, undefined]))
  })
})

describe('readFilter', () => {
  it('reads back what the switches write', () => {
    fc.assert(
      fc.property(fc.constantFrom(...METRIC_ORDER, 'all' as const), fc.constantFrom(...KS), (metric, k) => {
        const options = new Map([
          ['metric', metricSlug(metric)],
          ['k', String(k)],
        ])
        expect(readFilter(options, KS)).toEqual({ metric, k })
      }),
    )
  })

  it('takes the default for anything else', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (metric, k) => {
        fc.pre(![...METRIC_ORDER, 'all' as const].some((known) => metricSlug(known) === metric))
        fc.pre(!KS.includes(Number(k)))
        const options = new Map([
          ['metric', metric],
          ['k', k],
        ])
        expect(readFilter(options, KS)).toEqual({ metric: 'all', k: 'all' })
      }),
    )
    expect(readFilter(new Map(), KS)).toEqual({ metric: 'all', k: 'all' })
  })
})

describe('metricsPicture', () => {
  const picture = (metric: Parameters<typeof metricsPicture>[1]['metric'], k: number | 'all') =>
    metricsPicture(metricRows(models, { metric, k }), { metric, k })

  it('draws one metric over all list lengths as a curve, in our convention alone, of ALS and the popular list', () => {
    const drawn = picture('MAP', 'all')
    expect(drawn.kind).toBe('curve')
    expect(drawn.rows).toHaveLength(2 * KS.length)
    expect(drawn.rows.every((one) => one.convention === 'ours')).toBe(true)
    expect(new Set(drawn.rows.map(({ model }) => model))).toEqual(new Set(['als', 'popular']))
  })

  it('draws one list length as bars, of one metric or of all', () => {
    expect(picture('NDCG', 5)).toMatchObject({ kind: 'bars', k: 5, rows: [{ k: 5 }, { k: 5 }] })
    const all = picture('all', 20)
    expect(all).toMatchObject({ kind: 'bars', k: 20 })
    expect(all.rows).toHaveLength(2 * METRIC_ORDER.length)
  })

  it('draws NDCG when the table has everything', () => {
    expect(picture('all', 'all')).toEqual(picture('NDCG', 'all'))
  })
})

describe('digitsFor', () => {
  it('gives a fourth decimal as soon as one figure is below 0.01', () => {
    expect(digitsFor([row({ value: 0.2 })])).toBe(3)
    expect(digitsFor([row({ value: 0.2 }), row({ value: 0.0042 })])).toBe(4)
    expect(digitsFor([row({ value: 0 })])).toBe(3)
  })
})

describe('countAbove', () => {
  it('compares like with like and counts a tie as not above', () => {
    const rows = [
      row({ k: 1, value: 0.3 }),
      row({ k: 1, value: 0.2, model: 'popular' }),
      row({ k: 5, value: 0.2 }),
      row({ k: 5, value: 0.2, model: 'popular' }),
      row({ k: 20, value: 0.9 }),
    ]
    expect(countAbove(rows)).toEqual({ above: 1, compared: 2 })
  })
})

it('lists the lengths that have figures, ascending', () => {
  expect(listLengths(models)).toEqual(KS)
  expect(listLengths([])).toEqual([])
})
