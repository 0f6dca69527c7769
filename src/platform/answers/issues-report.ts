import { ISSUE_KINDS, policyOf, type RowIssue, type RowIssueCode } from '../../core/ingest/row-issue.ts'
import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import type { LoadedFiles } from '../loaded-data.ts'
import type { LoadedPart } from './loaded-file.ts'

/** What each kind of issue says in a report. Reports are for other tools, so in English whatever the page speaks. */
const NOTES: Readonly<Record<RowIssueCode, string>> = {
  'missing-field': 'The row has fewer fields than the header',
  'extra-field': 'The row has more fields than the header',
  'truncated-row': 'The file ends inside this row',
  'missing-id': 'A text that the row cannot do without is missing',
  'bad-date': 'The date that the row cannot do without is no date',
  'bad-code': 'The code that the row cannot do without is unknown',
  'stray-quote': 'There is text between a closing quote and the end of its cell',
  'unterminated-quote': 'A quote is opened and never closed',
  'record-too-long': 'The record is longer than any row may be',
  'repeated-header': 'The header stands here once more',
  'bad-number-cell': 'The cell is no number',
  'bad-date-cell': 'The cell is no date',
  'bad-time-cell': 'The cell is no time of the day',
  'bad-text-cell': 'The cell has letters that are no text in this encoding',
  'fraction-cell': 'The cell of a column of whole numbers has a fraction',
  'quote-cell': 'A quote stands inside a cell that does not begin with one',
}

/** Titles of the Frictionless error types. @see https://framework.frictionlessdata.io/docs/errors/ */
const TITLES: Readonly<Record<string, string>> = {
  'missing-cell': 'Missing Cell',
  'extra-cell': 'Extra Cell',
  'constraint-error': 'Constraint Error',
  'type-error': 'Type Error',
  'row-error': 'Row Error',
  'encoding-error': 'Encoding Error',
  'cell-error': 'Cell Error',
}

function reportedError({ plan }: LoadedPart, issue: RowIssue) {
  const type = ISSUE_KINDS[issue.code].frictionless
  const field = issue.column === null ? -1 : plan.header.indexOf(issue.column)
  return {
    type,
    title: TITLES[type] ?? type,
    note: NOTES[issue.code],
    rowNumber: issue.line,
    ...(issue.column === null ? {} : { fieldName: issue.column }),
    ...(field < 0 ? {} : { fieldNumber: field + 1 }),
    cell: issue.value,
    row: issue.raw,
    byteOffset: issue.byteOffset,
    recscopeCode: issue.code,
    policy: policyOf(issue.code, plan.policies),
  }
}

function reportedTask(part: LoadedPart, role: string) {
  const { plan, reading } = part
  const errors = reading.issues.reduce((sum, issue) => sum + issue.count, 0)
  return {
    name: plan.fileName,
    type: 'table',
    role,
    valid: errors === 0,
    labels: plan.header,
    stats: { errors, rows: reading.rowsSeen, fields: plan.width, bytes: plan.sizeBytes },
    dialect: { encoding: reading.encoding, delimiter: plan.delimiter },
    counts: reading.issues.map(({ code, column, count, policy }) => ({
      type: ISSUE_KINDS[code].frictionless,
      recscopeCode: code,
      fieldName: column,
      count,
      policy,
    })),
    notes: reading.notes,
    policies: plan.policies,
    fixes: { ...reading.fixes, cells: plan.fixes },
    errors: reading.keptIssues.map((issue) => reportedError(part, issue)),
  }
}

/**
 * A report in the words of Frictionless: one task per file. All errors are counted; the first of each file are listed.
 *
 * @see https://framework.frictionlessdata.io/docs/framework/report.html
 */
export function issuesReport(files: LoadedFiles, summary: DatasetSummary): Uint8Array<ArrayBuffer> {
  const tasks = [...files.values()].flatMap(({ role, parts }) => parts.map((part) => reportedTask(part, role)))
  const errors = tasks.reduce((sum, { stats }) => sum + stats.errors, 0)
  const report = {
    valid: errors === 0,
    stats: { tasks: tasks.length, errors },
    fingerprint: summary.fingerprint,
    tasks,
  }
  return new TextEncoder().encode(JSON.stringify(report, null, 2))
}
