/**
 * Why a task failed, as a stable word. Text for people is looked up by this code in the views.
 *
 * A problem inside the data (a bad row) is never one of these: it is a `RowIssue`, counted and kept.
 */
export type DomainErrorCode =
  | 'archive-damaged'
  | 'archive-too-large'
  | 'bad-shape'
  | 'bad-setting'
  | 'cancelled'
  | 'empty-evidence'
  | 'file-unreadable'
  | 'issue-blocked'
  | 'kept-data-unusable'
  | 'model-changed'
  | 'no-dataset'
  | 'no-model'
  | 'out-of-memory'
  | 'singular-system'
  | 'stalled'
  | 'too-large'
  | 'storage-full'
  | 'storage-unavailable'
  | 'unexpected'
  | 'unknown-client'
  | 'worker-lost'
  | 'worker-silent'

/** Facts that help to mend a failure: names, positions, limits. Plain, so that they cross a worker border. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>

/** A failed task: a stable `code`, `details` for people, and a `message` for developers. */
export class DomainError extends Error {
  readonly code: DomainErrorCode
  readonly details: ErrorDetails

  constructor(code: DomainErrorCode, message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DomainError'
    this.code = code
    this.details = details
  }
}
