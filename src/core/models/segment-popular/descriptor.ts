import type { ModelDescriptor } from '../model-descriptor.ts'
import { createSegmentPopular } from './segment-popular.ts'

export const segmentPopular: ModelDescriptor<'segment-popular'> = {
  id: 'segment-popular',
  fit: ({ csr, categoryCount, segments }) => createSegmentPopular(csr, categoryCount, segments),
}
