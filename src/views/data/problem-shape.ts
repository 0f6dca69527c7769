import type { IssuePolicy, RowIssue, RowIssueCode } from '../../core/ingest/row-issue.ts'
import type { FileReport } from '../../protocol/dataset-report.ts'
import { ISSUE_CODES } from '../../state/problems-store.ts'
import type { I18n } from '../use-i18n.ts'
import { fieldSpans } from './raw-row.ts'

/** One kind of problem in one file, over all its columns. */
export interface KindInFile {
  readonly code: RowIssueCode
  readonly count: number
  /** What was done with these rows. */
  readonly policy: IssuePolicy
  /** Where it occurs, in the order of the counts; empty when it concerns whole rows. */
  readonly columns: readonly string[]
  readonly example: RowIssue | null
}

/** The kinds of problems that a file has, in the order in which people are shown them. */
export function kindsInFile({ issues }: Pick<FileReport, 'issues'>): readonly KindInFile[] {
  return ISSUE_CODES.flatMap((code) => {
    const some = issues.filter((issue) => issue.code === code)
    const [first] = some
    if (first === undefined) return []
    return {
      code,
      policy: first.policy,
      count: some.reduce((sum, issue) => sum + issue.count, 0),
      columns: some.flatMap(({ column }) => (column === null ? [] : [column])),
      example: first.examples[0] ?? null,
    }
  })
}

/** Problems of all files, whatever was done with them. */
export const problemCount = (files: readonly Pick<FileReport, 'issues'>[]): number =>
  files.reduce((sum, file) => sum + file.issues.reduce((all, issue) => all + issue.count, 0), 0)

/** What a rule does to the rows of a kind, in words. */
export function effectText({ t, format }: I18n, kind: KindInFile, policy: IssuePolicy): string {
  const rows = format.count(kind.count)
  switch (policy) {
    case 'skip':
      return t('problems.effect.skip', { rows })
    case 'missing':
      return kind.columns.length === 0
        ? t('problems.effect.missingFields', { rows })
        : t('problems.effect.missing', { rows, column: kind.columns.join(', ') })
    case 'keep':
      return t(kind.code === 'extra-field' ? 'problems.effect.keepSurplus' : 'problems.effect.keep', { rows })
    case 'block':
      return t('problems.effect.block')
  }
}

/** Letters that are kept of a row; one that is as long was cut. */
const RAW_LETTERS = 1_000

/** Whether a row that was kept may be the start of a longer one only. */
export const isCut = ({ raw }: Pick<RowIssue, 'raw'>): boolean => raw.length >= RAW_LETTERS

/** A row in three parts: what stands before the cell that is meant, the cell, and what follows. */
export interface MarkedRow {
  readonly before: string
  /** `null` when the row as a whole is meant, or when the cell cannot be found. */
  readonly cell: string | null
  readonly after: string
}

/** Where in the row the problem is. */
export function markedRow({ raw, column, value }: RowIssue, report: FileReport | undefined): MarkedRow {
  const whole = { before: raw, cell: null, after: '' }
  if (column === null || report === undefined) return whole
  const at = report.firstRows.header.indexOf(column)
  const span = at === -1 ? undefined : fieldSpans(raw, report.delimiter)[at]
  if (span !== undefined) {
    const [from, to] = span
    return { before: raw.slice(0, from), cell: raw.slice(from, to), after: raw.slice(to) }
  }
  const found = value === '' ? -1 : raw.indexOf(value)
  if (found === -1) return whole
  return { before: raw.slice(0, found), cell: value, after: raw.slice(found + value.length) }
}
