import { Menu, MenuButton, MenuItem, MenuProvider } from '@ariakit/react'
import { useStore } from 'zustand'
import { USUAL_EXPORT, type ExportChoice } from '../../state/export-store.ts'
import type { Format } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { NamedRecommendations } from '../../state/recommendation-store.ts'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import styles from './Shell.module.css'

interface ShownExport {
  readonly choice: ExportChoice
  /** What the lists are near. */
  readonly near: string
}

/** The same for all clients as the list on the screen, where that is made in another way than the usual file. */
function shownExport({ model, way, near }: NamedRecommendations): ShownExport | null {
  const found = near?.found ?? null
  if (way.kind !== 'client' && found !== null) return { choice: { model, way }, near: found.label.code }
  return model === USUAL_EXPORT.model ? null : { choice: { ...USUAL_EXPORT, model }, near: '' }
}

/** How the lists are made, in words. */
function madeText(t: Translate, format: Format, { choice: { model, way }, near }: ShownExport): string {
  const name = t(`models.${model}`)
  if (way.kind === 'client') return name
  const share = format.decimal(way.blend, 2)
  return way.kind === 'query'
    ? t('common.exportNear', { model: name, near })
    : t('common.exportBlend', { model: name, near, share })
}

/** Files to take along: what exists can be taken, the rest is not in the menu. */
export function ExportMenu() {
  const { t, format } = useI18n()
  const { model, exports, recommendation } = useStores()
  const trained = useStore(model, (state) => state.model)
  const evaluation = useStore(model, (state) => state.evaluation)
  const slice = useStore(recommendation, (state) => state.recommendations)
  const shown = slice.phase === 'ready' ? shownExport(slice.value) : null
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
              void exports.getState().saveRecommendations(trained, USUAL_EXPORT)
            }}
          >
            {t('common.exportRecommendations')}
          </MenuItem>
        )}
        {trained === null || shown === null ? null : (
          <MenuItem
            className={styles['menuItem']}
            onClick={() => {
              void exports.getState().saveRecommendations(trained, shown.choice)
            }}
          >
            {t('common.exportShown', { made: madeText(t, format, shown) })}
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
