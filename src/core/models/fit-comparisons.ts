import type { LeftOut, TrainingData } from './model-descriptor.ts'
import type { Recommender } from './recommender.ts'
import { COMPARED_MODELS, type ComparedModelId } from './registry.ts'

/** The models that stand beside ALS and the popular list on some data. */
export interface Comparisons {
  readonly models: readonly { readonly id: ComparedModelId; readonly model: Recommender }[]
  readonly leftOut: readonly LeftOutModel[]
}

/** A model that was not fitted, and why. */
export interface LeftOutModel extends LeftOut {
  readonly model: ComparedModelId
}

/** Every model of the registry, with why it is left out on this data; `null` when it is not. */
export const leftOutOf = (data: TrainingData) =>
  COMPARED_MODELS.map((descriptor) => ({ descriptor, why: descriptor.leftOut?.(data) ?? null }))

/**
 * Fit the models of the registry, with the settings that they start with, all but those that refuse data of this size.
 *
 * @param onProgress called every few milliseconds with the share that is done; may pause, may throw `cancelled`
 * @throws DomainError `bad-shape`, `singular-system`
 */
export async function fitComparisons(
  data: TrainingData,
  onProgress: (share: number) => Promise<void>,
): Promise<Comparisons> {
  const judgements = leftOutOf(data)
  const wanted = judgements.filter(({ why }) => why === null)
  const models: { id: ComparedModelId; model: Recommender }[] = []
  for (const { descriptor } of wanted) {
    const before = models.length
    const model = await descriptor.fit(data, (share) => onProgress((before + share) / wanted.length))
    models.push({ id: descriptor.id, model })
    await onProgress(models.length / wanted.length)
  }
  return {
    models,
    leftOut: judgements.flatMap(({ descriptor: { id }, why }) => (why === null ? [] : [{ ...why, model: id }])),
  }
}
