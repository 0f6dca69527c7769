/**
 * What is wrong with a row or a cell. A row issue never stops a load unless the analyst wants that: it is counted, kept and shown.
 *
 * The `*-cell` kinds are about one cell of a row that is otherwise good; the others are about the row as a whole.
 */
export type RowIssueCode =
  | 'missing-field'
  | 'extra-field'
  | 'truncated-row'
  | 'missing-id'
  | 'bad-date'
  | 'bad-code'
  | 'stray-quote'
  | 'unterminated-quote'
  | 'record-too-long'
  | 'repeated-header'
  | 'bad-number-cell'
  | 'bad-date-cell'
  | 'bad-time-cell'
  | 'bad-text-cell'
  | 'fraction-cell'
  | 'quote-cell'

/**
 * What to do with the rows of one kind of issue.
 *
 * - `skip`: leave the row out
 * - `missing`: keep the row, with the cell (or the fields that are not there) missing
 * - `keep`: keep the row as it stands: surplus fields dropped, the odd text or fraction taken as the value
 * - `block`: refuse the file
 */
export type IssuePolicy = 'skip' | 'missing' | 'keep' | 'block'

/** What may be done about a kind of issue, and what it is called elsewhere. */
export interface IssueKind {
  /** The first is what is done unless the analyst chooses another. */
  readonly policies: readonly [IssuePolicy, ...IssuePolicy[]]
  /** Type of error in a Frictionless report. */
  readonly frictionless: string
}

/** Every kind of issue, in the order in which people are shown them. */
export const ISSUE_KINDS: Readonly<Record<RowIssueCode, IssueKind>> = {
  'missing-field': { policies: ['skip', 'missing', 'block'], frictionless: 'missing-cell' },
  'extra-field': { policies: ['skip', 'keep', 'block'], frictionless: 'extra-cell' },
  'truncated-row': { policies: ['skip', 'missing', 'block'], frictionless: 'missing-cell' },
  'missing-id': { policies: ['skip', 'block'], frictionless: 'constraint-error' },
  'bad-date': { policies: ['skip', 'block'], frictionless: 'type-error' },
  'bad-code': { policies: ['skip', 'block'], frictionless: 'constraint-error' },
  'stray-quote': { policies: ['skip', 'block'], frictionless: 'row-error' },
  'unterminated-quote': { policies: ['skip', 'block'], frictionless: 'row-error' },
  'record-too-long': { policies: ['skip', 'block'], frictionless: 'row-error' },
  'repeated-header': { policies: ['skip', 'block'], frictionless: 'row-error' },
  'bad-number-cell': { policies: ['missing', 'skip', 'block'], frictionless: 'type-error' },
  'bad-date-cell': { policies: ['missing', 'skip', 'block'], frictionless: 'type-error' },
  'bad-time-cell': { policies: ['missing', 'skip', 'block'], frictionless: 'type-error' },
  'bad-text-cell': { policies: ['keep', 'missing', 'skip', 'block'], frictionless: 'encoding-error' },
  'fraction-cell': { policies: ['keep', 'missing', 'skip', 'block'], frictionless: 'type-error' },
  'quote-cell': { policies: ['keep', 'missing', 'skip', 'block'], frictionless: 'cell-error' },
}

/** What was done about each kind of issue; kinds that are not named get their first policy. */
export type IssuePolicies = Readonly<Partial<Record<RowIssueCode, IssuePolicy>>>

/** What is done about a kind of issue. */
export function policyOf(code: RowIssueCode, chosen: IssuePolicies): IssuePolicy {
  const { policies } = ISSUE_KINDS[code]
  const wanted = chosen[code]
  return wanted !== undefined && policies.includes(wanted) ? wanted : policies[0]
}

/** One problem of one row, with all that is needed to find it in the file. */
export interface RowIssue {
  readonly file: string
  /** Physical line in the file, its first line is 1. */
  readonly line: number
  /** Bytes before the record, in the file as it is on disk; of a compressed file, in its unpacked text. */
  readonly byteOffset: number
  /** Column of the file, or `null` when the whole row is meant. */
  readonly column: string | null
  readonly code: RowIssueCode
  /** The cell as it stands, cut at 200 characters. */
  readonly value: string
  /** The row as it stands, cut at 1,000 characters. */
  readonly raw: string
}

/** How often one kind of problem was met in one column, with the first few cases. */
export interface RowIssueCount {
  readonly code: RowIssueCode
  readonly column: string | null
  readonly count: number
  /** What was done with these rows. */
  readonly policy: IssuePolicy
  readonly examples: readonly RowIssue[]
}
