import type { ModelDescriptor } from '../model-descriptor.ts'
import { fitItemKnn } from './item-knn.ts'
import type { ItemWeighting } from './item-weights.ts'

const itemKnn = <W extends ItemWeighting>(weighting: W): ModelDescriptor<`item-knn-${W}`> => ({
  id: `item-knn-${weighting}`,
  fit: ({ csr, categoryCount }, onProgress) => fitItemKnn(csr, categoryCount, weighting, onProgress),
})

export const itemKnnCosine = itemKnn('cosine')
export const itemKnnTfidf = itemKnn('tfidf')
export const itemKnnBm25 = itemKnn('bm25')
