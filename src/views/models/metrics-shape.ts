import type { MetricConvention, MetricName } from '../../core/metrics/metric.ts'
import type { ModelId } from '../../core/models/recipe.ts'
import type { ModelMetrics } from '../../core/metrics/evaluate-fold.ts'

/** One row of the table `Metrics`. A missing interval is `undefined`, which sorts last in both directions. */
export interface MetricRow {
  readonly id: string
  readonly model: ModelId
  /** Place of the model among those judged. */
  readonly place: number
  readonly metric: MetricName
  readonly convention: MetricConvention
  readonly k: number
  readonly value: number
  readonly low: number | undefined
  readonly high: number | undefined
  readonly clients: number
}

/** What the switches say. */
export interface MetricsFilter {
  readonly metric: MetricName | 'all'
  readonly k: number | 'all'
}

/** Metrics in the order of the switch. */
export const METRIC_ORDER: readonly MetricName[] = ['MAP', 'NDCG', 'Recall', 'Precision', 'Hit rate', 'Coverage']

/** The metric that the verdict is about. */
const PRIMARY = { metric: 'NDCG' } as const

/** The two that the verdict compares: the lines of all could not be told apart. */
export const PICTURED_MODELS = ['als', 'popular'] as const satisfies readonly ModelId[]

/** Models that the table shows: the two that the verdict compares, or all. Total, like `readFilter`. */
export function shownModels(
  models: readonly ModelMetrics[],
  options: ReadonlyMap<string, string>,
): readonly ModelMetrics[] {
  const isPictured = (id: ModelId) => PICTURED_MODELS.some((pictured) => pictured === id)
  return options.get('models') === 'all' ? models : models.filter(({ model }) => isPictured(model))
}

/** The model with the highest NDCG@10; the first of equal ones in the order given. `null` without any. */
export function highestPrimary(
  models: readonly ModelMetrics[],
): { readonly model: ModelId; readonly value: number } | null {
  const figures = models.flatMap(({ model, values }) =>
    values
      .filter(({ metric, convention, k }) => metric === PRIMARY.metric && convention === 'ours' && k === 10)
      .map(({ value }) => ({ model, value })),
  )
  return figures.toSorted((a, b) => b.value - a.value)[0] ?? null
}

/** `Hit rate` as `hit-rate`, for the fragment. */
export const metricSlug = (metric: MetricsFilter['metric']): string => metric.toLowerCase().replace(' ', '-')

/** The switches as the fragment has them. Total: what is unknown is the default, every metric at every K. */
export function readFilter(options: ReadonlyMap<string, string>, ks: readonly number[]): MetricsFilter {
  const slug = options.get('metric')
  const k = Number(options.get('k') ?? Number.NaN)
  const choices = [...METRIC_ORDER, 'all'] as const
  return {
    metric: choices.find((choice) => metricSlug(choice) === slug) ?? 'all',
    k: ks.includes(k) ? k : 'all',
  }
}

/** The list lengths at which figures exist, ascending. */
export function listLengths(models: readonly ModelMetrics[]): readonly number[] {
  return [...new Set(models.flatMap((model) => model.values.map((value) => value.k)))].sort((a, b) => a - b)
}

/** Rows that the switches let through, by metric, convention (ours first), K, and model in the order given (ALS first). */
export function metricRows(models: readonly ModelMetrics[], { metric, k }: MetricsFilter): readonly MetricRow[] {
  const rows = models.flatMap(({ model, values }, place) =>
    values.map((value): MetricRow => ({
      ...value,
      id: [model, value.metric, value.convention, value.k].join('/'),
      model,
      place,
      low: value.low ?? undefined,
      high: value.high ?? undefined,
    })),
  )
  return rows
    .filter((row) => (metric === 'all' || row.metric === metric) && (k === 'all' || row.k === k))
    .sort(
      (a, b) =>
        METRIC_ORDER.indexOf(a.metric) - METRIC_ORDER.indexOf(b.metric) ||
        Number(a.convention !== 'ours') - Number(b.convention !== 'ours') ||
        a.k - b.k ||
        a.place - b.place,
    )
}

/** Decimals for a column of figures: three, and four as soon as one of them would lose its second digit. */
export function digitsFor(rows: readonly MetricRow[]): number {
  return rows.some((row) => row.value > 0 && row.value < 0.01) ? 4 : 3
}

/** A chart of the shown rows: one metric over all K, or one K. */
export type MetricsPicture =
  | { readonly kind: 'curve'; readonly metric: MetricName; readonly rows: readonly PicturedRow[] }
  | { readonly kind: 'bars'; readonly k: number; readonly rows: readonly PicturedRow[] }

type PicturedRow = MetricRow & { readonly model: (typeof PICTURED_MODELS)[number] }

/**
 * What to draw of the rows that the switches let through: ALS and the popular list, always in our convention, so that one
 * axis serves all.
 * Of all metrics at all K the chart has room for one metric: the primary one.
 */
export function metricsPicture(rows: readonly MetricRow[], filter: MetricsFilter): MetricsPicture {
  const isPictured = (row: MetricRow): row is PicturedRow => PICTURED_MODELS.some((model) => model === row.model)
  const ours = rows.filter(isPictured).filter((row) => row.convention === 'ours')
  if (filter.k !== 'all') return { kind: 'bars', k: filter.k, rows: ours.filter((row) => row.k === filter.k) }
  const metric = filter.metric === 'all' ? PRIMARY.metric : filter.metric
  return { kind: 'curve', metric, rows: ours.filter((row) => row.metric === metric) }
}

/** At how many of the compared figures ALS stands above popular; figures that only one of them has are left out. */
export function countAbove(rows: readonly MetricRow[]): { readonly above: number; readonly compared: number } {
  const key = (row: MetricRow) => [row.metric, row.convention, row.k].join('/')
  const popular = new Map(rows.filter((row) => row.model === 'popular').map((row) => [key(row), row.value]))
  let above = 0
  let compared = 0
  for (const row of rows) {
    const other = row.model === 'als' ? popular.get(key(row)) : undefined
    if (other === undefined) continue
    compared++
    if (row.value > other) above++
  }
  return { above, compared }
}
