import { checkpoint } from '../core/task-control.ts'
import { createPacedControl } from './paced-control.ts'

/**
 * Take all steps of a piece of work, with a pause every few milliseconds in which waiting messages are served.
 *
 * @throws DomainError `cancelled`
 */
export async function takeSteps<T>(steps: Generator<undefined, T>, isCancelled: () => boolean): Promise<T> {
  const control = createPacedControl(() => undefined, isCancelled)
  let step = steps.next()
  while (step.done !== true) {
    await checkpoint(control, { stage: 'indexing', done: 0, total: 0, unit: 'rows' })
    step = steps.next()
  }
  return step.value
}
