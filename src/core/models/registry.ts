import { bpr } from './bpr/descriptor.ts'
import { ease } from './ease/descriptor.ts'
import { itemKnnBm25, itemKnnCosine, itemKnnTfidf } from './item-knn/descriptors.ts'
import { ownFrequent, ownFrequentFill } from './own-frequent/descriptors.ts'
import { recentPopular } from './popularity/descriptor.ts'
import { segmentPopular } from './segment-popular/descriptor.ts'

/** The models that are judged beside ALS and the popular list, in the order of tables. A model that is added stands here. */
export const COMPARED_MODELS = [
  recentPopular,
  segmentPopular,
  ownFrequent,
  ownFrequentFill,
  itemKnnCosine,
  itemKnnTfidf,
  itemKnnBm25,
  ease,
  bpr,
] as const

/** Their ids. */
export type ComparedModelId = (typeof COMPARED_MODELS)[number]['id']
