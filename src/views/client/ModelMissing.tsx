import { useStore } from 'zustand'
import type { FeatureOff } from '../../protocol/dataset-report.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { errorText } from '../error-text.ts'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'

const MINUTE_SECONDS = 60

/** Why there is no list yet: no purchases to learn from, a training under way, one that failed, or none. */
export function ModelMissing({ off }: { readonly off: readonly FeatureOff[] }) {
  const { t } = useI18n()
  const training = useStore(useStores().model, (state) => state.training)
  if (training.phase === 'running') return <TrainingProgress />
  if (training.phase === 'failed')
    return (
      <Notice tone="bad" actions={<TrainButton />}>
        {errorText(t, training.error)}
      </Notice>
    )
  if (off.includes('recommendations')) return <Notice tone="plain">{t('client.recommendationsOff')}</Notice>
  return (
    <Notice tone="plain" actions={<TrainButton />}>
      {t(training.phase === 'cancelled' ? 'client.trainingCancelled' : 'client.noModel')}
    </Notice>
  )
}

/** Train now; the list comes by itself afterwards. While a training runs, its progress. */
export function TrainButton() {
  const { t } = useI18n()
  const { model } = useStores()
  const isRunning = useStore(model, (state) => state.training.phase === 'running')
  return (
    <Button
      disabled={isRunning}
      onClick={() => {
        void model.getState().train()
      }}
    >
      {isRunning ? t('client.training') : t('client.train')}
    </Button>
  )
}

function TrainingProgress() {
  const { t, format } = useI18n()
  const { model } = useStores()
  const view = useStore(model, ({ training }) => (training.phase === 'running' ? training.view : null))
  const facts: string[] = []
  if (view?.unit !== 'iterations') facts.push(t('client.trainingPrepares'))
  else
    facts.push(
      t('client.trainingIterations', { done: format.count(Math.floor(view.done)), total: format.count(view.total) }),
    )
  if (view?.secondsLeft != null) {
    const { secondsLeft } = view
    facts.push(
      secondsLeft < MINUTE_SECONDS
        ? t('common.secondsLeft', { seconds: format.count(Math.ceil(secondsLeft)) })
        : t('common.minutesLeft', { minutes: format.count(Math.ceil(secondsLeft / MINUTE_SECONDS)) }),
    )
  }
  return (
    <>
      <ProgressLine
        name={t('client.training')}
        share={view?.share ?? null}
        facts={facts}
        cancelLabel={t('common.cancel')}
        onCancel={() => {
          model.getState().cancelTraining()
        }}
      />
      <p className="sec">{t('client.trainingNote')}</p>
    </>
  )
}
