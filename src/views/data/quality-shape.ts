import type { FileNote } from '../../core/ingest/file-note.ts'
import type { RowIssue } from '../../core/ingest/row-issue.ts'
import type { Coverage, FindingState, QualityFinding } from '../../core/quality/finding.ts'
import type { Repairs } from '../../core/quality/repairs.ts'
import type { CodeJoin } from '../../core/tables/categories.ts'
import type { FileRole } from '../../core/tables/table.ts'
import type { DatasetSummary, FileReport } from '../../protocol/dataset-report.ts'
import { kindsInFile, type KindInFile } from './problem-shape.ts'

interface FindingBase {
  readonly key: string
  readonly state: FindingState
  /** Rows, lines, clients, codes or days concerned. */
  readonly count: number
}

/** One line of the quality report. */
export type Finding = FindingBase &
  (
    | {
        readonly kind: 'row-issue'
        readonly role: FileRole
        readonly issue: KindInFile
        readonly examples: readonly RowIssue[]
      }
    | { readonly kind: 'no-row-issues' }
    | { readonly kind: 'note'; readonly role: FileRole; readonly fileName: string; readonly note: FileNote }
    | { readonly kind: 'sheet-limit'; readonly fileNames: readonly string[] }
    | { readonly kind: 'far-days'; readonly firstDay: number; readonly lastDay: number }
    | { readonly kind: 'joined'; readonly lines: number }
    | { readonly kind: 'padded' }
    | { readonly kind: 'unknown-code'; readonly lines: number }
    | { readonly kind: 'unmatched'; readonly codes: CodeJoin['unmatchedCodes'] }
    | { readonly kind: 'collisions'; readonly codes: readonly string[] }
    | { readonly kind: 'zero'; readonly role: FileRole; readonly column: string; readonly rows: number }
    | { readonly kind: 'unknown-share'; readonly column: string; readonly rows: number }
    | { readonly kind: 'check'; readonly finding: QualityFinding }
  )

const STATE_ORDER: readonly FindingState[] = ['look', 'repaired', 'kept', 'checked']

/** What a note asks for. A note that is not named tells of something that was put right while reading. */
const NOTE_STATES: Readonly<Partial<Record<FileNote['code'], FindingState>>> = {
  'no-header': 'look',
  'duplicate-label': 'look',
  'cut-off': 'look',
  'other-encoding': 'look',
  fractions: 'kept',
  'kept-issues-cut': 'kept',
}

const ISSUE_STATES = { skip: 'look', missing: 'kept', keep: 'kept', block: 'look' } as const

function issueFindings(file: FileReport): readonly Finding[] {
  return kindsInFile(file).map((issue) => ({
    key: `${file.role} ${issue.code}`,
    kind: 'row-issue',
    state: ISSUE_STATES[issue.policy],
    count: issue.count,
    role: file.role,
    issue,
    examples: file.issues.filter(({ code }) => code === issue.code).flatMap(({ examples }) => examples),
  }))
}

function noteFindings({ role, fileName, notes }: FileReport): readonly Finding[] {
  return notes
    .filter(({ code }) => code !== 'spreadsheet-limit')
    .map((note, at) => ({
      key: `note ${role} ${String(at)}`,
      kind: 'note',
      state: NOTE_STATES[note.code] ?? 'repaired',
      count: note.count ?? 1,
      role,
      fileName,
      note,
    }))
}

function sheetFinding(files: readonly FileReport[]): Finding {
  const cut = files.filter(({ notes }) => notes.some(({ code }) => code === 'spreadsheet-limit'))
  return {
    key: 'sheet-limit',
    kind: 'sheet-limit',
    state: cut.length > 0 ? 'look' : 'checked',
    count: cut.reduce((sum, { rowCount, leftOutCount }) => sum + rowCount + leftOutCount, 0),
    fileNames: cut.map(({ fileName }) => fileName),
  }
}

function joinFindings(join: CodeJoin): readonly Finding[] {
  const { lines, matched, unknown, unmatched, unmatchedCodes, collisions, paddingRepaired } = join
  const findings: Finding[] = [
    { key: 'joined', kind: 'joined', state: 'checked', count: matched, lines },
    {
      key: 'unmatched',
      kind: 'unmatched',
      state: unmatched > 0 ? 'look' : 'checked',
      count: unmatched,
      codes: unmatchedCodes,
    },
  ]
  if (paddingRepaired) findings.push({ key: 'padded', kind: 'padded', state: 'repaired', count: matched })
  if (unknown > 0) findings.push({ key: 'unknown', kind: 'unknown-code', state: 'kept', count: unknown, lines })
  if (collisions.length > 0)
    findings.push({
      key: 'collisions',
      kind: 'collisions',
      state: 'look',
      count: collisions.length,
      codes: collisions,
    })
  return findings
}

