import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useId } from 'react'
import { ScrollBox } from '../../ui/ScrollBox.tsx'
import { useI18n } from '../use-i18n.ts'
import { digitsFor, METRIC_ORDER, type MetricRow } from './metrics-shape.ts'
import { metricText } from './metric-text.ts'
import styles from './MetricsTable.module.css'

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })
const helper = createColumnHelper<typeof features, MetricRow>()
const number = { sortFn: sortFn_basic, sortDescFirst: true, sortUndefined: 'last' } as const
/** As in the switch, each convention beside the other. */
const metricPlace = (row: MetricRow): number => METRIC_ORDER.indexOf(row.metric) + (row.convention === 'ours' ? 0 : 0.5)
const columns = helper.columns([
  helper.accessor('place', { id: 'model', sortFn: sortFn_basic, sortDescFirst: false }),
  helper.accessor(metricPlace, { id: 'metric', sortFn: sortFn_basic, sortDescFirst: false }),
  helper.accessor('k', { id: 'k', sortFn: sortFn_basic, sortDescFirst: false }),
  helper.accessor('value', { id: 'value', ...number }),
  helper.accessor('low', { id: 'low', ...number }),
  helper.accessor('high', { id: 'high', ...number }),
  helper.accessor('clients', { id: 'clients', ...number }),
])

const COLUMN_IDS = ['model', 'metric', 'k', 'value', 'low', 'high', 'clients'] as const
const isNumeric = (id: (typeof COLUMN_IDS)[number]): boolean => id !== 'model' && id !== 'metric'
const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const

/** Every figure that the switches let through, one row each, sortable by every column. */
export function MetricsTable({ rows }: { readonly rows: readonly MetricRow[] }) {
  const { t, format } = useI18n()
  const whyId = useId()
  const table = useTable({ features, columns, data: rows, getRowId: (row) => row.id })
  const digits = digitsFor(rows)
  const lacksInterval = rows.some((row) => row.low === undefined)
  const figure = (value: number | undefined) =>
    value === undefined ? (
      <td className="n dim" aria-describedby={whyId}>
        {'–'}
      </td>
    ) : (
      <td className="n sec">{format.decimal(value, digits)}</td>
    )
  // What repeats one value in every row gives way on a narrow page; the words around the table say it.
  const oneMetric = new Set(rows.map((row) => `${row.metric} ${row.convention}`)).size === 1
  const oneCount = new Set(rows.map((row) => row.clients)).size === 1
  return (
    <>
      <div className={styles['place']}>
        <ScrollBox label={t('models.metrics')} low>
          <table
            aria-label={t('models.metrics')}
            className={`${styles['table'] ?? ''} ${oneMetric ? (styles['oneMetric'] ?? '') : ''} ${oneCount ? (styles['oneCount'] ?? '') : ''}`}
          >
            <thead>
              <tr>
                {COLUMN_IDS.map((id) => {
                  const column = table.getColumn(id)
                  const sorted = column?.getIsSorted() ?? false
                  return (
                    <th
                      key={id}
                      scope="col"
                      className={isNumeric(id) ? 'n' : undefined}
                      aria-sort={sorted === false ? 'none' : ARIA_SORT[sorted]}
                    >
                      <button type="button" onClick={column?.getToggleSortingHandler()}>
                        {t(`models.column.${id}`)}
                      </button>
                    </th>
                  )
                })}
              </tr>
            </thead>
            <tbody>
              {table.getRowModel().rows.map(({ id, original: row }) => (
                <tr key={id} className={row.model === 'als' ? styles['subject'] : undefined}>
                  <td>{t(`models.${row.model}`)}</td>
                  <td className="sec">{metricText(t, row)}</td>
                  <td className="n sec">{format.count(row.k)}</td>
                  <td className="n b">{format.decimal(row.value, digits)}</td>
                  {figure(row.low)}
                  {figure(row.high)}
                  <td className="n sec">{format.count(row.clients)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </div>
      <p className={styles['note']}>{t('models.tableNote')}</p>
      {lacksInterval ? (
        <p id={whyId} className={styles['note']}>
          {t('models.noInterval')}
        </p>
      ) : null}
    </>
  )
}
