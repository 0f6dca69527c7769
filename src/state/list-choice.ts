import type { ListOptions, ListRequest, RepeatMode } from '../core/explain/recommendation.ts'
import type { ModelId } from '../core/models/recipe.ts'
import { TYPED_LIMITS } from '../protocol/typed-columns.ts'

/** Categories in the list on the Client screen. */
export const LIST_LENGTH = 10

/** The choices of the repeat switch, in the order in which they stand. */
export const REPEAT_MODES: readonly RepeatMode[] = ['new', 'repeat', 'both']

/** The ways of making a list, in the order in which they stand. */
export const LIST_WAYS = ['client', 'query', 'blend'] as const

/** For the client, near a word or category, or both. */
export type WayKind = (typeof LIST_WAYS)[number]

/** The part of the query in a blend until the analyst moves the slider. */
export const DEFAULT_BLEND = 0.5

/** How a list is to be made, in the words of the analyst. */
export interface WayChoice {
  readonly kind: WayKind
  /** The word or category, as typed; empty when none is. */
  readonly near: string
  /** Part of the query in a blend, `[0, 1]`. */
  readonly blend: number
}

/** Which list the fragment asks for. */
export interface ListChoice {
  readonly model: ModelId
  readonly options: ListOptions
  readonly way: WayChoice
}

/** Decimal numbers only: `Number` would take blanks and `0x1` too. */
const SHARE = /^(?:0|1|0?\.\d{1,6}|1\.0{1,6})$/

/** The way that the options `way`, `near` and `blend` of the fragment choose. */
function wayChoice(options: ReadonlyMap<string, string>): WayChoice {
  const share = options.get('blend') ?? ''
  return {
    kind: LIST_WAYS.find((kind) => kind === options.get('way')) ?? 'client',
    near: options.get('near') ?? '',
    blend: SHARE.test(share) ? Number(share) : DEFAULT_BLEND,
  }
}

/** The way in the terms of a request. Without anything to be near, it is the list for the client. @param column what is found for `near` */
export function requestOfWay({ kind, blend }: WayChoice, column: number | undefined): Pick<ListRequest, 'way'> {
  if (kind === 'client' || column === undefined) return {}
  return { way: kind === 'query' ? { kind, column } : { kind, column, t: blend } }
}

/** The words of the option `words`, separated by commas; blanks around them and empty ones are dropped. */
export const typedWords = (options: ReadonlyMap<string, string>): readonly string[] =>
  (options.get('words') ?? '')
    .split(/[,\uFF0C\u3001]/u)
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .slice(0, TYPED_LIMITS.words)

/**
 * The list that the options `model`, `repeat`, `way`, `near` and `blend` of the fragment choose; anything unknown chooses the usual one.
 *
 * @param models those of the training, also those that it leaves out; none while there is no training
 */
export function listChoice(
  options: ReadonlyMap<string, string>,
  models: readonly { readonly id: ModelId }[],
): ListChoice {
  const repeat = REPEAT_MODES.find((mode) => mode === options.get('repeat')) ?? 'both'
  const model = models.find(({ id }) => id === options.get('model'))?.id ?? 'als'
  return { model, options: { k: LIST_LENGTH, repeat }, way: wayChoice(options) }
}