function columnFindings({ role, columns, rowCount }: FileReport): readonly Finding[] {
  return columns.flatMap((column): Finding[] => {
    const { name, zeroCount, missingCount, unknownCount } = column
    const unknown = role === 'demographics' ? missingCount + unknownCount : 0
    if (unknown > 0)
      return [
        { key: `unknown ${name}`, kind: 'unknown-share', state: 'kept', count: unknown, column: name, rows: rowCount },
      ]
    if (zeroCount === null || zeroCount === 0) return []
    const key = `zero ${role} ${name}`
    return [{ key, kind: 'zero', state: 'kept', count: zeroCount, role, column: name, rows: rowCount }]
  })
}

/** What needs a look first, then repairs, then what was kept, then what was found in order. */
const ordered = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((a, b) => STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state))

/** What the files show one by one: all of it is known once they are loaded. */
export function fileFindings(summary: Pick<DatasetSummary, 'files' | 'productJoin' | 'farDays'>): readonly Finding[] {
  const { files, productJoin, farDays } = summary
  const findings: Finding[] = [sheetFinding(files)]
  if (farDays !== null) {
    const { rows, firstDay, lastDay } = farDays
    findings.push({ key: 'far-days', kind: 'far-days', state: 'look', count: rows, firstDay, lastDay })
  }
  const issues = files.flatMap(issueFindings)
  findings.push(...files.flatMap(noteFindings), ...issues)
  if (issues.length === 0) findings.push({ key: 'no-row-issues', kind: 'no-row-issues', state: 'checked', count: 0 })
  if (productJoin !== null) findings.push(...joinFindings(productJoin))
  findings.push(...files.flatMap(columnFindings))
  return ordered(findings)
}

const notInBoth = ({ distinct, distinctFound }: Pick<Coverage, 'distinct' | 'distinctFound'>): number =>
  distinct - distinctFound

/** What a check counts; of a join what only one side has, so that 0 means that nothing is wrong. */
function countOf(finding: QualityFinding): number {
  switch (finding.code) {
    case 'client-join':
      return notInBoth(finding.there) + notInBoth(finding.back)
    case 'idle-clients':
      return finding.idle
    case 'product-join':
      return notInBoth(finding.lines) + finding.products - finding.bought
    case 'transaction-join':
      return notInBoth(finding.actions) + notInBoth(finding.lines)
    case 'purchase-without-id':
      return finding.without
    case 'shared-id':
      return finding.shared
    case 'duplicate-rows':
      return finding.repeated
    case 'period-overlap':
      return finding.otherDays
    case 'day-gaps':
      return finding.emptyDays
    case 'outliers':
      return finding.count
  }
}

/** A name of its own for each check of one data set. */
function keyOf(finding: QualityFinding): string {
  switch (finding.code) {
    case 'client-join':
      return `${finding.code} ${finding.roles.join(' ')}`
    case 'day-gaps':
    case 'duplicate-rows':
      return `${finding.code} ${finding.role}`
    case 'outliers':
      return `${finding.code} ${finding.column}`
    default:
      return finding.code
  }
}

/** What the checks across the files found. */
export const checkFindings = (findings: readonly QualityFinding[]): readonly Finding[] =>
  ordered(
    findings.map((finding) => ({
      key: keyOf(finding),
      kind: 'check',
      state: finding.state,
      count: countOf(finding),
      finding,
    })),
  )

/** How many checks across the files will be made, so that there is room for them before they are there. */
export function expectedChecks(files: readonly Pick<FileReport, 'role'>[]): number {
  const has = (role: FileRole): number => (files.some((file) => file.role === role) ? 1 : 0)
  const [actions, lines, people, products] = [has('actions'), has('transactions'), has('demographics'), has('products')]
  const named = actions + lines + people
  const pairs = (named * (named - 1)) / 2
  const events = Math.max(actions, lines)
  // Pairs, idle clients, ids used twice; two of actions; products; link and period; gaps; two columns; duplicates.
  return (
    pairs + 2 * events + actions + lines * products + 2 * actions * lines + actions + lines + 2 * lines + files.length
  )
}

/** The repair that a finding offers, or that is on. */
export function repairOf(finding: Finding): keyof Repairs | null {
  if (finding.kind !== 'check' || finding.count === 0) return null
  const check = finding.finding
  if (check.code === 'duplicate-rows' && check.role === 'transactions') return 'dropDuplicateLines'
  return check.code === 'outliers' && check.column === 'buy_am' ? 'emptyOutlierAmounts' : null
}

/** How many findings are in one state. */
export const countInState = (findings: readonly Finding[], state: FindingState): number =>
  findings.filter((finding) => finding.state === state).length
