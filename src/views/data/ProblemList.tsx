import { useStore } from 'zustand'
import type { RowIssueCode } from '../../core/ingest/row-issue.ts'
import type { FileRole } from '../../core/tables/table.ts'
import type { FileReport } from '../../protocol/dataset-report.ts'
import type { IssueRow } from '../../protocol/issue-rows.ts'
import { ISSUE_CODES, PROBLEM_PAGE_ROWS } from '../../state/problems-store.ts'
import { Button } from '../../ui/Button.tsx'
import { ScrollBox } from '../../ui/ScrollBox.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { AnswerFailed } from '../AnswerFailed.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import styles from './ProblemList.module.css'
import { visibleText } from './raw-row.ts'

/** Which problems are shown: words, file, kind. */
function Filters({ files }: { readonly files: readonly FileReport[] }) {
  const { t } = useI18n()
  const { problems } = useStores()
  const filter = useStore(problems, (state) => state.filter)
  const occurring = new Set(files.flatMap((file) => file.issues.map((issue) => issue.code)))
  const codes = ISSUE_CODES.filter((code) => occurring.has(code) || code === filter.code)
  return (
    <div className={styles['filters']}>
      <TextField
        label={t('problems.search')}
        placeholder={t('problems.searchHint')}
        text={filter.text}
        onType={(text) => {
          problems.getState().setFilter({ text })
        }}
      />
      <Select<FileRole | ''>
        label={t('problems.file')}
        value={filter.role ?? ''}
        options={[
          { value: '', text: t('problems.allFiles') },
          ...files.map(({ role }) => ({ value: role, text: t(`data.role.${role}`) })),
        ]}
        onChange={(role) => {
          problems.getState().setFilter({ role: role === '' ? null : role })
        }}
      />
      <Select<RowIssueCode | ''>
        label={t('problems.kind')}
        value={filter.code ?? ''}
        options={[
          { value: '', text: t('problems.allKinds') },
          ...codes.map((code) => ({ value: code, text: t(`data.issue.${code}`) })),
        ]}
        onChange={(code) => {
          problems.getState().setFilter({ code: code === '' ? null : code })
        }}
      />
    </div>
  )
}

interface RowProps {
  readonly row: IssueRow
  readonly isOpen: boolean
  readonly onPick: (row: IssueRow) => void
}

function ProblemRow({ row, isOpen, onPick }: RowProps) {
  const { t, format } = useI18n()
  const { code, column, file, line, byteOffset, value, raw } = row
  const kind = t(`data.issue.${code}`)
  return (
    <tr data-open={isOpen}>
      <td className={styles['name']}>{file}</td>
      <td className="n">
        <button
          type="button"
          className={styles['pick']}
          aria-expanded={isOpen}
          aria-label={t('problems.detail', { kind, file, line: format.count(line) })}
          onClick={() => {
            onPick(row)
          }}
        >
          {format.count(line)}
        </button>
      </td>
      <td className={`n ${styles['wide'] ?? ''}`}>{format.count(byteOffset)}</td>
      <td className={styles['wide']}>{column ?? <span className="dim">{t('problems.wholeRow')}</span>}</td>
      <td>{kind}</td>
      <td className={styles['raw']}>
        {value === '' ? <span className="dim">{t('problems.emptyValue')}</span> : visibleText(value)}
      </td>
      <td className={`${styles['raw'] ?? ''} ${styles['wide'] ?? ''}`}>{visibleText(raw)}</td>
    </tr>
  )
}

/** How many are shown of how many, and the way to the other pages. */
function Pages() {
  const { t, format } = useI18n()
  const { problems } = useStores()
  const total = useStore(problems, (state) => state.total) ?? 0
  const page = useStore(problems, (state) => state.page)
  const pages = Math.ceil(total / PROBLEM_PAGE_ROWS)
  if (pages < 2) return null
  const first = page * PROBLEM_PAGE_ROWS + 1
  const last = Math.min(total, first + PROBLEM_PAGE_ROWS - 1)
  return (
    <nav aria-label={t('problems.pages')} className={styles['pages']}>
      <Button
        disabled={page === 0}
        onClick={() => {
          problems.getState().openPage(page - 1)
        }}
      >
        {t('problems.previous')}
      </Button>
      <span role="status" className="sm num">
        {t('problems.pageOf', { first: format.count(first), last: format.count(last), total: format.count(total) })}
      </span>
      <Button
        disabled={page >= pages - 1}
        onClick={() => {
          problems.getState().openPage(page + 1)
        }}
      >
        {t('problems.next')}
      </Button>
    </nav>
  )
}

interface ProblemListProps {
  readonly files: readonly FileReport[]
  readonly onPick: (row: IssueRow) => void
}

/** The problems that were kept one by one: searched, filtered, in pages. */
export function ProblemList({ files, onPick }: ProblemListProps) {
  const { t, format } = useI18n()
  const { problems } = useStores()
  const rows = useStore(problems, (state) => state.rows)
  const total = useStore(problems, (state) => state.total)
  const kept = useStore(problems, (state) => state.kept)
  const counted = useStore(problems, (state) => state.counted)
  const isAsking = useStore(problems, (state) => state.isAsking)
  const error = useStore(problems, (state) => state.error)
  const selected = useStore(problems, (state) => state.selected)
  const shown = format.count(total ?? 0)
  return (
    <div>
      <Filters files={files} />
      <AnswerFailed
        error={error}
        onRetry={() => {
          problems.getState().retry()
        }}
      />
      <p role="status" className={styles['count']}>
        {total === null
          ? null
          : total === kept
            ? t('problems.shown', { shown })
            : t('problems.shownOf', { shown, kept: format.count(kept) })}
        {total === null || kept >= counted ? null : (
          <span className="dim">
            {t('problems.keptOf', { kept: format.count(kept), counted: format.count(counted) })}
          </span>
        )}
      </p>
      {total === 0 ? (
        <div className={styles['none']}>
          <p>{t('problems.noMatch')}</p>
          <Button
            onClick={() => {
              problems.getState().setFilter({ role: null, code: null, text: '' })
            }}
          >
            {t('problems.showAll')}
          </Button>
        </div>
      ) : (
        <ScrollBox label={t('problems.grid')} low>
          <table
            aria-label={t('problems.grid')}
            aria-busy={isAsking}
            className={`${styles['rows'] ?? ''} ${isAsking ? 'stale' : ''}`}
          >
            <thead>
              <tr>
                <th scope="col">{t('problems.file')}</th>
                <th scope="col" className="n">
                  {t('problems.line')}
                </th>
                <th scope="col" className={`n ${styles['wide'] ?? ''}`}>
                  {t('problems.byte')}
                </th>
                <th scope="col" className={styles['wide']}>
                  {t('problems.column')}
                </th>
                <th scope="col">{t('problems.kind')}</th>
                <th scope="col">{t('problems.value')}</th>
                <th scope="col" className={styles['wide']}>
                  {t('problems.raw')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                // One row of a file may have the same problem twice.
                <ProblemRow
                  key={`${row.file} ${String(row.byteOffset)} ${String(index)}`}
                  row={row}
                  isOpen={row === selected}
                  onPick={onPick}
                />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <Pages />
    </div>
  )
}
