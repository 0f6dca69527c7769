import { Fragment, useId, useState } from 'react'
import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import { Button } from '../../ui/Button.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import { FindingDetails } from './FindingDetails.tsx'
import { findingName, findingSeen, hasDetails } from './finding-text.ts'
import { countInState, qualityFindings, type Finding } from './quality-shape.ts'
import styles from './QualityReport.module.css'

const STATE_MARKS = { look: '!', repaired: '↻', kept: '=', checked: '✓' } as const
const STATE_TONES = { look: 'warn', repaired: 'good', kept: '', checked: 'good' } as const

function FindingRows({ finding }: { readonly finding: Finding }) {
  const i18n = useI18n()
  const { t, format } = i18n
  const [open, setOpen] = useState(false)
  const detailsId = useId()
  const name = findingName(i18n, finding)
  return (
    <Fragment>
      <tr>
        <th scope="row" className={styles['name']}>
          {name}
        </th>
        <td className={styles['seen']}>{findingSeen(i18n, finding)}</td>
        <td className={`n ${styles['count'] ?? ''}`}>{format.count(finding.count)}</td>
        <td className={styles['state']}>
          <span className={`chip ${STATE_TONES[finding.state]}`}>
            <span aria-hidden="true">{STATE_MARKS[finding.state]}</span>
            {t(`data.${finding.state}`)}
          </span>
        </td>
        <td className={styles['more']}>
          {hasDetails(finding) ? (
            <Button
              tone="quiet"
              aria-expanded={open}
              aria-controls={detailsId}
              aria-label={t('data.moreOf', { finding: name })}
              onClick={() => setOpen(!open)}
            >
              {t('data.more')}
            </Button>
          ) : null}
        </td>
      </tr>
      {hasDetails(finding) ? (
        <tr id={detailsId} hidden={!open} className={styles['details']}>
          <td colSpan={5}>{open ? <FindingDetails finding={finding} name={name} /> : null}</td>
        </tr>
      ) : null}
    </Fragment>
  )
}

interface QualityReportProps {
  readonly summary: DatasetSummary
}

/** What was seen in the files and done about it, what needs a look first. */
export function QualityReport({ summary }: QualityReportProps) {
  const { t, format } = useI18n()
  const { dataset } = useStores()
  const findings = qualityFindings(summary)
  const hasIssues = findings.some((finding) => finding.kind === 'row-issue')
  const counts = {
    checks: format.count(findings.length),
    repairs: format.count(countInState(findings, 'repaired')),
    looks: format.count(countInState(findings, 'look')),
  }
  return (
    <section aria-label={t('data.quality')}>
      <div className="head">
        <h2>{t('data.quality')}</h2>
        <span className="sm dim">{t('data.qualitySummary', counts)}</span>
        {hasIssues ? (
          <span className="end">
            <Button tone="quiet" onClick={() => void dataset.getState().saveIssues()}>
              {t('data.saveIssues')}
            </Button>
          </span>
        ) : null}
      </div>
      <table className={styles['findings']}>
        <thead>
          <tr>
            <th scope="col">{t('data.finding')}</th>
            <th scope="col">{t('data.seen')}</th>
            <th scope="col" className="n">
              {t('data.lines')}
            </th>
            <th scope="col">{t('data.stateHead')}</th>
            <th scope="col">
              <span className="sr">{t('data.moreHead')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {findings.map((finding) => (
            <FindingRows key={finding.key} finding={finding} />
          ))}
        </tbody>
      </table>
    </section>
  )
}
