import { evidenceMessages } from '../../i18n/messages/evidence.ts'
import { modelsMessages } from '../../i18n/messages/models.ts'
import { threadsMessages } from '../../i18n/messages/threads.ts'
import { presetsMessages } from '../../i18n/messages/presets.ts'
import { objectiveMessages } from '../../i18n/messages/objective.ts'
import { addMessages } from '../../i18n/translate.ts'
import { useDeferredValue, useId, useState } from 'react'
import { useStore } from 'zustand'
import type { TrainingEstimate } from '../../core/models/als/estimate.ts'
import type { FileRole } from '../../core/tables/table.ts'
import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import { forecastTraining } from '../../state/training-forecast.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { errorText, tooLargeText } from '../error-text.ts'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import { durationText, durationRangeText } from './duration-text.ts'
import { evaluationFreshness, hindranceOf, modelFreshness } from './judged-shape.ts'
import { MetricsSection } from './MetricsSection.tsx'
import { ModelFacts } from './ModelFacts.tsx'
import styles from './ModelsView.module.css'
import { Refinement } from './Refinement.tsx'
import { fieldId, SettingsForm } from './SettingsForm.tsx'
import { TrainingRun } from './TrainingRun.tsx'
import { useSettingsDraft } from './use-settings-draft.ts'
import { Verdict } from './Verdict.tsx'

addMessages(modelsMessages)
addMessages(objectiveMessages)
addMessages(evidenceMessages)
addMessages(threadsMessages)
addMessages(presetsMessages)

/** Files that bring something to learn from or to recommend. */
const TEACHING_ROLES: readonly FileRole[] = ['actions', 'transactions', 'products']

/** Settings, training, and how good the model is: does it beat plain popularity? */
export function ModelsView() {
  const { t } = useI18n()
  const { dataset, route } = useStores()
  const summary = useStore(dataset, (state) => state.summary)
  const openData = () => {
    route.getState().open('data')
  }
  const goToData = <Button onClick={openData}>{t('common.goToData')}</Button>
  if (summary === null)
    return (
      <>
        <Head />
        <Notice tone="plain" actions={goToData}>
          {t('common.loadFirst')}
        </Notice>
      </>
    )
  if (summary.off.includes('recommendations')) {
    const loaded = new Set(summary.files.map((file) => file.role))
    const missing = TEACHING_ROLES.filter((role) => !loaded.has(role)).map((role) => t(`models.file.${role}`))
    return (
      <>
        <Head />
        <Notice tone="warn" actions={goToData}>
          {t('models.off')} {missing.length === 0 ? null : t('models.offMissing', { files: missing.join(', ') })}
        </Notice>
      </>
    )
  }
  return <LoadedModels summary={summary} />
}

interface HeadProps {
  readonly formId?: string
  readonly estimate?: TrainingEstimate
}

function Head({ formId, estimate }: HeadProps) {
  const { t, format } = useI18n()
  const { model } = useStores()
  const trained = useStore(model, (state) => state.model)
  return (
    <div className={styles['head']}>
      <h1>{t('models.title')}</h1>
      {trained === null ? null : (
        <span className="sm dim num">
          {t('common.modelAls', { factors: format.count(trained.summary.settings.factors) })},{' '}
          {t('models.trainedIn', { duration: durationText(t, format, trained.summary.trainingMs) })}
        </span>
      )}
      {estimate === undefined ? null : (
        <span className={`sm dim num ${styles['estimate'] ?? ''}`}>
          {t('models.estimate', {
            duration: durationRangeText(t, format, estimate.ms / estimate.spread, estimate.ms * estimate.spread),
            size: format.bytes(Number(estimate.bytes.toPrecision(2))),
          })}
        </span>
      )}
      <Button
        tone="primary"
        className={estimate === undefined ? styles['train'] : undefined}
        disabled={formId === undefined}
        {...(formId === undefined ? {} : { type: 'submit', form: formId })}
      >
        {t('models.train')}
      </Button>
    </div>
  )
}

