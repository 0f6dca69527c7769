import type { ListOptions, RepeatMode } from '../core/explain/recommendation.ts'
import type { ServedModelId } from '../core/models/recipe.ts'

/** Categories in the list on the Client screen. */
export const LIST_LENGTH = 10

/** The choices of the repeat switch, in the order in which they stand. */
export const REPEAT_MODES: readonly RepeatMode[] = ['new', 'repeat', 'both']

/** The models that can be asked, in the order in which they stand. */
export const LIST_MODELS: readonly ServedModelId[] = ['als', 'popular']

/** Which list the fragment asks for. */
export interface ListChoice {
  readonly model: ServedModelId
  readonly options: ListOptions
}

/** The list that the options `model` and `repeat` of the fragment choose; anything unknown chooses the usual one. */
export function listChoice(options: ReadonlyMap<string, string>): ListChoice {
  const repeat = REPEAT_MODES.find((mode) => mode === options.get('repeat')) ?? 'both'
  const model = LIST_MODELS.find((one) => one === options.get('model')) ?? 'als'
  return { model, options: { k: LIST_LENGTH, repeat } }
}
