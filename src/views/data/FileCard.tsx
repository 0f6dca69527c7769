import { useState } from 'react'
import { BarMark } from '../../charts/BarList.tsx'
import type { FileRole } from '../../core/tables/table.ts'
import type { FileReport } from '../../protocol/dataset-report.ts'
import { Button } from '../../ui/Button.tsx'
import { ScrollBox } from '../../ui/ScrollBox.tsx'
import { useI18n } from '../use-i18n.ts'
import { EncodingChoice } from './EncodingChoice.tsx'
import styles from './FileCard.module.css'
import { FileNotes } from './FileNotes.tsx'
import {
  columnShares,
  delimiterText,
  NEEDED_COLUMNS,
  ROLE_COLUMNS,
  type ColumnShare,
  type FileCardState,
} from './file-shape.ts'
import { useFileChoice } from './use-file-choice.ts'

/** Entries of the list of shares before it is unfolded. */
const SHOWN_SHARES = 5

const STATE_MARKS = { empty: '○', reading: '◐', read: '●', ready: '✓', look: '!' } as const
const STATE_TONES = { empty: '', reading: '', read: '', ready: 'good', look: 'warn' } as const

/** Shape, encoding, period, and what was left aside. */
function Facts({ report }: { readonly report: FileReport }) {
  const { t, format } = useI18n()
  const { period, leftOutCount, ignoredColumns, absentColumns } = report
  return (
    <dl className={styles['facts']}>
      <dt>{t('data.shape')}</dt>
      <dd>
        {t('data.shapeOf', { columns: format.count(report.fileColumnCount), size: format.bytes(report.sizeBytes) })}
      </dd>
      <dt>{t('data.encoding')}</dt>
      <dd>
        <EncodingChoice report={report} />
      </dd>
      <dt>{t('data.delimiter')}</dt>
      <dd>{delimiterText(t, report.delimiter)}</dd>
      {report.sourceNames.length < 2 ? null : (
        <>
          <dt>{t('data.sources')}</dt>
          <dd className={styles['names']}>
            {t('data.sourcesOf', { count: report.sourceNames.length, files: report.sourceNames.join(', ') })}
          </dd>
        </>
      )}
      <dt>{t('data.period')}</dt>
      <dd>
        {period === null
          ? t('data.noDates')
          : t('data.periodOf', { first: format.day(period.firstDay), last: format.day(period.lastDay) })}
      </dd>
      {leftOutCount === 0 ? null : (
        <>
          <dt>{t('data.leftOut')}</dt>
          <dd className="warn">{t('data.leftOutOf', { rows: format.count(leftOutCount) })}</dd>
        </>
      )}
      {absentColumns.length === 0 ? null : (
        <>
          <dt>{t('data.absent')}</dt>
          <dd className={styles['names']}>{absentColumns.join(', ')}</dd>
        </>
      )}
      {ignoredColumns.length === 0 ? null : (
        <>
          <dt>{t('data.ignored')}</dt>
          <dd className={styles['names']}>{ignoredColumns.join(', ')}</dd>
        </>
      )}
    </dl>
  )
}

/** How much of each column is no value, the worst first. */
function Shares({ shares }: { readonly shares: readonly ColumnShare[] }) {
  const { t, format } = useI18n()
  const [open, setOpen] = useState(false)
  const folds = shares.length > SHOWN_SHARES + 1
  const shown = folds && !open ? shares.slice(0, SHOWN_SHARES) : shares
  const rest = shares.slice(SHOWN_SHARES)
  const most = rest[0]?.share ?? 0
  return (
    <>
      <div className={styles['sharesHead']}>
        <span>{t('data.shares')}</span>
        <span>{t('data.sharePercent')}</span>
      </div>
      <ul className={styles['shares']}>
        {shown.map(({ column, kind, share }) => (
          <li key={`${column} ${kind}`}>
            <span className="trunc" title={column}>
              {t(`data.share.${kind}`, { column })}
            </span>
            <BarMark share={share} tone="context" />
            <span className={share === 0 ? 'n dim' : 'n'}>{format.percent(share)}</span>
          </li>
        ))}
        {folds ? (
          <li>
            <button type="button" className={styles['fold']} aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? t('data.othersHide') : t('data.others', { count: rest.length })}
            </button>
            {open ? null : (
              <>
                <BarMark share={0} tone="context" />
                <span className="n dim">
                  {most < 0.001 ? format.percent(most) : t('data.atMost', { share: format.percent(most) })}
                </span>
              </>
            )}
          </li>
        ) : null}
      </ul>
    </>
  )
}

