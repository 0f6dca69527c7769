import type { RowIssue } from '../../core/ingest/row-issue.ts'
import type { IssueRow, IssueRowsRequest, IssueRowsWindow } from '../../protocol/issue-rows.ts'
import type { LoadedFiles } from '../loaded-data.ts'

const holds = ({ column, value, raw }: RowIssue, wanted: string): boolean =>
  raw.toLowerCase().includes(wanted) ||
  value.toLowerCase().includes(wanted) ||
  (column?.toLowerCase().includes(wanted) ?? false)

/** Some of the row issues that were kept: by role, then by file and in the order of the file. */
export function issueWindow(files: LoadedFiles, { role, code, text, start, end }: IssueRowsRequest): IssueRowsWindow {
  const wanted = text.trim().toLowerCase()
  const rows: IssueRow[] = []
  let total = 0
  let counted = 0
  let kept = 0
  for (const file of files.values()) {
    for (const { reading } of file.parts) {
      kept += reading.keptIssues.length
      counted += reading.issues.reduce((sum, issue) => sum + issue.count, 0)
      if (role !== null && role !== file.role) continue
      for (const issue of reading.keptIssues) {
        if (code !== null && issue.code !== code) continue
        if (wanted !== '' && !holds(issue, wanted)) continue
        if (total >= start && total < end) rows.push({ ...issue, role: file.role })
        total += 1
      }
    }
  }
  return { total, start, rows, counted, kept }
}
