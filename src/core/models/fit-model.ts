import { DomainError } from '../domain-error.ts'
import { checkpoint, type TaskControl } from '../task-control.ts'
import { leftOutOf } from './fit-comparisons.ts'
import type { LeftOut, TrainingData } from './model-descriptor.ts'
import type { ModelId } from './recipe.ts'
import type { Recommender } from './recommender.ts'
import { COMPARED_MODELS } from './registry.ts'

/** A model that lists can be asked of, or that is left out and why. */
export interface ModelChoice {
  readonly id: ModelId
  readonly leftOut: LeftOut | null
}

/** Every model there is, in the order of tables, with those that refuse data of this size. */
export function modelChoices(data: TrainingData): readonly ModelChoice[] {
  const compared = leftOutOf(data).map(({ descriptor: { id }, why }) => ({ id, leftOut: why }))
  return [{ id: 'als', leftOut: null }, { id: 'popular', leftOut: null }, ...compared]
}

/**
 * Fit one model of the registry, with the settings that it starts with: what `fitComparisons` fits for it on the same data.
 *
 * @throws DomainError `bad-setting` for a model that is not in the registry, or that is left out on this data; `cancelled`; as the model
 */
export async function fitModel(id: ModelId, data: TrainingData, control: TaskControl): Promise<Recommender> {
  const descriptor = COMPARED_MODELS.find((one) => one.id === id)
  if (descriptor === undefined)
    throw new DomainError('bad-setting', `${id} is not fitted on demand`, { setting: 'model', value: id })
  const why = descriptor.leftOut?.(data) ?? null
  if (why !== null) throw new DomainError('bad-setting', `${id} is left out`, { setting: 'model', ...why })
  const total = Math.max(1, data.csr.rows)
  const report = (share: number) =>
    checkpoint(control, { stage: 'fitting', done: Math.round(total * share), total, unit: 'clients' })
  await report(0)
  const model = await descriptor.fit(data, report)
  await report(1)
  return model
}