function LoadedModels({ summary }: { readonly summary: DatasetSummary }) {
  const { t } = useI18n()
  const formId = useId()
  const { model } = useStores()
  const draft = useSettingsDraft()
  const [refused, setRefused] = useState(false)
  const trained = useStore(model, (state) => state.model)
  // The table has seventy rows: deferred, they are drawn in slices.
  const evaluation = useDeferredValue(useStore(model, (state) => state.evaluation))
  const isRunning = useStore(
    model,
    (state) => state.training.phase === 'running' || state.evaluating.phase === 'running',
  )
  const freshness = evaluation === null ? 'current' : evaluationFreshness(evaluation, trained, summary)
  const problems = [...draft.problems.keys()]
  const limitBytes = useStore(model, (state) => state.memoryLimitBytes)
  const rates = useStore(model, (state) => state.rates)
  const threads = useStore(model, (state) => state.threads)
  const placeFor = useStore(model, (state) => state.placeFor)
  const estimate = forecastTraining(
    summary,
    draft.als,
    trained,
    ({ clientCount, columnCount, entryCount }, settings) =>
      placeFor(threads, { rows: clientCount, cols: columnCount, entries: entryCount }, settings),
    rates,
  )
  const isTooLarge = estimate.bytes > limitBytes

  const train = () => {
    const [first] = problems
    setRefused(first !== undefined || isTooLarge)
    if (first === undefined && isTooLarge) return
    if (first === undefined) void model.getState().train()
    else document.getElementById(fieldId(formId, first))?.focus()
  }
  return (
    <>
      <Head formId={formId} estimate={estimate} />
      {refused && isTooLarge ? (
        <Notice tone="bad">{tooLargeText(t, { bytes: estimate.bytes, limitBytes })}</Notice>
      ) : null}
      {refused && problems.length > 0 ? (
        <Notice tone="bad">
          {t('models.cannotTrain', { fields: problems.map((field) => t(`models.field.${field}`)).join(', ') })}
        </Notice>
      ) : null}
      <NoFigures summary={summary} />
      {evaluation === null ? null : <Verdict evaluation={evaluation} freshness={freshness} />}
      <div className={`${styles['grid'] ?? ''} ${isRunning ? (styles['running'] ?? '') : ''}`}>
        <div className={styles['metrics']}>
          {evaluation === null ? (
            <AwaitedMetrics isComing={isRunning} />
          ) : (
            <MetricsSection evaluation={evaluation} isStale={freshness !== 'current'} />
          )}
          {trained === null ? null : <ModelFacts model={trained} freshness={modelFreshness(trained, summary)} />}
        </div>
        <div className={styles['run']}>
          <TrainingRun />
        </div>
      </div>
      <SettingsForm id={formId} draft={draft} onSubmit={train} />
      <Refinement draft={draft} />
    </>
  )
}

/** What stands in the way of a verdict on the model of now; nothing when there is one. */
function NoFigures({ summary }: { readonly summary: DatasetSummary }) {
  const { t, format } = useI18n()
  const { model } = useStores()
  const training = useStore(model, (state) => state.training)
  const evaluating = useStore(model, (state) => state.evaluating)
  const trained = useStore(model, (state) => state.model)
  const judged = useStore(model, (state) => state.evaluation !== null)
  const hindrance = hindranceOf(summary, { training, evaluating })
  switch (hindrance.kind) {
    case 'failed':
      return <Notice tone="bad">{errorText(t, hindrance.error)}</Notice>
    case 'short-period':
      return (
        <Notice tone="warn">
          {t('models.notJudged')}{' '}
          {t('models.hindrance.short-period', {
            days: format.count(hindrance.days),
            needed: format.count(hindrance.needed),
          })}
        </Notice>
      )
    case 'no-purchases':
      return <Notice tone="warn">{t('models.hindrance.no-purchases')}</Notice>
    case 'cancelled':
      return <Notice tone="plain">{t('models.hindrance.cancelled')}</Notice>
    case 'waiting':
    case 'none':
      if (judged) return null
      return (
        <p className={styles['lead']}>
          {trained === null && hindrance.kind === 'none'
            ? t('models.noModel')
            : t(`models.hindrance.${hindrance.kind}`)}
        </p>
      )
  }
}

interface AwaitedMetricsProps {
  /** A run is under way that brings figures: hairlines keep their room, so that nothing moves when they come. */
  readonly isComing: boolean
}

/** The place of the figures while there are none. */
function AwaitedMetrics({ isComing }: AwaitedMetricsProps) {
  const { t } = useI18n()
  return (
    <section aria-label={t('models.metrics')} className={styles['awaited']}>
      <h2>{t('models.metrics')}</h2>
      <p className="sm dim">{t('models.verdictNone')}</p>
      {isComing ? (
        <div aria-hidden="true">
          {Array.from({ length: 10 }, (_, row) => (
            <div key={row} className={styles['hairline']} />
          ))}
        </div>
      ) : null}
    </section>
  )
}
