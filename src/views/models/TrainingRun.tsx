import { useId, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import { durationText } from './duration-text.ts'
import { LossFigure } from './LossFigure.tsx'
import { lossStory } from './loss-shape.ts'
import { RunStatus } from './RunStatus.tsx'
import styles from './TrainingRun.module.css'

/**
 * "Did training settle?": the run under way or the last one, with its loss.
 *
 * The bar stands where the words about a finished run stand, so that the chart does not move when a run begins or ends.
 */
export function TrainingRun() {
  const { t, format } = useI18n()
  const headingId = useId()
  const { model } = useStores()
  const training = useStore(model, (state) => state.training)
  const trained = useStore(model, (state) => state.model)
  const [asTable, setAsTable] = useState(false)
  const running = training.phase === 'running'
  const losses = running ? training.losses : (trained?.summary.losses ?? [])
  const story = lossStory(losses)
  return (
    <section aria-labelledby={headingId}>
      <div className="head">
        <h2 id={headingId}>{t('models.run')}</h2>
        {running || trained === null ? null : (
          <span className="sm dim num">
            {t('models.lastRun', {
              iterations: format.count(losses.length),
              duration: durationText(t, format, trained.summary.trainingMs),
            })}
          </span>
        )}
        {story === null ? null : (
          <span className="end">
            <Button
              tone="quiet"
              onClick={() => {
                setAsTable(!asTable)
              }}
            >
              {asTable ? t('common.chart') : t('common.table')}
            </Button>
          </span>
        )}
      </div>
      <div className={styles['status']}>
        <RunStatus story={story} />
      </div>
      <LossFigure
        losses={losses}
        story={story}
        planned={running && training.view?.unit === 'iterations' ? training.view.total : losses.length}
        asTable={asTable}
      />
    </section>
  )
}
