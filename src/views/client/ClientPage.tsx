import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { ClientHistory } from '../../protocol/client-history.ts'
import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import { Notice } from '../../ui/Notice.tsx'
import { errorText } from '../error-text.ts'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import { ActivitySection } from './ActivitySection.tsx'
import styles from './ClientView.module.css'
import { isKnown } from './history-shape.ts'
import { PurchasesSection } from './PurchasesSection.tsx'
import { RecommendationsSection } from './RecommendationsSection.tsx'
import { SearchesSection } from './SearchesSection.tsx'
import { Skeleton } from './Skeleton.tsx'
import type { Shows } from './ShowsSwitch.tsx'

interface ClientPageProps {
  /** What the address names. The page shows it as soon as its past is here; until then, for a moment, the one before. */
  readonly id: string
  readonly summary: DatasetSummary
  /** The list that had the focus is gone: the heading takes it. */
  readonly takesFocus: boolean
}

/** One client: history on the left, recommended categories on the right, activity above both. */
export function ClientPage({ id, summary, takesFocus }: ClientPageProps) {
  const { t } = useI18n()
  const { client } = useStores()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takesFocus) heading.current?.focus()
  }, [takesFocus, id])
  // Kept here, so that the choice holds from one client to the next.
  const [activityShows, setActivityShows] = useState<Shows>('chart')
  const [purchasesShow, setPurchasesShow] = useState<Shows>('table')
  // A heavy client takes longer to draw than a frame: deferred, the drawing is cut into slices and typing goes between.
  const { history: slice, clientId } = useDeferredValue(useStore(client))
  const shownId = clientId ?? id
  const history = slice.phase === 'ready' ? slice.value : null
  return (
    <>
      <header className={styles['header']}>
        <h1 ref={heading} tabIndex={-1}>
          {t('client.heading', { id: shownId })}
        </h1>
        <RouteChip id={shownId} />
        {history === null ? null : <Facts history={history} />}
      </header>
      {slice.phase === 'failed' ? <Notice tone="bad">{errorText(t, slice.error)}</Notice> : null}
      {slice.phase !== 'failed' && history === null ? <Skeleton rows={12} label={t('client.loading')} /> : null}
      {history === null ? null : (
        <>
          <ActivitySection history={history} period={summary.period} shows={activityShows} onShow={setActivityShows} />
          <div className={styles['two']}>
            <div className={styles['side']}>
              <SearchesSection searches={history.searches} isOff={summary.off.includes('searches')} />
              <PurchasesSection
                history={history}
                period={summary.period}
                isOff={summary.off.includes('purchases')}
                shows={purchasesShow}
                onShow={setPurchasesShow}
              />
            </div>
            <div className={styles['main']}>
              <RecommendationsSection history={history} summary={summary} />
            </div>
          </div>
        </>
      )}
    </>
  )
}

/** Who, and how much of everything. */
function Facts({ history }: { readonly history: ClientHistory }) {
  const { t, format } = useI18n()
  const person = [
    ...[history.gender].filter(isKnown),
    ...[history.age].filter(isKnown).map((age) => t('client.age', { age })),
  ]
  const { searchCount, searches, lineCount, transactionCount, amount, units, sessionCount } = history
  return (
    <ul className={styles['facts']}>
      <li className={person.length === 0 ? undefined : styles['person']}>
        {person.length === 0 ? t('client.personUnknown') : person.join(', ')}
      </li>
      <li>
        {t('client.searchesOfWords', { searches: format.count(searchCount), words: format.count(searches.length) })}
      </li>
      <li>
        {t('client.linesOfTransactions', {
          lines: format.count(lineCount),
          transactions: format.count(transactionCount),
        })}
      </li>
      {lineCount === 0 ? null : <li>{t('client.amount', { amount: format.count(amount) })}</li>}
      {units.length === 0 ? null : <li>{t('client.units', { units: units.join(', ') })}</li>}
      <li>{t('client.sessions', { sessions: format.count(sessionCount) })}</li>
    </ul>
  )
}

/** From what the list beside the history was made. */
function RouteChip({ id }: { readonly id: string }) {
  const { t } = useI18n()
  const slice = useStore(useStores().recommendation, (state) => state.recommendations)
  if (slice.phase !== 'ready' || slice.value.clientId !== id) return null
  return <span className="chip">{t('client.route', { route: t(`client.route.${slice.value.list.route}`) })}</span>
}
