import { overviewMessages } from '../../i18n/messages/overview.ts'
import { addMessages } from '../../i18n/translate.ts'
import { useDeferredValue, useEffect } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { AnswerFailed } from '../AnswerFailed.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import { OverviewPage } from './OverviewPage.tsx'
import styles from './Overview.module.css'

addMessages(overviewMessages)

/** The Overview screen: asks for the figures of the loaded data, and shows how far that is. */
export function OverviewView() {
  const { t, format } = useI18n()
  const stores = useStores()
  const summary = useStore(stores.dataset, (state) => state.summary)
  const load = useStore(stores.dataset, (state) => state.load)
  // Fifty rows and three charts take longer than a frame: deferred, they are drawn in slices.
  const slice = useDeferredValue(useStore(stores.overview, (state) => state.overview))
  const version = summary?.version ?? null
  const ask = stores.overview.getState().show

  useEffect(() => {
    if (version !== null) void ask(version)
  }, [version, ask])

  if (summary === null) {
    const rows = load.phase === 'loading' ? (load.view?.rows ?? 0) : null
    return (
      <>
        <div className="head">
          <h1>{t('overview.title')}</h1>
        </div>
        <Notice
          tone="plain"
          actions={
            <Button tone={rows === null ? 'primary' : 'plain'} onClick={() => stores.route.getState().open('data')}>
              {t('common.goToData')}
            </Button>
          }
        >
          {rows === null ? t('common.loadFirst') : t('common.loadingRows', { rows: format.count(rows) })}
        </Notice>
      </>
    )
  }
  switch (slice.phase) {
    case 'none':
    case 'loading':
      return (
        <>
          <div className="head">
            <h1>{t('overview.title')}</h1>
            <span className="sm dim" role="status">
              {t('overview.loading')}
            </span>
          </div>
          <div className={styles['still']} aria-hidden="true" />
        </>
      )
    case 'failed':
      return (
        <>
          <div className="head">
            <h1>{t('overview.title')}</h1>
          </div>
          <AnswerFailed error={slice.error} onRetry={() => void ask(summary.version)} />
        </>
      )
    case 'ready':
      return <OverviewPage summary={summary} overview={slice.value} />
  }
}
