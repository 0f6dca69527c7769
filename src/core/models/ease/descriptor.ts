import { tooMany, type ModelDescriptor } from '../model-descriptor.ts'
import { defaultEaseLambda, fitEase, MOST_EASE_CATEGORIES } from './ease.ts'

/** EASE with the lambda of the data. */
export const ease: ModelDescriptor<'ease'> = {
  id: 'ease',
  leftOut: ({ categoryCount }) => tooMany('too-many-categories', categoryCount, MOST_EASE_CATEGORIES),
  fit: ({ csr, categoryCount }, onProgress) =>
    fitEase(csr, categoryCount, defaultEaseLambda(csr, categoryCount), onProgress),
}
