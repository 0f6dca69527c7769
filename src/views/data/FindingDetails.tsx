import type { ReactNode } from 'react'
import type { RowIssue, RowIssueCode } from '../../core/ingest/row-issue.ts'
import type { QualityFinding } from '../../core/quality/finding.ts'
import type { FileRole } from '../../core/tables/table.ts'
import { Button } from '../../ui/Button.tsx'
import { ScrollBox } from '../../ui/ScrollBox.tsx'
import { useI18n } from '../use-i18n.ts'
import type { Finding } from './quality-shape.ts'
import styles from './QualityReport.module.css'

/** Called to show the rows of one kind of problem in one file. */
export type OpenProblems = (role: FileRole, code: RowIssueCode) => void

interface CasesProps {
  /** Heads of the columns; those of numbers stand to the right. */
  readonly heads: readonly { readonly text: string; readonly isNumber?: boolean }[]
  /** Cells as they are shown. */
  readonly rows: readonly (readonly string[])[]
}

function Cases({ heads, rows }: CasesProps) {
  return (
    <table className={styles['cases']}>
      <thead>
        <tr>
          {heads.map(({ text, isNumber }) => (
            <th key={text} scope="col" className={isNumber === true ? 'n' : undefined}>
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((cell, at) => (
              <td key={at} className={heads[at]?.isNumber === true ? 'n' : styles['raw']}>
                {cell === '' ? '–' : cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function IssueCases({ examples }: { readonly examples: readonly RowIssue[] }) {
  const { t, format } = useI18n()
  return (
    <Cases
      heads={[
        { text: t('quality.case.file') },
        { text: t('quality.case.line'), isNumber: true },
        { text: t('quality.case.byte'), isNumber: true },
        { text: t('quality.case.column') },
        { text: t('quality.case.value') },
        { text: t('quality.case.raw') },
      ]}
      rows={examples.map((issue) => [
        issue.file,
        format.count(issue.line),
        format.count(issue.byteOffset),
        issue.column ?? '',
        issue.value,
        issue.raw,
      ])}
    />
  )
}

/** The rows, values and ids that a check names; `null` where it names none. */
function CheckCases({ finding }: { readonly finding: QualityFinding }) {
  const { t, format } = useI18n()
  const file = { text: t('quality.case.file') }
  const line = { text: t('quality.case.line'), isNumber: true }
  switch (finding.code) {
    case 'product-join':
      return (
        <p className={styles['list']}>{t('quality.case.neverBought', { codes: finding.neverBought.join(', ') })}</p>
      )
    case 'duplicate-rows':
      return (
        <Cases
          heads={[file, line, { text: t('quality.case.first') }]}
          rows={finding.examples.map(({ place, first }) => [
            place.file,
            format.count(place.line),
            t('quality.place', { file: first.file, line: format.count(first.line) }),
          ])}
        />
      )
    case 'outliers':
      return (
        <Cases
          heads={[file, line, { text: t('quality.case.value'), isNumber: true }]}
          rows={finding.examples.map(({ place, value }) => [place.file, format.count(place.line), format.count(value)])}
        />
      )
    case 'shared-id':
      return (
        <Cases
          heads={[{ text: t('quality.case.id') }, { text: t('quality.case.clients'), isNumber: true }, file, line]}
          rows={finding.examples.map(({ id, clientCount, place }) => [
            id,
            format.count(clientCount),
            place.file,
            format.count(place.line),
          ])}
        />
      )
    default:
      return null
  }
}

interface FindingDetailsProps {
  readonly finding: Finding
  readonly name: string
  readonly onOpenProblems: OpenProblems
}

/** The first cases of a finding, with the places where they stand. */
export function FindingDetails({ finding, name, onOpenProblems }: FindingDetailsProps) {
  const { t, format } = useI18n()
  const inBox = (cases: ReactNode) => (
    <ScrollBox label={t('quality.cases', { finding: name })} low>
      {cases}
    </ScrollBox>
  )
  switch (finding.kind) {
    case 'row-issue':
      return (
        <>
          {finding.examples.length === 0 ? null : inBox(<IssueCases examples={finding.examples} />)}
          <Button
            tone="quiet"
            onClick={() => {
              onOpenProblems(finding.role, finding.issue.code)
            }}
          >
            {t('quality.openProblems')}
          </Button>
        </>
      )
    case 'unmatched':
      return inBox(
        <Cases
          heads={[{ text: t('quality.case.code') }, { text: t('quality.case.lines'), isNumber: true }]}
          rows={finding.codes.map(({ code, lines }) => [code, format.count(lines)])}
        />,
      )
    case 'collisions':
      return <p className={styles['list']}>{finding.codes.join(', ')}</p>
    case 'check':
      return inBox(<CheckCases finding={finding.finding} />)
    default:
      return null
  }
}
