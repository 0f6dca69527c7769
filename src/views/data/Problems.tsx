import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import { Button } from '../../ui/Button.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import { FixList } from './FixList.tsx'
import { problemCount } from './problem-shape.ts'
import { ProblemDetail } from './ProblemDetail.tsx'
import { ProblemList } from './ProblemList.tsx'
import { ProblemPolicies } from './ProblemPolicies.tsx'
import styles from './Problems.module.css'

interface ProblemsProps {
  readonly summary: DatasetSummary
}

/** Every row and cell that could not be used as it stood: what was done, what else could be done, and fixes by hand. */
export function Problems({ summary }: ProblemsProps) {
  const { t, format } = useI18n()
  const { dataset, problems } = useStores()
  const selected = useStore(problems, (state) => state.selected)
  const list = useRef<HTMLHeadingElement>(null)
  const detail = useRef<HTMLHeadingElement>(null)
  const { files, version } = summary
  const count = problemCount(files)
  const withProblems = files.filter((file) => file.issues.length > 0).length

  // What was picked stands below the list: the keyboard and the eye go there.
  useEffect(() => {
    if (selected !== null) detail.current?.focus()
  }, [selected])

  return (
    <section aria-label={t('problems.title')} className={styles['problems']}>
      <div className="head">
        <h2>{t('problems.title')}</h2>
        <span className="sm dim num">
          {count === 0
            ? t('problems.none')
            : withProblems === 1
              ? t('problems.summaryOne', { counted: format.count(count) })
              : t('problems.summary', { counted: format.count(count), files: withProblems })}
        </span>
        <span className="end">
          {count === 0 ? null : (
            <Button tone="quiet" onClick={() => void dataset.getState().saveIssues()}>
              {t('problems.exportCsv')}
            </Button>
          )}
          <Button tone="quiet" onClick={() => void dataset.getState().saveReport()}>
            {t('problems.exportJson')}
          </Button>
        </span>
      </div>
      {count === 0 ? null : (
        <>
          <ProblemPolicies
            files={files}
            version={version}
            onShow={() => {
              list.current?.focus()
            }}
          />
          <section aria-labelledby="problems-each">
            <h3 id="problems-each" ref={list} tabIndex={-1}>
              {t('problems.each')}
            </h3>
            <ProblemList
              files={files}
              onPick={(row) => {
                problems.getState().select(row === selected ? null : row)
              }}
            />
            {selected === null ? (
              <p className="sm dim">{t('problems.pick')}</p>
            ) : (
              <ProblemDetail
                key={`${selected.file} ${String(selected.byteOffset)} ${JSON.stringify(selected.column)} ${selected.code}`}
                issue={selected}
                report={files.find((file) => file.sourceNames.includes(selected.file))}
                headingRef={detail}
                onClose={() => {
                  problems.getState().select(null)
                  list.current?.focus()
                }}
              />
            )}
          </section>
        </>
      )}
      <FixList files={files} />
    </section>
  )
}
