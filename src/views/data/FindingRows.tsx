import { Fragment, useId, useState } from 'react'
import type { Repairs } from '../../core/quality/repairs.ts'
import { Button } from '../../ui/Button.tsx'
import { useI18n } from '../use-i18n.ts'
import { FindingDetails, type OpenProblems } from './FindingDetails.tsx'
import { findingText, hasDetails } from './finding-text.ts'
import { repairOf, type Finding } from './quality-shape.ts'
import styles from './QualityReport.module.css'

const STATE_MARKS = { look: '!', repaired: '↻', kept: '=', checked: '✓' } as const
const STATE_TONES = { look: 'warn', repaired: 'good', kept: '', checked: 'good' } as const

/** The repairs as they are, and how to change one. */
export interface RepairControl {
  readonly on: Repairs
  /** A change is under way: the buttons stay, and wait. */
  readonly isBusy: boolean
  readonly set: (repair: keyof Repairs, isOn: boolean) => void
}

interface RepairButtonProps {
  readonly repair: keyof Repairs
  readonly count: number
  readonly control: RepairControl
}

/** One button for both ways, so that the focus stays where it is. */
function RepairButton({ repair, count, control }: RepairButtonProps) {
  const { t, format } = useI18n()
  const isOn = control.on[repair]
  const text =
    count === 1 ? t(`quality.repair.${repair}.one`) : t(`quality.repair.${repair}`, { count: format.count(count) })
  return (
    <Button
      aria-label={isOn ? t('quality.undoOf', { finding: text }) : text}
      aria-disabled={control.isBusy}
      onClick={() => {
        if (!control.isBusy) control.set(repair, !isOn)
      }}
    >
      {isOn ? t('quality.undo') : text}
    </Button>
  )
}

interface FindingRowsProps {
  readonly finding: Finding
  readonly repairs: RepairControl
  readonly onOpenProblems: OpenProblems
}

/** A finding as a row of the report, and the row of its details under it. */
export function FindingRows({ finding, repairs, onOpenProblems }: FindingRowsProps) {
  const i18n = useI18n()
  const { t, format } = i18n
  const [open, setOpen] = useState(false)
  const detailsId = useId()
  const { name, seen, means } = findingText(i18n, finding)
  const repair = repairOf(finding)
  return (
    <Fragment>
      <tr>
        <th scope="row" className={styles['name']}>
          {name}
        </th>
        <td className={styles['seen']}>
          <p>{seen}</p>
          <p className={styles['means']}>{means}</p>
          {repair === null ? null : <RepairButton repair={repair} count={finding.count} control={repairs} />}
        </td>
        <td className={`n ${styles['count'] ?? ''}`}>{format.count(finding.count)}</td>
        <td className={styles['state']}>
          <span className={`chip ${STATE_TONES[finding.state]}`}>
            <span aria-hidden="true">{STATE_MARKS[finding.state]}</span>
            {t(`quality.state.${finding.state}`)}
          </span>
        </td>
        <td className={styles['more']}>
          {hasDetails(finding) ? (
            <Button
              tone="quiet"
              aria-expanded={open}
              aria-controls={detailsId}
              aria-label={t('quality.moreOf', { finding: name })}
              onClick={() => {
                setOpen(!open)
              }}
            >
              {t('quality.more')}
            </Button>
          ) : null}
        </td>
      </tr>
      {hasDetails(finding) ? (
        <tr id={detailsId} hidden={!open} className={styles['details']}>
          <td colSpan={5}>
            {open ? <FindingDetails finding={finding} name={name} onOpenProblems={onOpenProblems} /> : null}
          </td>
        </tr>
      ) : null}
    </Fragment>
  )
}
