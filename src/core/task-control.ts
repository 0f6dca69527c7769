import { DomainError } from './domain-error.ts'

/** What a long task is doing right now. Sent once per step of work, never per row. */
export type TaskStage =
  | 'generating'
  | 'reading'
  | 'indexing'
  | 'keeping'
  | 'reopening'
  | 'evidence'
  | 'training'
  | 'final-sweep'
  | 'fitting'
  | 'evaluating'
  | 'refining'
  | 'exporting'

/** How far a long task is. Rates and time left are worked out on the page, which has a clock. */
export interface TaskProgress {
  readonly stage: TaskStage
  /** Units done, `0 <= done <= total`. */
  readonly done: number
  readonly total: number
  readonly unit: 'bytes' | 'rows' | 'clients' | 'iterations'
  /** Training loss after the last full iteration, when there is one. */
  readonly loss?: number
}

/**
 * How a pure task reports and is stopped. The caller gives the clock and the pause.
 *
 * `tick` may return a promise: awaiting it is the pause in which a cancel gets in.
 * Call it every few milliseconds of work; the caller throttles.
 */
export interface TaskControl<P extends TaskProgress = TaskProgress> {
  readonly tick: (progress: P) => void | Promise<void>
  readonly isCancelled: () => boolean
}

/** A control that reports nothing and never stops: for tests and for short work. */
export const uncontrolled: TaskControl = { tick: () => undefined, isCancelled: () => false }

/**
 * Report, pause if the caller wants it, and stop when asked to.
 *
 * @throws DomainError `cancelled`
 */
export async function checkpoint<P extends TaskProgress>(control: TaskControl<P>, progress: P): Promise<void> {
  const pause = control.tick(progress)
  if (pause !== undefined) await pause
  if (control.isCancelled()) throw new DomainError('cancelled', 'The task was cancelled')
}
