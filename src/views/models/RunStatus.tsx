import { useStore } from 'zustand'
import type { RunPhase } from '../../state/model-store.ts'
import type { Format } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { Notice } from '../../ui/Notice.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { errorText } from '../error-text.ts'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import { timeLeftText } from './duration-text.ts'
import { lossDigits, type LossStory } from './loss-shape.ts'
import styles from './TrainingRun.module.css'

type Running = Extract<RunPhase, { readonly phase: 'running' }>

const timeFacts = (t: Translate, format: Format, { view }: Running): readonly string[] =>
  view?.secondsLeft == null ? [] : [timeLeftText(t, format, view.secondsLeft)]

function iterationFact(t: Translate, format: Format, { view }: Running): readonly string[] {
  if (view?.unit !== 'iterations') return []
  return [t('models.iterationsDone', { done: format.count(Math.floor(view.done)), total: format.count(view.total) })]
}

function trainingFacts(t: Translate, format: Format, run: Running): readonly string[] {
  const { view, losses } = run
  if (view === null || view.stage === 'evidence') return [t('models.preparing')]
  if (view.stage === 'final-sweep') return [t('models.finalSweep'), ...timeFacts(t, format, run)]
  const last = losses.at(-1)
  const loss = last === undefined ? [] : [t('models.lossNow', { loss: format.decimal(last, lossDigits(losses)) })]
  return [...iterationFact(t, format, run), ...loss, ...timeFacts(t, format, run)]
}

function evaluatingFacts(t: Translate, format: Format, run: Running): readonly string[] {
  if (run.view === null) return [t('models.preparing')]
  const stage = run.view.unit === 'iterations' ? [t('models.onEarlierDays')] : []
  return [...stage, ...iterationFact(t, format, run), ...timeFacts(t, format, run)]
}

const lostFact = (t: Translate, format: Format, count: number): readonly string[] =>
  count === 0 ? [] : [t('models.threads.lostNow', { count: format.count(count) })]

interface RunStatusProps {
  /** What the losses say; `null` while there are none. */
  readonly story: LossStory | null
}

/** The run under way with its bar and `Cancel`, how it failed, or what its losses say. */
export function RunStatus({ story }: RunStatusProps) {
  const { t, format } = useI18n()
  const { model } = useStores()
  const training = useStore(model, (state) => state.training)
  const evaluating = useStore(model, (state) => state.evaluating)
  const lostHelpers = useStore(model, (state) => state.lostHelpers)
  const hasModel = useStore(model, (state) => state.model !== null)
  const { cancelTraining, cancelEvaluation } = model.getState()
  const after = hasModel ? t('models.modelStays') : t('models.noModelStays')
  const cancelLabel = t('common.cancel')

  if (training.phase === 'running') {
    const share = training.view?.share ?? null
    const facts = [...trainingFacts(t, format, training), ...lostFact(t, format, lostHelpers)]
    return <ProgressLine name={t('models.training')} {...{ share, facts, cancelLabel }} onCancel={cancelTraining} />
  }
  if (evaluating.phase === 'running') {
    const share = evaluating.view?.share ?? null
    const facts = [...evaluatingFacts(t, format, evaluating), ...lostFact(t, format, lostHelpers)]
    return <ProgressLine name={t('models.evaluating')} {...{ share, facts, cancelLabel }} onCancel={cancelEvaluation} />
  }
  if (training.phase === 'cancelled')
    return (
      <Notice tone="plain">
        {t('models.trainingCancelled')} {after}
      </Notice>
    )
  if (training.phase === 'failed')
    return (
      <Notice tone="bad">
        {errorText(t, training.error)} {after}
      </Notice>
    )
  if (story === null) return <p className={styles['story']}>{t('models.lossNone')}</p>
  const figures = {
    first: format.decimal(story.first, story.digits),
    last: format.decimal(story.last, story.digits),
    iterations: format.count(story.iterations),
  }
  return (
    <p className={styles['story']}>
      {t(`models.lossStory.${story.word}`, figures)} <span className="dim">{t('models.lossMeaning')}</span>
    </p>
  )
}
