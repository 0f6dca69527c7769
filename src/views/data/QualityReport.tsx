import { qualityMessages } from '../../i18n/messages/quality.ts'
import { qualityCheckMessages } from '../../i18n/messages/quality-checks.ts'
import { addMessages } from '../../i18n/translate.ts'
import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { FindingState } from '../../core/quality/finding.ts'
import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { errorText } from '../error-text.ts'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import type { OpenProblems } from './FindingDetails.tsx'
import { FindingRows, type RepairControl } from './FindingRows.tsx'
import { checkFindings, countInState, expectedChecks, fileFindings, type Finding } from './quality-shape.ts'
import styles from './QualityReport.module.css'

addMessages(qualityMessages)
addMessages(qualityCheckMessages)

const FILTERS = ['all', 'look', 'repaired', 'kept', 'checked'] as const

interface GroupProps {
  readonly title: string
  readonly findings: readonly Finding[]
  readonly repairs: RepairControl
  readonly onOpenProblems: OpenProblems
  /** Rows that are still to come. */
  readonly waitingRows: number
}

/** The findings of one kind of check under their head. */
function Group({ title, findings, repairs, onOpenProblems, waitingRows }: GroupProps) {
  const { t } = useI18n()
  return (
    <tbody>
      <tr className={styles['group']}>
        <th scope="rowgroup" colSpan={5}>
          {title}
        </th>
      </tr>
      {findings.map((finding) => (
        <FindingRows key={finding.key} finding={finding} repairs={repairs} onOpenProblems={onOpenProblems} />
      ))}
      {Array.from({ length: waitingRows }, (_, at) => (
        <tr key={at} className={styles['waiting']} aria-hidden="true">
          <td colSpan={5}>
            <i />
            <i />
          </td>
        </tr>
      ))}
      {findings.length + waitingRows === 0 ? (
        <tr>
          <td colSpan={5} className="dim">
            {t('quality.noneShown')}
          </td>
        </tr>
      ) : null}
    </tbody>
  )
}

interface QualityReportProps {
  readonly summary: DatasetSummary
  readonly onOpenProblems: OpenProblems
}

/**
 * What was seen in the files, what it means and what was done about it; what needs a look first.
 *
 * What each file shows is there at once. The checks across the files take a second at full scale: their rows keep their place.
 */
export function QualityReport({ summary, onOpenProblems }: QualityReportProps) {
  const { t, format } = useI18n()
  const { quality } = useStores()
  const report = useStore(quality, (state) => state.report)
  const repairing = useStore(quality, (state) => state.repairing)
  const repairError = useStore(quality, (state) => state.repairError)
  const [filter, setFilter] = useState<'all' | FindingState>('all')
  const { version } = summary
  const ask = quality.getState().show

  useEffect(() => {
    void ask(version)
  }, [version, ask])

  const isBusy = repairing !== null
  const isKnown = report.phase === 'ready' && (isBusy || report.value.version === version)
  const ofFiles = useMemo(() => fileFindings(summary), [summary])
  const across = useMemo(() => (isKnown ? checkFindings(report.value.findings) : []), [isKnown, report])
  const findings = [...ofFiles, ...across]
  const isWaiting = !isKnown && report.phase !== 'failed'
  const shown = (some: readonly Finding[]) =>
    filter === 'all' ? some : some.filter((finding) => finding.state === filter)
  const counts = {
    checks: format.count(findings.length),
    repairs: format.count(countInState(findings, 'repaired')),
    looks: format.count(countInState(findings, 'look')),
  }
  const repairs: RepairControl = {
    on: summary.repairs,
    isBusy,
    set: (repair, isOn) => {
      void quality.getState().repair({ ...summary.repairs, [repair]: isOn })
    },
  }
  const group = { repairs, onOpenProblems }
  return (
    <section aria-label={t('quality.title')} aria-busy={isWaiting || isBusy}>
      <div className="head">
        <h2>{t('quality.title')}</h2>
        <span className="sm dim num">
          {isWaiting ? t('quality.summaryWaiting', { checks: counts.checks }) : t('quality.summary', counts)}
        </span>
      </div>
      <div className={styles['tools']}>
        <SegmentedControl
          label={t('quality.filter')}
          value={filter}
          onChange={setFilter}
          options={FILTERS.map((value) => ({
            value,
            text: t(`quality.filter.${value}`, {
              count: format.count(value === 'all' ? findings.length : countInState(findings, value)),
            }),
          }))}
        />
        <span role="status" className="sm dim">
          {isBusy ? t('quality.repairing') : isWaiting ? t('quality.checking') : ''}
        </span>
      </div>
      {repairError === null ? null : (
        <Notice tone="bad">
          {t('quality.repairFailed')} {errorText(t, repairError)}
        </Notice>
      )}
      <table className={styles['findings']}>
        <thead>
          <tr>
            <th scope="col">{t('quality.finding')}</th>
            <th scope="col">{t('quality.seen')}</th>
            <th scope="col" className="n">
              {t('quality.count')}
            </th>
            <th scope="col">{t('quality.stateHead')}</th>
            <th scope="col">
              <span className="sr">{t('quality.actions')}</span>
            </th>
          </tr>
        </thead>
        <Group {...group} title={t('quality.group.files')} findings={shown(ofFiles)} waitingRows={0} />
        {report.phase === 'failed' ? null : (
          <Group
            {...group}
            title={t('quality.group.across')}
            findings={shown(across)}
            waitingRows={isWaiting ? expectedChecks(summary.files) : 0}
          />
        )}
      </table>
      {report.phase === 'failed' ? (
        <Notice
          tone="bad"
          actions={<Button onClick={() => void quality.getState().retry()}>{t('common.tryAgain')}</Button>}
        >
          {t('quality.failed')} {errorText(t, report.error)}
        </Notice>
      ) : null}
    </section>
  )
}
