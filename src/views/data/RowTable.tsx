import { memo } from 'react'
import { useStore } from 'zustand'
import type { TableRow, TableRowsWindow } from '../../protocol/table-rows.ts'
import { ScrollBox } from '../../ui/ScrollBox.tsx'
import { useStores } from '../stores.ts'
import { useI18n, type I18n } from '../use-i18n.ts'
import { actionCode, cellText, standsRight } from './row-shape.ts'
import styles from './RowBrowser.module.css'
import { RowFilter } from './RowFilter.tsx'

interface RowLineProps {
  /** Given, not asked for: making the formats anew for each row would take longer than drawing it. */
  readonly i18n: I18n
  readonly row: TableRow
  readonly columns: TableRowsWindow['columns']
  /** Position in the table for screen readers, the two rows of the head counted. */
  readonly index: number
  readonly hasManyFiles: boolean
}

const RowLine = memo(function RowLine({ i18n, row, columns, index, hasManyFiles }: RowLineProps) {
  const { t, format } = i18n
  const line = format.count(row.line)
  return (
    <tr aria-rowindex={index}>
      <th scope="row" className="n">
        {format.count(row.row + 1)}
      </th>
      <td className="n dim">{hasManyFiles ? t('rows.lineOf', { file: row.file, line }) : line}</td>
      {columns.map((column, at) => {
        const { name, kind } = column
        const value = row.cells[at] ?? null
        if (value === null)
          return (
            <td key={name} className={standsRight(column) ? 'n dim' : 'dim'}>
              <span aria-hidden="true">–</span>
              <span className="sr">{t('rows.missing')}</span>
            </td>
          )
        const text = cellText(kind, value, format.count)
        const code = actionCode(name, value)
        return (
          <td key={name} className={standsRight(column) ? 'n' : undefined} title={text}>
            {text}
            {code === null ? null : <span className="dim"> {t(`rows.action.${code}`)}</span>}
          </td>
        )
      })}
    </tr>
  )
})

interface RowTableProps {
  readonly answer: TableRowsWindow
  readonly hasManyFiles: boolean
}

/** One page of rows, with a head that sorts and a row of filters under it. */
export function RowTable({ answer, hasManyFiles }: RowTableProps) {
  const i18n = useI18n()
  const { t } = i18n
  const { rowBrowser } = useStores()
  const sort = useStore(rowBrowser, (state) => state.view.sort)
  const filters = useStore(rowBrowser, (state) => state.view.filters)
  const unreadable = useStore(rowBrowser, (state) => state.unreadable)
  const isAsking = useStore(rowBrowser, (state) => state.isAsking)
  const name = t('rows.table', { table: t(`data.role.${answer.role}`) })
  return (
    <ScrollBox label={name} low>
      <table
        aria-label={name}
        aria-rowcount={answer.total + 2}
        aria-busy={isAsking}
        className={`${styles['table'] ?? ''} ${isAsking ? (styles['asking'] ?? '') : ''}`}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="n">
              {t('rows.number')}
            </th>
            <th scope="col" className="n">
              {t('rows.line')}
            </th>
            {answer.columns.map((column) => {
              const direction = sort?.column !== column.name ? 'none' : sort.descending ? 'descending' : 'ascending'
              return (
                <th
                  key={column.name}
                  scope="col"
                  aria-sort={direction}
                  className={standsRight(column) ? 'n' : undefined}
                >
                  <button
                    type="button"
                    className={styles['sort']}
                    onClick={() => {
                      rowBrowser.getState().sortBy(column.name)
                    }}
                  >
                    {column.name}
                    {direction === 'none' ? null : (
                      <span aria-hidden="true">{direction === 'ascending' ? '↑' : '↓'}</span>
                    )}
                  </button>
                </th>
              )
            })}
          </tr>
          <tr aria-rowindex={2}>
            <td colSpan={2} className="dim sm">
              {t('rows.filterRow')}
            </td>
            {answer.columns.map((column) => (
              <td key={column.name}>
                <RowFilter column={column.name} kind={column.kind} filters={filters} unreadable={unreadable} />
              </td>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.rows.map((row, at) => (
            <RowLine
              key={row.row}
              i18n={i18n}
              row={row}
              columns={answer.columns}
              index={answer.start + at + 3}
              hasManyFiles={hasManyFiles}
            />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
