import { rowsMessages } from '../../i18n/messages/rows.ts'
import { addMessages } from '../../i18n/translate.ts'
import { useDeferredValue } from 'react'
import { useStore } from 'zustand'
import type { DatasetSummary, FileReport } from '../../protocol/dataset-report.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { AnswerFailed } from '../AnswerFailed.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import styles from './RowBrowser.module.css'
import { RowPager } from './RowPager.tsx'
import { RowTable } from './RowTable.tsx'
import { valueWord } from './row-shape.ts'

addMessages(rowsMessages)

/** The lens of the actions, and what it does not do. */
function Lens() {
  const { t } = useI18n()
  const { rowBrowser } = useStores()
  const lens = useStore(rowBrowser, (state) => state.view.lens)
  return (
    <>
      <SegmentedControl
        label={t('rows.lens')}
        value={lens}
        options={(['all', 'searches'] as const).map((value) => ({ value, text: t(`rows.lens.${value}`) }))}
        onChange={(value) => {
          rowBrowser.getState().setLens(value)
        }}
      />
      {lens === 'searches' ? <span className="sm dim">{t('rows.lensNote')}</span> : null}
    </>
  )
}

/** Filters that were typed and mean nothing: said in words, since the answer is as if they were not there. */
function Unreadable({ file }: { readonly file: FileReport }) {
  const { t } = useI18n()
  const { rowBrowser } = useStores()
  const unreadable = useStore(rowBrowser, (state) => state.unreadable)
  const says = unreadable.flatMap(({ column, test, text }) => {
    const kind = file.columns.find(({ name }) => name === column)?.kind
    if (kind === undefined) return []
    const word = valueWord(kind)
    return word === 'text' ? [] : [{ key: `${column}.${test}`, text: t(`rows.unreadable.${word}`, { column, text }) }]
  })
  return (
    <div role="status" className={styles['unreadable']}>
      {says.map(({ key, text }) => (
        <p key={key}>{text}</p>
      ))}
    </div>
  )
}

/** The rows of one loaded table: how many pass, one page of them, and the ways through the pages. */
function Rows({ file }: { readonly file: FileReport }) {
  const { t, format } = useI18n()
  const { rowBrowser } = useStores()
  // A page of rows is some eight hundred cells: they are drawn in slices, so that typing never waits for them.
  const answer = useDeferredValue(useStore(rowBrowser, (state) => state.answer))
  const error = useStore(rowBrowser, (state) => state.error)
  const view = useStore(rowBrowser, (state) => state.view)
  const isFiltered = view.filters.length > 0 || view.lens !== 'all'
  const clear = () => {
    rowBrowser.getState().clearFilters()
  }
  return (
    <>
      <div className={styles['controls']}>
        {file.role === 'actions' && file.columns.some(({ name }) => name === 'sech_kwd') ? <Lens /> : null}
        <span role="status" className="num med">
          {answer === null
            ? t('rows.loading')
            : answer.total === answer.all
              ? t('rows.countAll', { all: format.count(answer.all) })
              : t('rows.count', { rows: format.count(answer.total), all: format.count(answer.all) })}
        </span>
        {isFiltered ? (
          <Button tone="quiet" onClick={clear}>
            {t('rows.clear')}
          </Button>
        ) : null}
      </div>
      <Unreadable file={file} />
      <AnswerFailed
        error={error}
        onRetry={() => {
          rowBrowser.getState().retry()
        }}
      />
      {answer === null ? null : (
        <>
          <RowTable answer={answer} hasManyFiles={file.sourceNames.length > 1} />
          {answer.total === 0 ? (
            <p className={styles['none']}>{t('rows.none')}</p>
          ) : (
            <RowPager total={answer.total} start={answer.start} pageRows={view.pageRows} />
          )}
        </>
      )}
    </>
  )
}

interface RowBrowserProps {
  readonly summary: DatasetSummary
}

/** The rows of each table as they were read. Closed at first: then nothing is asked for. */
export function RowBrowser({ summary }: RowBrowserProps) {
  const { t } = useI18n()
  const { rowBrowser } = useStores()
  const role = useStore(rowBrowser, (state) => state.view.role)
  const file = summary.files.find((one) => one.role === role)
  return (
    <section aria-label={t('rows.title')} className={styles['browser']}>
      <div className="head">
        <h2>{t('rows.title')}</h2>
        <SegmentedControl
          label={t('rows.pick')}
          value={role ?? 'closed'}
          options={[
            { value: 'closed', text: t('rows.closed') },
            ...summary.files.map((one) => ({ value: one.role, text: t(`data.role.${one.role}`) })),
          ]}
          onChange={(value) => {
            rowBrowser.getState().open(value === 'closed' ? null : value)
          }}
        />
      </div>
      {role === null ? (
        <p className="sm dim">{t('rows.intro')}</p>
      ) : file === undefined ? (
        <Notice tone="warn">{t('rows.notLoaded', { table: t(`data.role.${role}`) })}</Notice>
      ) : (
        <Rows key={role} file={file} />
      )}
    </section>
  )
}