/** The first rows as they stand in the file. */
function FirstRows({ report }: { readonly report: FileReport }) {
  const { t } = useI18n()
  const { header, rows } = report.firstRows
  if (rows.length === 0) return null
  return (
    <details className={styles['first']}>
      <summary>{t('data.firstRows')}</summary>
      <ScrollBox label={t('data.firstRowsOf', { file: report.fileName })}>
        <table className={styles['rows']}>
          <thead>
            <tr>
              {header.map((name, column) => (
                // Columns may share a name, or have none.
                <th key={column} scope="col">
                  {name === '' ? '–' : name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {header.map((_, column) => (
                  <td key={column}>{row[column] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </details>
  )
}

/** What this file would add, and the columns it has to have. */
function Wanted({ role }: { readonly role: FileRole }) {
  const { t } = useI18n()
  return (
    <>
      <p className={styles['adds']}>{t(`data.adds.${role}`)}</p>
      <p className={styles['wantedHead']}>{t('data.headerNeeded')}</p>
      <p className={styles['wanted']}>
        {ROLE_COLUMNS[role].map((column, index) => (
          <span key={column}>
            {index > 0 ? ', ' : ''}
            <span className={NEEDED_COLUMNS[role].includes(column) ? styles['needed'] : ''}>{column}</span>
          </span>
        ))}
      </p>
    </>
  )
}

interface FileCardProps {
  readonly card: FileCardState
  /** The analyst wants to say by hand which column is which. */
  readonly onChangeColumns: (report: FileReport) => void
}

/** One of the four files: what was understood of it, or what it would bring. */
export function FileCard({ card, onChangeColumns }: FileCardProps) {
  const { t, format } = useI18n()
  const { isAtHand } = useFileChoice()
  const { role, report, rowsSoFar, readingFile, state } = card
  const isLoading = rowsSoFar !== null
  const fileName = isLoading ? readingFile : (report?.fileName ?? null)
  const rows = isLoading
    ? t(state === 'read' ? 'data.rowsRead' : 'data.rowsSoFar', { rows: format.count(rowsSoFar) })
    : report === null
      ? null
      : t('data.rows', { rows: format.count(report.rowCount) })
  return (
    <section aria-label={t(`data.region.${role}`)} className={styles['card']}>
      <div className={styles['top']}>
        <h2>{t(`data.role.${role}`)}</h2>
        <span className={`chip ${STATE_TONES[state]}`}>
          <span aria-hidden="true">{STATE_MARKS[state]}</span>
          {t(`data.state.${state}`)}
        </span>
      </div>
      {rows === null ? null : <p className={styles['big']}>{rows}</p>}
      {fileName === null ? null : (
        <p className={styles['file']} title={fileName}>
          {fileName}
        </p>
      )}
      {report === null ? (
        <Wanted role={role} />
      ) : (
        <div className={isLoading ? 'stale' : undefined}>
          <Facts report={report} />
          <Shares shares={columnShares(report)} />
          <FileNotes report={report} />
          <FirstRows report={report} />
          {report.sourceNames.length > 1 || !isAtHand(report) || isLoading ? null : (
            <Button
              tone="quiet"
              className={styles['change']}
              aria-label={t('data.changeColumnsOf', { role: t(`data.role.${role}`) })}
              onClick={() => {
                onChangeColumns(report)
              }}
            >
              {t('data.changeColumns')}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}
