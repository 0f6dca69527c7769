import { useDeferredValue, useMemo } from 'react'
import { useStore } from 'zustand'
import type { ClientHistory } from '../../protocol/client-history.ts'
import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import { LIST_LENGTH, listChoice, REPEAT_MODES } from '../../state/list-choice.ts'
import type { NamedRecommendations } from '../../state/recommendation-store.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { errorText } from '../error-text.ts'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import { linesByCategory, searchesByWord } from './history-shape.ts'
import { ModelMissing, TrainButton } from './ModelMissing.tsx'
import { FittingModel, LeftOutModels, ModelSwitch } from './ModelSwitch.tsx'
import styles from './Recommendations.module.css'
import { RecommendationTable } from './RecommendationTable.tsx'
import { entryName, hasPart, type EntryCounts } from './reason-shape.ts'
import { routeSentences } from './route-sentence.ts'
import { Skeleton } from './Skeleton.tsx'
import { WayControl } from './WayControl.tsx'
import { WordsMeaning } from './WordsMeaning.tsx'

interface RecommendationsSectionProps {
  /** `null` for a client made of words. */
  readonly history: ClientHistory | null
  readonly summary: DatasetSummary
}

/** Of a client made of words there is no past. */
const NO_COUNTS: EntryCounts = { words: new Map(), categories: new Map() }

/** What this client may want next, how sure the ranking is of it, and why. */
export function RecommendationsSection({ history, summary }: RecommendationsSectionProps) {
  const { t } = useI18n()
  const { route, recommendation, model } = useStores()
  const options = useStore(route, (state) => state.view.options)
  const slice = useDeferredValue(useStore(recommendation, (state) => state.recommendations))
  const trained = useStore(model, (state) => state.model)
  const named = slice.phase === 'ready' && slice.value.clientId === (history?.clientId ?? null) ? slice.value : null
  const models = trained?.summary.models ?? []
  const {
    model: modelId,
    options: { repeat },
  } = listChoice(options, models)
  const isLeftOut = models.some(({ id, leftOut }) => id === modelId && leftOut !== null)
  const fitting = useStore(recommendation, (state) => state.fitting)
  // What was fitted before comes at once; the first tick of a fit tells that it takes a while.
  const isWaiting = named === null && fitting.phase !== 'idle'
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
          {trained === null ? null : <ModelSwitch models={models} value={modelId} />}
        </span>
      </div>
      {trained === null ? null : <WayControl evidenceId={trained.evidenceId} models={models} />}
      <LeftOutModels models={models} />
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
      {trained !== null && isWaiting ? <FittingModel /> : null}
      {trained !== null && slice.phase !== 'failed' && named === null && !isWaiting && !isLeftOut ? (
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
  const { list, model } = named
  if (list.route === 'popular')
    return (
      <span className="sm dim">{t(model === 'recent-popular' ? 'client.legendRecent' : 'client.legendPopular')}</span>
    )
  if (list.route === 'popular-in-segment') return <span className="sm dim">{t('client.legendSegment')}</span>
  // A sum of hues would be said of scores that are none.
  if (list.items.some(({ explanation }) => explanation.kind === 'not-defined'))
    return <span className="sm dim">{t('client.legendOrder')}</span>
  return (
    <span className="sm dim">
      {hasPart(named.list, 'query') ? <span className="qu b">■ {t('client.legendQuery')}</span> : null}
      {named.list.route === 'query' ? null : (
        <>
          {hasPart(named.list, 'query') ? ' + ' : null}
          <span className="kw b">■ {t('client.legendWords')}</span> +{' '}
          <span className="pu b">■ {t('client.legendPurchases')}</span>
          {hasPart(named.list, 'rawDifference') ? (
            <>
              {' '}
              + <span className="raw b">▨ {t('client.rawDifference')}</span>
            </>
          ) : null}
        </>
      )}{' '}
      = {t('client.legendScore')}
    </span>
  )
}

/** From what the list was made, above it. */
function RouteNote({ named, level }: { readonly named: NamedRecommendations; readonly level: number }) {
  const { t } = useI18n()
  const { list, model, way, near } = named
  const label = near?.found?.label
  const nearName = label === undefined ? '' : (entryName(label, level, NO_COUNTS).text ?? label.code)
  const isOfWords = named.clientId === null
  const route = routeSentences(t, { list, model, way, near, isOfWords, nearName })
  const sentences = hasPart(list, 'rawDifference') ? [...route, t('client.rawList')] : route
  return <p className={styles['note']}>{sentences.join(' ')}</p>
}

interface RankedListProps {
  readonly named: NamedRecommendations
  readonly history: ClientHistory | null
  readonly level: number
}

function RankedList({ named, history, level }: RankedListProps) {
  const { t, format } = useI18n()
  const { route } = useStores()
  const counts = useMemo(
    () =>
      history === null
        ? NO_COUNTS
        : {
            words: searchesByWord(history.searches),
            categories: linesByCategory(history.purchases, level),
          },
    [history, level],
  )
  const { list, options } = named
  return (
    <>
      <RouteNote named={named} level={level} />
      {history !== null && list.route === 'word-family' ? <WordsMeaning found={named.words} are="searched" /> : null}
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
