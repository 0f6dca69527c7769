import type { MetricConvention, MetricName } from '../../core/metrics/metric.ts'
import type { Translate } from '../../i18n/translate.ts'

/** A metric's name, with its convention where that is not ours. */
export function metricText(
  t: Translate,
  { metric, convention }: { readonly metric: MetricName; readonly convention: MetricConvention },
): string {
  const name = t(`models.metric.${metric}`)
  return convention === 'ours' ? name : t('models.metricOf', { metric: name, convention })
}
