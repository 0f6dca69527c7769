import {
  policyOf,
  type IssuePolicies,
  type IssuePolicy,
  type RowIssue,
  type RowIssueCode,
  type RowIssueCount,
} from './row-issue.ts'

/** Cases of each kind and column that are shown. */
const EXAMPLES = 5
/** Issues of a file that are kept for the export; all are counted. */
const KEPT_ISSUES = 10_000

interface Tally {
  readonly code: RowIssueCode
  readonly column: string | null
  count: number
  readonly examples: RowIssue[]
}

/** Counts the issues of one file and keeps the first of them. */
export class IssueLog {
  readonly #policies: IssuePolicies
  readonly #tallies = new Map<string, Tally>()
  readonly #kept: RowIssue[] = []
  #counted = 0

  constructor(policies: IssuePolicies) {
    this.#policies = policies
  }

  /** What is done about a kind. */
  policy(code: RowIssueCode): IssuePolicy {
    return policyOf(code, this.#policies)
  }

  /** @param describe makes the issue; called only while its place among the kept ones is free */
  add(code: RowIssueCode, column: string | null, describe: () => RowIssue): void {
    const key = `${code} ${column ?? ''}`
    let tally = this.#tallies.get(key)
    if (tally === undefined) {
      tally = { code, column, count: 0, examples: [] }
      this.#tallies.set(key, tally)
    }
    tally.count += 1
    this.#counted += 1
    const isExample = tally.examples.length < EXAMPLES
    if (!isExample && this.#kept.length >= KEPT_ISSUES) return
    const issue = describe()
    if (isExample) tally.examples.push(issue)
    if (this.#kept.length < KEPT_ISSUES) this.#kept.push(issue)
  }

  /** By kind and column, the most frequent first, ties in the order of the file. */
  counts(): RowIssueCount[] {
    return Array.from(this.#tallies.values(), ({ code, column, count, examples }): RowIssueCount => ({
      code,
      column,
      count,
      policy: this.policy(code),
      examples,
    })).sort((a, b) => b.count - a.count)
  }

  /** In the order of the file. */
  kept(): readonly RowIssue[] {
    return this.#kept
  }

  /** Whether more were counted than are kept. */
  get isCut(): boolean {
    return this.#counted > this.#kept.length
  }
}
