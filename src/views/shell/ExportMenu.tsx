import { Menu, MenuButton, MenuItem, MenuProvider } from '@ariakit/react'
import { useStore } from 'zustand'
import { EXPORT_OPTIONS } from '../../state/export-store.ts'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import styles from './Shell.module.css'

/** Files to take along: what exists can be taken, the rest is not in the menu. */
export function ExportMenu() {
  const { t } = useI18n()
  const { model, exports } = useStores()
  const trained = useStore(model, (state) => state.model)
  const evaluation = useStore(model, (state) => state.evaluation)
  const writing = useStore(exports, (state) => state.writing.phase === 'writing')
  return (
    <MenuProvider>
      <MenuButton className={styles['menuButton']} disabled={writing}>
        {t('common.export')}
      </MenuButton>
      <Menu gutter={4} className={styles['menu']} portal>
        {trained === null ? null : (
          <MenuItem
            className={styles['menuItem']}
            onClick={() => {
              void exports.getState().saveRecommendations(trained, EXPORT_OPTIONS)
            }}
          >
            {t('common.exportRecommendations')}
          </MenuItem>
        )}
        {evaluation === null ? null : (
          <MenuItem
            className={styles['menuItem']}
            onClick={() => {
              exports.getState().saveMetrics(evaluation)
            }}
          >
            {t('common.exportMetrics')}
          </MenuItem>
        )}
      </Menu>
    </MenuProvider>
  )
}
