import { lazy, Suspense, useCallback, useEffect, useRef, type LazyExoticComponent, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Screen } from './state/view-state.ts'
import { Button } from './ui/Button.tsx'
import { Notice } from './ui/Notice.tsx'
import { dataSectionLoaders } from './views/data/data-sections.ts'
import { ExportStatus } from './views/shell/ExportStatus.tsx'
import { KeptStatus } from './views/shell/KeptStatus.tsx'
import { Rail } from './views/shell/Rail.tsx'
import { ScreenBoundary } from './views/shell/ScreenBoundary.tsx'
import styles from './views/shell/Shell.module.css'
import { prefetchTopBar, TopBar } from './views/shell/TopBar.tsx'
import { useFileDrop } from './views/shell/use-file-drop.ts'
import { useStores } from './views/stores.ts'
import { useI18n } from './views/use-i18n.ts'

const LOADERS: Readonly<Record<Screen, () => Promise<{ readonly default: () => ReactNode }>>> = {
  data: () => import('./views/data/DataView.tsx').then((module) => ({ default: module.DataView })),
  overview: () => import('./views/overview/OverviewView.tsx').then((module) => ({ default: module.OverviewView })),
  client: () => import('./views/client/ClientView.tsx').then((module) => ({ default: module.ClientView })),
  'what-if': () => import('./views/client/WhatIfView.tsx').then((module) => ({ default: module.WhatIfView })),
  models: () => import('./views/models/ModelsView.tsx').then((module) => ({ default: module.ModelsView })),
}

const SCREEN_VIEWS: Readonly<Record<Screen, LazyExoticComponent<() => ReactNode>>> = {
  data: lazy(LOADERS.data),
  overview: lazy(LOADERS.overview),
  client: lazy(LOADERS.client),
  'what-if': lazy(LOADERS['what-if']),
  models: lazy(LOADERS.models),
}

/**
 * Fetch every screen while nobody waits, so that the page goes on when the network is cut.
 *
 * @param idle runs a task when the browser has time
 */
export function prefetchScreens(idle: (task: () => void) => void): void {
  for (const load of [...Object.values(LOADERS), ...dataSectionLoaders, prefetchTopBar])
    idle(() => {
      // A screen that cannot be fetched now says so when it is opened.
      load().catch(() => undefined)
    })
}

/** The shell: rail, top bar, one screen. Files may be dropped anywhere on it. */
export function App() {
  const { t, language } = useI18n()
  const { route, dataset } = useStores()
  const screen = useStore(route, (state) => state.view.screen)
  const takeFiles = useCallback(
    (files: readonly File[]) => {
      route.getState().open('data')
      void dataset.getState().loadFiles(files)
    },
    [route, dataset],
  )
  const dropping = useFileDrop(takeFiles)
  const page = useRef<HTMLElement>(null)
  const title = t(`common.screen.${screen}`)
  useEffect(() => {
    document.title = `${title} - ${t('common.app')}`
  }, [title, t])

  const View = SCREEN_VIEWS[screen]
  return (
    <div className={styles['app']} lang={language}>
      <button
        type="button"
        className={styles['skip']}
        onClick={() => {
          page.current?.focus()
        }}
      >
        {t('common.skip')}
      </button>
      <Rail />
      <TopBar />
      <main
        ref={page}
        tabIndex={-1}
        className={`${styles['page'] ?? ''} ${dropping ? (styles['dropping'] ?? '') : ''}`}
      >
        <ExportStatus />
        <KeptStatus />
        <ScreenBoundary
          key={screen}
          fallback={(error, retry) => (
            <Notice tone="bad" actions={<Button onClick={retry}>{t('common.tryAgain')}</Button>}>
              {t('common.screenFailed', { reason: error.message })}
            </Notice>
          )}
        >
          <Suspense fallback={null}>
            <View />
          </Suspense>
        </ScreenBoundary>
      </main>
    </div>
  )
}
