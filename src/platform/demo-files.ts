import { demoShop } from '../core/synth/demo.ts'
import type { TaskControl } from '../core/task-control.ts'
import type { LoadProgress } from '../protocol/dataset-api.ts'

/**
 * The generated shop as four files, which then go the way of dropped ones.
 *
 * @throws DomainError `cancelled`
 */
export async function makeDemoFiles(control: TaskControl<LoadProgress>): Promise<readonly File[]> {
  const generated = await demoShop({
    tick: (progress) => control.tick({ ...progress, files: [], rowsInAll: 0 }),
    isCancelled: control.isCancelled,
  })
  return generated.map(({ name, parts }) => new File(parts as Uint8Array<ArrayBuffer>[], name, { type: 'text/csv' }))
}
