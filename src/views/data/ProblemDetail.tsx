import { useState, type Ref, type SubmitEvent } from 'react'
import { useStore } from 'zustand'
import type { FileReport } from '../../protocol/dataset-report.ts'
import type { IssueRow } from '../../protocol/issue-rows.ts'
import { fixAt, withFix, withoutFix } from '../../state/fix-list.ts'
import { fixesOf } from '../../state/problems-store.ts'
import { Button } from '../../ui/Button.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import { isCut, markedRow } from './problem-shape.ts'
import styles from './ProblemDetail.module.css'
import { visibleText } from './raw-row.ts'
import { useFileChoice } from './use-file-choice.ts'

interface FixFormProps {
  readonly issue: IssueRow
  /** Name of the column to fix, or `null` for the whole row. */
  readonly column: string | null
}

/** One cell or row to put right. The fix joins the list; the file is read with it once the list is applied. */
function FixForm({ issue, column }: FixFormProps) {
  const { t } = useI18n()
  const { problems } = useStores()
  const fixes = useStore(problems, (state) => fixesOf(state, issue.file))
  const place = { byteOffset: issue.byteOffset, column }
  const present = fixAt(fixes, place)
  const before = column === null ? issue.raw : issue.value
  const [text, setText] = useState(present?.after ?? before)
  const [noted, setNoted] = useState(false)

  const note = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    problems.getState().setFixes(issue.file, withFix(fixes, { ...place, before, after: text }))
    setNoted(true)
  }
  const remove = () => {
    if (present !== undefined) problems.getState().setFixes(issue.file, withoutFix(fixes, present))
    setText(before)
    setNoted(false)
  }
  return (
    <form className={styles['fix']} onSubmit={note}>
      <TextField
        label={column === null ? t('problems.newRow') : t('problems.newCell', { column })}
        text={text}
        isLong={column === null}
        isMono
        onType={(typed) => {
          setText(typed)
          setNoted(false)
        }}
      />
      <div className={styles['buttons']}>
        <Button type="submit" disabled={text === (present?.after ?? before)}>
          {present === undefined ? t('problems.addFix') : t('problems.changeFix')}
        </Button>
        {present === undefined ? null : <Button onClick={remove}>{t('problems.removeFix')}</Button>}
        <p role="status" className="sm sec">
          {noted ? t('problems.fixNoted') : null}
        </p>
      </div>
    </form>
  )
}

interface ProblemDetailProps {
  readonly issue: IssueRow
  readonly report: FileReport | undefined
  readonly headingRef: Ref<HTMLHeadingElement>
  readonly onClose: () => void
}

/** One problem in full: the row as it stands with its cell marked, and a way to put it right. */
export function ProblemDetail({ issue, report, headingRef, onClose }: ProblemDetailProps) {
  const { t, format } = useI18n()
  const { isAtHand } = useFileChoice()
  const { problems } = useStores()
  const rowFixed = useStore(
    problems,
    (state) => fixAt(fixesOf(state, issue.file), { byteOffset: issue.byteOffset, column: null }) !== undefined,
  )
  // Once the whole row is replaced, a cell of the old one is nowhere to be found.
  const [part, setPart] = useState<'cell' | 'row'>(issue.column === null || rowFixed ? 'row' : 'cell')
  const { before, cell, after } = markedRow(issue, report)
  const line = format.count(issue.line)
  const column = part === 'row' ? null : issue.column
  return (
    <section aria-labelledby="problem-detail" className={styles['detail']}>
      <div className="head">
        <h3 id="problem-detail" ref={headingRef} tabIndex={-1}>
          {t('problems.detail', { kind: t(`data.issue.${issue.code}`), file: issue.file, line })}
        </h3>
        <span className="sm dim num">{t('problems.detailByte', { byte: format.count(issue.byteOffset) })}</span>
        <span className="end">
          <Button tone="quiet" onClick={onClose}>
            {t('problems.close')}
          </Button>
        </span>
      </div>
      <p className={styles['rawHead']}>{t('problems.rawOf')}</p>
      <p className={styles['raw']}>
        {visibleText(before)}
        {cell === null ? null : <mark>{cell === '' ? t('problems.emptyValue') : visibleText(cell)}</mark>}
        {visibleText(after)}
        {isCut(issue) ? '…' : ''}
      </p>
      {report !== undefined && !isAtHand(report) ? (
        <p className="sm dim">{t('problems.notAtHand', { file: issue.file })}</p>
      ) : (
        <>
          {issue.column === null || rowFixed ? null : (
            <SegmentedControl
              label={t('problems.fixWhat')}
              value={part}
              options={[
                { value: 'cell', text: t('problems.fixCell') },
                { value: 'row', text: t('problems.fixRow') },
              ]}
              onChange={setPart}
            />
          )}
          {column === null && isCut(issue) ? (
            <p className="sm sec">{t('problems.fixTooLong')}</p>
          ) : (
            <FixForm key={column ?? ''} issue={issue} column={column} />
          )}
        </>
      )}
    </section>
  )
}
