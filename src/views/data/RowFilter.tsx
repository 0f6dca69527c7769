import type { ColumnKind } from '../../core/tables/table.ts'
import type { TypedFilter } from '../../state/row-view.ts'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import styles from './RowBrowser.module.css'
import { isTyped, testsOf, valueWord, wayOf, waysOf, type FilterWay } from './row-shape.ts'

interface RowFilterProps {
  readonly column: string
  readonly kind: ColumnKind
  readonly filters: readonly TypedFilter[]
  readonly unreadable: readonly TypedFilter[]
}

/** How one column is filtered: the way, and what to compare with. Every letter counts at once, also one that is still being composed. */
export function RowFilter({ column, kind, filters, unreadable }: RowFilterProps) {
  const { t } = useI18n()
  const { rowBrowser } = useStores()
  const way = wayOf(kind, column, filters)
  return (
    <div className={styles['filter']}>
      <select
        aria-label={t('rows.how', { column })}
        value={way}
        onChange={(event) => {
          rowBrowser.getState().setTests(column, testsOf(event.target.value as FilterWay))
        }}
      >
        {waysOf(kind).map((one) => (
          <option key={one} value={one}>
            {t(`rows.how.${one}`)}
          </option>
        ))}
      </select>
      <div className={styles['bounds']}>
        {testsOf(way)
          .filter(isTyped)
          .map((test) => {
            const isIt = (filter: TypedFilter) => filter.column === column && filter.test === test
            return (
              <input
                key={test}
                type="text"
                aria-label={t(`rows.text.${test}`, { column })}
                placeholder={t(`rows.hint.${valueWord(kind)}`)}
                aria-invalid={unreadable.some(isIt)}
                autoComplete="off"
                spellCheck={false}
                value={filters.find(isIt)?.text ?? ''}
                onChange={(event) => {
                  rowBrowser.getState().setText(column, test, event.target.value)
                }}
              />
            )
          })}
      </div>
    </div>
  )
}
