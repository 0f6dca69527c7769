import { useId } from 'react'
import type { TrainedModel } from '../../state/model-store.ts'
import { useI18n } from '../use-i18n.ts'
import { durationText } from './duration-text.ts'
import type { Freshness } from './judged-shape.ts'
import styles from './ModelFacts.module.css'

interface ModelFactsProps {
  readonly model: TrainedModel
  readonly freshness: Freshness
}

/** Characters of a fingerprint that tell two data sets apart at a glance. */
const SHORT = 8

/** What the model that recommends now was made of. */
export function ModelFacts({ model, freshness }: ModelFactsProps) {
  const { t, format } = useI18n()
  const headingId = useId()
  const { summary, dataFingerprint } = model
  const { settings } = summary
  const { threads, transport, lost } = summary.crew
  const threadsText = () =>
    threads === 1
      ? t('models.fact.threads.one')
      : t(`models.fact.threads.${transport}`, { count: format.count(threads) })
  const facts = [
    [t('models.fact.solver'), t(`models.solver.${settings.solver}`)],
    [t('models.fact.lists'), t(`models.fact.lists.${settings.clientFactors}`)],
    [t('models.fact.confidence'), t(`models.formula.${settings.objective.confidence}`)],
    [t('models.fact.regularization'), t(`models.formula.${settings.objective.regularizationRule}`)],
    [t('models.fact.factors'), format.count(settings.factors)],
    [
      t('models.fact.clients'),
      t('models.fact.clientsValue', {
        active: format.count(summary.activeClientCount),
        all: format.count(summary.clientCount),
      }),
    ],
    [t('models.fact.categories'), format.count(summary.categoryCount)],
    [t('models.fact.keywords'), format.count(summary.keywordCount)],
    [t('models.fact.entries'), format.count(summary.entryCount)],
    [t('models.fact.time'), durationText(t, format, summary.trainingMs)],
    [t('models.fact.kernel'), summary.kernel],
    [t('models.fact.threads'), threadsText()],
    [t('models.fact.data'), dataFingerprint.slice(0, SHORT)],
  ] as const
  return (
    <section aria-labelledby={headingId} className={styles['facts']}>
      <div className="head">
        <h2 id={headingId}>{t('models.facts')}</h2>
      </div>
      {freshness === 'other-data' ? <p className={styles['stale']}>{t('models.stale.other-data')}</p> : null}
      {lost === 0 ? null : <p>{t('models.threads.lost', { count: format.count(lost) })}</p>}
      {summary.belowUnobservedCount === 0 ? null : (
        <p className={styles['stale']}>
          {t('models.belowUnobserved', {
            count: format.count(summary.belowUnobservedCount),
            all: format.count(summary.entryCount),
            weight: settings.objective.unobservedWeight,
          })}
        </p>
      )}
      <dl className={freshness === 'other-data' ? 'stale' : undefined}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
