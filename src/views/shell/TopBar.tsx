import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import type { Theme } from '../../state/settings-store.ts'
import { ScreenBoundary } from './ScreenBoundary.tsx'
import styles from './Shell.module.css'

const loadExportMenu = () => import('./ExportMenu.tsx').then((module) => ({ default: module.ExportMenu }))
const ExportMenu = lazy(loadExportMenu)

/** Fetch ahead what the bar shows later. */
export const prefetchTopBar = async (): Promise<void> => {
  await loadExportMenu()
}

const THEMES: readonly Theme[] = ['system', 'light', 'dark']

/** What is loaded, which model answers, and how the page speaks and looks. */
export function TopBar() {
  const { t, language } = useI18n()
  const { settings, model } = useStores()
  const theme = useStore(settings, (state) => state.theme)
  const hasModel = useStore(model, (state) => state.model !== null)
  return (
    <header className={styles['bar']}>
      <b>{t('common.app')}</b>
      <span className={styles['local']}>{t('common.local')}</span>
      <LoadedData />
      <CurrentModel />
      <div className={styles['controls']}>
        {hasModel ? (
          <ScreenBoundary fallback={() => <span className="chip warn">{t('common.exportMissing')}</span>}>
            <Suspense fallback={<span className={styles['menuPlace']} />}>
              <ExportMenu />
            </Suspense>
          </ScreenBoundary>
        ) : null}
        <select
          aria-label={t('common.theme')}
          value={theme}
          onChange={(event) => {
            const chosen = THEMES.find((known) => known === event.target.value)
            if (chosen !== undefined) settings.getState().setTheme(chosen)
          }}
        >
          {THEMES.map((name) => (
            <option key={name} value={name}>
              {t(`common.theme.${name}`)}
            </option>
          ))}
        </select>
        <button
          type="button"
          className={styles['language']}
          aria-label={t('common.language')}
          onClick={() => {
            settings.getState().setLanguage(language === 'en' ? 'ko' : 'en')
          }}
        >
          {t('common.languageShort')}
        </button>
      </div>
    </header>
  )
}

function LoadedData() {
  const { t, format } = useI18n()
  const { dataset } = useStores()
  const load = useStore(dataset, (state) => state.load)
  const summary = useStore(dataset, (state) => state.summary)
  const text = () => {
    if (load.phase === 'loading') return t('common.loadingRows', { rows: format.count(load.view?.rows ?? 0) })
    if (summary === null) return t('common.nothingLoaded')
    const actions = summary.files.find((file) => file.role === 'actions')
    const days = actions?.period ?? null
    if (actions === undefined || days === null)
      return t('common.loadedClients', { clients: format.count(summary.clientCount) })
    const period = { first: format.day(days.firstDay), last: format.day(days.lastDay) }
    return t('common.loadedActions', { rows: format.count(actions.rowCount), ...period })
  }
  return <span className={`${styles['fact'] ?? ''} trunc num`}>{text()}</span>
}

function CurrentModel() {
  const { t } = useI18n()
  const { dataset, model } = useStores()
  const fingerprint = useStore(dataset, (state) => state.summary?.fingerprint)
  const training = useStore(model, (state) => state.training.phase === 'running')
  const trained = useStore(model, (state) => state.model)
  const stale = trained !== null && fingerprint !== undefined && trained.dataFingerprint !== fingerprint
  const name = () => {
    if (training) return t('common.modelTraining')
    return trained === null
      ? t('common.modelNone')
      : t('common.modelAls', { factors: trained.summary.settings.factors })
  }
  return (
    <span className={`${styles['fact'] ?? ''} trunc`}>
      {t('common.model')} <b>{name()}</b>
      {stale ? <span className="chip warn">{t('common.modelStale')}</span> : null}
    </span>
  )
}
