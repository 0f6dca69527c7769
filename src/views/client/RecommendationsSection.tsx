import { useDeferredValue, useMemo } from 'react'
import { useStore } from 'zustand'
import type { ClientHistory } from '../../protocol/client-history.ts'
import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import { LIST_LENGTH, LIST_MODELS, listChoice, REPEAT_MODES } from '../../state/list-choice.ts'
import type { NamedRecommendations } from '../../state/recommendation-store.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { errorText } from '../error-text.ts'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import { linesByCategory } from './history-shape.ts'
import { ModelMissing, TrainButton } from './ModelMissing.tsx'
import styles from './Recommendations.module.css'
import { RecommendationTable } from './RecommendationTable.tsx'
import { Skeleton } from './Skeleton.tsx'

interface RecommendationsSectionProps {
  readonly history: ClientHistory
  readonly summary: DatasetSummary
}

/** What this client may want next, how sure the ranking is of it, and why. */
export function RecommendationsSection({ history, summary }: RecommendationsSectionProps) {
  const { t } = useI18n()
  const { route, recommendation, model } = useStores()
  const options = useStore(route, (state) => state.view.options)
  const slice = useDeferredValue(useStore(recommendation, (state) => state.recommendations))
  const trained = useStore(model, (state) => state.model)
  const {
    model: modelId,
    options: { repeat },
  } = listChoice(options)
  const named = slice.phase === 'ready' && slice.value.clientId === history.clientId ? slice.value : null
  const isStale = trained !== null && trained.dataFingerprint !== summary.fingerprint
  return (
    <section aria-label={t('client.recommended')} className={styles['section']}>
      <div className="head">
        <h2>{t('client.recommended')}</h2>
        {named === null ? null : <Legend named={named} />}
        <span className="end">
          <SegmentedControl
            label={t('client.repeatOrNew')}
            value={repeat}
            options={REPEAT_MODES.map((value) => ({ value, text: t(`client.repeat.${value}`) }))}
            onChange={(value) => {
              route.getState().setOption('repeat', value === 'both' ? null : value)
            }}
          />
          <SegmentedControl
            label={t('client.model')}
            value={modelId}
            options={LIST_MODELS.map((value) => ({ value, text: t(`client.model.${value}`) }))}
            onChange={(value) => {
              route.getState().setOption('model', value === 'als' ? null : value)
            }}
          />
        </span>
      </div>
      {trained === null ? <ModelMissing off={summary.off} /> : null}
      {isStale ? (
        <Notice tone="warn" actions={<TrainButton />}>
          {t('client.staleModel')}
        </Notice>
      ) : null}
      {slice.phase === 'failed' && trained !== null ? (
        <Notice tone="bad" actions={<TrainButton />}>
          {errorText(t, slice.error)}
        </Notice>
      ) : null}
      {trained !== null && slice.phase !== 'failed' && named === null ? (
        <Skeleton rows={LIST_LENGTH} label={t('client.recommendationsLoading')} />
      ) : null}
      {named === null || trained === null ? null : (
        <div className={isStale ? 'stale' : undefined}>
          <RankedList named={named} history={history} level={trained.evidence.level} />
        </div>
      )}
    </section>
  )
}

/** What the hues and the score mean. */
function Legend({ named }: { readonly named: NamedRecommendations }) {
  const { t } = useI18n()
  if (named.list.route === 'popular') return <span className="sm dim">{t('client.legendPopular')}</span>
  if (named.list.route === 'popular-in-segment') return <span className="sm dim">{t('client.legendSegment')}</span>
  return (
    <span className="sm dim">
      <span className="kw b">■ {t('client.legendWords')}</span> +{' '}
      <span className="pu b">■ {t('client.legendPurchases')}</span> = {t('client.legendScore')}
    </span>
  )
}

interface RankedListProps {
  readonly named: NamedRecommendations
  readonly history: ClientHistory
  readonly level: number
}

function RankedList({ named, history, level }: RankedListProps) {
  const { t, format } = useI18n()
  const { route } = useStores()
  const counts = useMemo(
    () => ({
      words: new Map(history.searches.map(({ keyword, count }) => [keyword, count])),
      categories: linesByCategory(history.purchases, level),
    }),
    [history, level],
  )
  const { list, options, model } = named
  return (
    <>
      {model === 'als' && list.route === 'popular' ? (
        <p className={styles['note']}>{t('client.popularFallback')}</p>
      ) : null}
      {list.route === 'popular-in-segment' ? <p className={styles['note']}>{t('client.segmentFallback')}</p> : null}
      {list.items.length === 0 ? (
        <Notice
          tone="plain"
          actions={
            options.repeat === 'both' ? undefined : (
              <Button
                onClick={() => {
                  route.getState().setOption('repeat', null)
                }}
              >
                {t('client.showBoth')}
              </Button>
            )
          }
        >
          {t('client.noRecommendations')}
        </Notice>
      ) : (
        <RecommendationTable named={named} level={level} counts={counts} />
      )}
      {options.repeat === 'both' ? null : (
        <p role="status" className={styles['note']}>
          {t(options.repeat === 'new' ? 'client.hiddenRepeat' : 'client.hiddenNew', {
            count: format.count(list.hiddenCount),
          })}
        </p>
      )}
    </>
  )
}
