import { useStore } from 'zustand'
import { encodeHash, type Screen } from '../../state/view-state.ts'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import styles from './Shell.module.css'

/** The rail holds one entry a task; `what-if` is reached from the clients. */
const ICONS: Readonly<Record<Exclude<Screen, 'what-if'>, string>> = {
  data: 'M3 5c0-3 12-3 12 0v8c0 3-12 3-12 0zM3 5c0 3 12 3 12 0M3 9c0 3 12 3 12 0',
  overview: 'M2.5 15.5h13M4.5 12V8M9 12V3M13.5 12V6',
  client: 'M9 3a3 3 0 1 1 0 6 3 3 0 0 1 0-6M3 15.5c0-5 12-5 12 0',
  models: 'M2.5 4c4 10 8 9.5 13 9.5M6 9a1 1 0 1 0 0 2 1 1 0 0 0 0-2M12 4a1 1 0 1 0 0 2 1 1 0 0 0 0-2',
}

const RAIL_SCREENS = ['data', 'overview', 'client', 'models'] as const

/** The screens, in the order of the analyst's tasks. */
export function Rail() {
  const { t } = useI18n()
  const view = useStore(useStores().route, (state) => state.view)
  return (
    <nav className={styles['rail']} aria-label={t('common.screens')}>
      <div className={styles['mark']} aria-hidden="true">
        <svg viewBox="0 0 24 24">
          <path d="M4 19V5M4 19h16" stroke="var(--line-strong)" strokeWidth="1.5" fill="none" />
          <rect x="7" y="11" width="7" height="5" fill="var(--kw)" />
          <rect x="14" y="11" width="4" height="5" fill="var(--pu)" />
          <rect x="7" y="5" width="4" height="5" fill="var(--kw)" />
          <rect x="11" y="5" width="9" height="5" fill="var(--pu)" />
        </svg>
      </div>
      {RAIL_SCREENS.map((screen) => (
        <a
          key={screen}
          href={encodeHash({ screen, id: null, options: new Map() })}
          aria-current={
            screen === view.screen ? 'page' : screen === 'client' && view.screen === 'what-if' ? true : undefined
          }
        >
          <svg viewBox="0 0 18 18" aria-hidden="true">
            <path d={ICONS[screen]} />
          </svg>
          {t(`common.screen.${screen}`)}
        </a>
      ))}
    </nav>
  )
}
