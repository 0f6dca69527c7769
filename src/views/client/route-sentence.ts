import type { RecommendationList } from '../../core/explain/recommendation.ts'
import type { ModelId } from '../../core/models/recipe.ts'
import type { FoundColumn } from '../../protocol/typed-columns.ts'
import type { WayChoice } from '../../state/list-choice.ts'
import type { Translate } from '../../i18n/translate.ts'

interface RoutedList {
  readonly list: Pick<RecommendationList, 'route' | 'byFallback' | 'silent'>
  readonly model: ModelId
  readonly way: WayChoice
  readonly near: FoundColumn | null
  /** Whether the client is made of words. */
  readonly isOfWords: boolean
  /** What the found word or category is called. */
  readonly nearName: string
}

/** The whole sentence of the models that have one way, or of one of them that has nothing to say; `null` where the route says more. */
function listSentence(
  t: Translate,
  model: ModelId,
  { route, byFallback }: Pick<RecommendationList, 'route' | 'byFallback'>,
): string | null {
  if (model === 'als') return null
  if (model === 'popular' || model === 'recent-popular') return t(`client.routeSentence.${model}`)
  if (model === 'segment-popular')
    return t(route === 'popular' ? 'client.routeSentence.noSegment' : 'client.routeSentence.segment-popular')
  if (byFallback === true && (route === 'popular' || route === 'popular-in-segment'))
    return t(`client.modelSilent.${route}`, { model: t(`models.${model}`) })
  // That there are no words to learn from would not be true of a model that reads none.
  return route === 'purchases' ? t('client.routeSentence.purchasesOnly') : null
}

/** From what a list was made, in plain sentences: what a typed text was taken for, the route, and what says nothing. */
export function routeSentences(
  t: Translate,
  { list, model, way, near, isOfWords, nearName }: RoutedList,
): readonly string[] {
  const { route, silent = [] } = list
  const whole = listSentence(t, model, list)
  if (whole !== null) return [whole]
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
