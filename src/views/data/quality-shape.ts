import type { RowIssueCount } from '../../core/ingest/row-issue.ts'
import type { CodeJoin } from '../../core/tables/categories.ts'
import type { FileRole } from '../../core/tables/table.ts'
import type { DatasetSummary, FileReport } from '../../protocol/dataset-report.ts'

/** What became of a finding. */
export type FindingState = 'look' | 'repaired' | 'kept' | 'checked'

interface FindingBase {
  readonly key: string
  readonly state: FindingState
  /** Rows, lines or codes concerned. */
  readonly count: number
}

/** One line of the quality report. */
export type Finding = FindingBase &
  (
    | { readonly kind: 'row-issue'; readonly role: FileRole; readonly issue: RowIssueCount }
    | { readonly kind: 'no-row-issues' }
    | { readonly kind: 'far-days'; readonly firstDay: number; readonly lastDay: number }
    | { readonly kind: 'sheet-limit'; readonly fileNames: readonly string[] }
    | { readonly kind: 'joined'; readonly lines: number }
    | { readonly kind: 'padded' }
    | { readonly kind: 'unknown-code' }
    | { readonly kind: 'unmatched'; readonly codes: CodeJoin['unmatchedCodes'] }
    | { readonly kind: 'collisions'; readonly codes: readonly string[] }
    | { readonly kind: 'zero'; readonly role: FileRole; readonly column: string }
  )

/** Rows under the header of the largest sheet: 2^20 rows with the header. */
export const SHEET_ROW_LIMIT = 1_048_575

const STATE_ORDER: readonly FindingState[] = ['look', 'repaired', 'kept', 'checked']

function joinFindings(join: CodeJoin): readonly Finding[] {
  const findings: Finding[] = [
    { key: 'joined', kind: 'joined', state: 'checked', count: join.matched, lines: join.lines },
    {
      key: 'unmatched',
      kind: 'unmatched',
      state: join.unmatched > 0 ? 'look' : 'checked',
      count: join.unmatched,
      codes: join.unmatchedCodes,
    },
  ]
  if (join.paddingRepaired) findings.push({ key: 'padded', kind: 'padded', state: 'repaired', count: join.matched })
  if (join.unknown > 0) findings.push({ key: 'unknown', kind: 'unknown-code', state: 'kept', count: join.unknown })
  if (join.collisions.length > 0)
    findings.push({
      key: 'collisions',
      kind: 'collisions',
      state: 'look',
      count: join.collisions.length,
      codes: join.collisions,
    })
  return findings
}

function issueFindings(file: FileReport): readonly Finding[] {
  return file.issues.map((issue) => ({
    key: `${file.role} ${issue.code} ${issue.column ?? ''}`,
    kind: 'row-issue',
    state: issue.effect === 'row-left-out' ? 'look' : 'kept',
    count: issue.count,
    role: file.role,
    issue,
  }))
}

function zeroFindings(file: FileReport): readonly Finding[] {
  return file.columns
    .filter((column) => (column.zeroCount ?? 0) > 0)
    .map((column) => ({
      key: `zero ${file.role} ${column.name}`,
      kind: 'zero',
      state: 'kept',
      count: column.zeroCount ?? 0,
      role: file.role,
      column: column.name,
    }))
}

const daysOf = ({ firstDay, lastDay }: NonNullable<DatasetSummary['farDays']>) => ({ firstDay, lastDay })

/** All findings of the loaded files: what to look at first, then repairs, then what was kept, then what was found in order. */
export function qualityFindings(
  summary: Pick<DatasetSummary, 'files' | 'productJoin' | 'farDays'>,
): readonly Finding[] {
  const { files, productJoin, farDays } = summary
  const issues = files.flatMap(issueFindings)
  const cut = files.filter((file) => file.rowCount + file.leftOutCount === SHEET_ROW_LIMIT)
  const findings: readonly Finding[] = [
    {
      key: 'sheet-limit',
      kind: 'sheet-limit',
      state: cut.length > 0 ? 'look' : 'checked',
      count: cut.length * SHEET_ROW_LIMIT,
      fileNames: cut.map((file) => file.fileName),
    },
    ...(farDays === null
      ? []
      : [
          {
            key: 'far-days',
            kind: 'far-days',
            state: 'look',
            count: farDays.rows,
            ...daysOf(farDays),
          } satisfies Finding,
        ]),
    ...issues,
    ...(issues.length > 0
      ? []
      : [{ key: 'no-row-issues', kind: 'no-row-issues', state: 'checked', count: 0 } satisfies Finding]),
    ...(productJoin === null ? [] : joinFindings(productJoin)),
    ...files.flatMap(zeroFindings),
  ]
  return findings.toSorted((a, b) => STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state))
}

/** How many findings are in one state. */
export const countInState = (findings: readonly Finding[], state: FindingState): number =>
  findings.filter((finding) => finding.state === state).length
