import { LineSeries, type LineItem } from '../../charts/LineSeries.tsx'
import { MetricBars } from '../../charts/MetricBars.tsx'
import type { ModelId } from '../../core/models/recipe.ts'
import type { EvaluationResult } from '../../protocol/model-api.ts'
import { useI18n } from '../use-i18n.ts'
import { heldOutDays } from './held-out-days.ts'
import {
  countAbove,
  digitsFor,
  metricsPicture,
  PICTURED_MODELS,
  type MetricRow,
  type MetricsFilter,
} from './metrics-shape.ts'
import styles from './MetricsPicture.module.css'

interface MetricsPictureProps {
  readonly evaluation: EvaluationResult
  readonly rows: readonly MetricRow[]
  readonly filter: MetricsFilter
}

const CURVE_HEIGHT = 260
const toneOf = (model: ModelId) => (model === 'als' ? 'focus' : 'context')
const intervalOf = ({ low, high }: MetricRow) => (low === undefined || high === undefined ? null : { low, high })

/** The figures of the table as a picture: one metric over all list lengths, or all that is shown at one of them. */
export function MetricsPicture({ evaluation, rows, filter }: MetricsPictureProps) {
  const { t, format } = useI18n()
  const picture = metricsPicture(rows, filter)
  const digits = digitsFor(picture.rows)
  const decimal = (value: number) => format.decimal(value, digits)
  const place = { clients: format.count(evaluation.clientsWithTruth), ...heldOutDays(format, evaluation.fold) }
  const drawn = picture.kind === 'curve' ? picture.metric : filter.metric
  const metric = drawn === 'all' ? t('models.picture.allMetrics') : t(`models.metric.${drawn}`)
  const { above, compared } = countAbove(picture.rows)
  const counts = { above: format.count(above), compared: format.count(compared) }

  const curve = (ks: readonly number[]) => (
    <LineSeries
      label={t('models.picture.curve', { metric, ...place })}
      lines={PICTURED_MODELS.map((model): LineItem => ({
        tone: toneOf(model),
        endText: t(`models.${model}`),
        points: picture.rows
          .filter((row) => row.model === model)
          .map((row) => {
            const interval = intervalOf(row)
            return { x: row.k, y: row.value, ...(interval === null ? {} : { interval }) }
          }),
      }))}
      xDomain={[0, Math.max(...ks)]}
      xTicks={ks}
      xText={(k) => format.count(k)}
      xName={t('models.picture.k')}
      yText={(value, axisDigits) => format.decimal(value, axisDigits ?? digits)}
      fromZero
      height={CURVE_HEIGHT}
    />
  )
  const bars = (k: number) => {
    const popular = picture.rows.find((row) => row.model === 'popular')
    return (
      <MetricBars
        label={t('models.picture.bars', { metric, k: format.count(k), ...place })}
        bars={picture.rows.map((row) => ({
          name:
            filter.metric === 'all'
              ? `${t(`models.metric.${row.metric}`)}, ${t(`models.${row.model}`)}`
              : t(`models.${row.model}`),
          tone: toneOf(row.model),
          value: row.value,
          valueText: decimal(row.value),
          interval: intervalOf(row),
        }))}
        reference={
          filter.metric === 'all' || popular === undefined
            ? null
            : { value: popular.value, text: t('models.picture.reference', { value: decimal(popular.value) }) }
        }
        axisText={format.decimal}
      />
    )
  }
  const finding = () => {
    if (picture.kind === 'curve') return t('models.picture.above.curve', { metric, ...counts })
    const k = format.count(picture.k)
    const [als, popular] = PICTURED_MODELS.map((model) => picture.rows.find((row) => row.model === model))
    if (compared !== 1 || als === undefined || popular === undefined)
      return t('models.picture.above.bars', { ...counts, k })
    return t('models.picture.pair', { metric, k, als: decimal(als.value), popular: decimal(popular.value) })
  }
  const hasIntervals = picture.rows.some((row) => intervalOf(row) !== null)
  const hasOtherConvention = picture.kind === 'bars' || picture.metric === 'MAP'
  return (
    <figure className={styles['picture']}>
      <figcaption className={styles['finding']}>{finding()}</figcaption>
      {picture.kind === 'curve' ? curve([...new Set(picture.rows.map((row) => row.k))]) : bars(picture.k)}
      <p className={styles['note']}>
        {hasIntervals ? t('models.picture.reads') : null}{' '}
        {hasOtherConvention && rows.some((row) => row.convention !== 'ours') ? t('models.picture.ours') : null}{' '}
        {picture.kind === 'curve' && filter.metric === 'all' ? t('models.picture.oneOfAll', { metric }) : null}{' '}
        {rows.some(({ model }) => model !== 'als' && model !== 'popular') ? t('models.picture.otherModels') : null}
      </p>
    </figure>
  )
}
