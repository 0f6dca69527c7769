import type { MessageTable } from '../message-table.ts'

/** What the models are called, by id, and why one is left out. A model whose name is missing does not compile where it is shown. */
export const modelNameMessages = {
  'models.als': { en: 'ALS', ko: 'ALS' },
  'models.popular': { en: 'Popular', ko: '인기순' },
  'models.recent-popular': { en: 'Recent popular', ko: '최근 인기순' },
  'models.segment-popular': { en: 'Popular in segment', ko: '고객군 인기순' },
  'models.own-frequent': { en: 'Own most frequent', ko: '본인 구매 빈도' },
  'models.own-frequent-fill': { en: 'Own frequent, then popular', ko: '본인 구매 빈도 + 인기순' },
  'models.item-knn-cosine': { en: 'Item-kNN, cosine', ko: '항목 kNN, 코사인' },
  'models.item-knn-tfidf': { en: 'Item-kNN, TF-IDF', ko: '항목 kNN, TF-IDF' },
  'models.item-knn-bm25': { en: 'Item-kNN, BM25', ko: '항목 kNN, BM25' },
  'models.ease': { en: 'EASE', ko: 'EASE' },
  'models.bpr': { en: 'BPR', ko: 'BPR' },

  'models.leftOut.too-many-categories': {
    en: '{model} is left out: it takes at most {most} categories, and there are {count}.',
    ko: '제외한 모델: {model}. 카테고리를 {most}개까지만 다루는데 {count}개가 있습니다.',
  },
  'models.leftOut.too-many-entries': {
    en: '{model} is left out: it takes at most {most} matrix entries, and there are {count}.',
    ko: '제외한 모델: {model}. 행렬의 값을 {most}개까지만 다루는데 {count}개가 있습니다.',
  },
} as const satisfies MessageTable
