import { useId } from 'react'
import { useStore } from 'zustand'
import type { EvaluationResult } from '../../protocol/model-api.ts'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import {
  METRIC_ORDER,
  highestPrimary,
  listLengths,
  metricRows,
  metricSlug,
  readFilter,
  shownModels,
} from './metrics-shape.ts'
import { metricText } from './metric-text.ts'
import { MetricsPicture } from './MetricsPicture.tsx'
import styles from './MetricsSection.module.css'
import { MetricsTable } from './MetricsTable.tsx'

/** Fewer clients than this make no picture. */
const FEWEST_FOR_CHART = 10

interface MetricsSectionProps {
  readonly evaluation: EvaluationResult
  /** About other data or settings than those of now: shown, and dimmed. */
  readonly isStale: boolean
}

/** The figures behind the verdict: switches, table, picture, definitions. What the switches say stands in the fragment. */
export function MetricsSection({ evaluation, isStale }: MetricsSectionProps) {
  const { t, format } = useI18n()
  const headingId = useId()
  const { route } = useStores()
  const options = useStore(route, (state) => state.view.options)
  const { setOption } = route.getState()
  const { models } = evaluation
  const ks = listLengths(models)
  const filter = readFilter(options, ks)
  const rows = metricRows(shownModels(models, options), filter)
  const highest = highestPrimary(models)
  const metricChoices = ['all', ...METRIC_ORDER] as const
  const kChoices = [
    { value: 'all', text: t('models.all') },
    ...ks.map((k) => ({ value: String(k), text: format.count(k) })),
  ]
  return (
    <section aria-labelledby={headingId}>
      <div className={styles['switches']}>
        <h2 id={headingId}>{t('models.metrics')}</h2>
        <SegmentedControl
          label={t('models.metricSwitch')}
          options={metricChoices.map((value) => ({
            value,
            text: value === 'all' ? t('models.all') : t(`models.metric.${value}`),
          }))}
          value={filter.metric}
          onChange={(metric) => {
            setOption('metric', metric === 'all' ? null : metricSlug(metric))
          }}
        />
        <SegmentedControl
          label={t('models.modelSwitch')}
          options={[
            { value: 'compared', text: t('models.comparedModels') },
            { value: 'all', text: t('models.allModels', { count: format.count(models.length) }) },
          ]}
          value={options.get('models') === 'all' ? 'all' : 'compared'}
          onChange={(shown) => {
            setOption('models', shown === 'all' ? 'all' : null)
          }}
        />
        <span className={styles['k']}>
          <span aria-hidden="true" className="sm dim">
            {t('models.kSwitch')}
          </span>
          <SegmentedControl
            label={t('models.kSwitch')}
            options={kChoices}
            value={String(filter.k)}
            onChange={(k) => {
              setOption('k', k === 'all' ? null : k)
            }}
          />
        </span>
      </div>
      <div className={isStale ? 'stale' : undefined}>
        {highest === null ? null : (
          <p className={`sm sec ${styles['highest'] ?? ''}`}>
            {t('models.highest', {
              count: format.count(models.length),
              model: t(`models.${highest.model}`),
              value: format.decimal(highest.value, 3),
            })}
          </p>
        )}
        {evaluation.leftOut.map(({ model, reason, count, most }) => (
          <p key={model} className="sm sec">
            {t(`models.leftOut.${reason}`, {
              model: t(`models.${model}`),
              count: format.count(count),
              most: format.count(most),
            })}
          </p>
        ))}
        <div className={styles['figures']}>
          <div className={styles['tableSide']}>
            <MetricsTable rows={rows} />
          </div>
          {evaluation.clientsWithTruth < FEWEST_FOR_CHART ? (
            <p className="sm sec">{t('models.picture.fewClients')}</p>
          ) : (
            <MetricsPicture evaluation={evaluation} rows={rows} filter={filter} />
          )}
        </div>
        <Definitions evaluation={evaluation} shown={rows} />
      </div>
    </section>
  )
}

interface DefinitionsProps {
  readonly evaluation: EvaluationResult
  readonly shown: ReturnType<typeof metricRows>
}

function Definitions({ evaluation, shown }: DefinitionsProps) {
  const { t, format } = useI18n()
  const named = new Map(shown.map((row) => [metricText(t, row), row]))
  return (
    <dl className={styles['definitions']} aria-label={t('models.definitions')}>
      {[...named].map(([name, { metric, convention }]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {convention === 'ours'
              ? t(`models.define.${metric}`)
              : t('models.define.MAP (ml_metrics)', { population: format.count(evaluation.population) })}
          </dd>
        </div>
      ))}
    </dl>
  )
}
