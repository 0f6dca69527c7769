import type { RecommendationList } from '../../core/explain/recommendation.ts'
import type { ServedModelId } from '../../core/models/recipe.ts'
import type { FoundColumn } from '../../protocol/typed-columns.ts'
import type { WayChoice } from '../../state/list-choice.ts'
import type { Translate } from '../../i18n/translate.ts'

interface RoutedList {
  readonly list: Pick<RecommendationList, 'route' | 'silent'>
  readonly model: ServedModelId
  readonly way: WayChoice
  readonly near: FoundColumn | null
  /** Whether the client is made of words. */
  readonly isOfWords: boolean
  /** What the found word or category is called. */
  readonly nearName: string
}

/** From what a list was made, in plain sentences: what a typed text was taken for, the route, and what says nothing. */
export function routeSentences(
  t: Translate,
  { list, model, way, near, isOfWords, nearName }: RoutedList,
): readonly string[] {
  const { route, silent = [] } = list
  if (model === 'popular') return [t('client.routeSentence.popular')]
  const client =
    route === 'popular'
      ? t(isOfWords ? 'client.popularWords' : 'client.popularFallback')
      : route === 'word-family' && !isOfWords
        ? t('client.familyFallback')
        : route === 'query'
          ? t('client.routeSentence.query', { near: nearName })
          : t(`client.routeSentence.${route}`)
  if (way.kind === 'client') return [client]
  if (near === null) return [t('client.nearEmpty'), client]
  const typed = near.text.trim()
  if (near.found === null)
    return way.kind === 'query'
      ? [t('client.nearNothing', { typed })]
      : [t('client.nearNothingBlend', { typed }), client]
  const isGuess = near.by === 'family' || near.by === 'near'
  const guess = isGuess ? [t('client.nearUnseen', { typed, nearest: nearName })] : []
  if (way.kind === 'query') return [...guess, route !== 'query' ? t('client.nearSilent', { near: nearName }) : client]
  return [
    ...guess,
    ...(silent.length === 0 ? [t('client.blendNote', { near: nearName })] : []),
    ...(silent.includes('client') ? [t('client.silentClient')] : []),
    ...(silent.includes('query') ? [t('client.silentQuery', { near: nearName })] : []),
    client,
  ]
}
