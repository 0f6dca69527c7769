import type { ModelDescriptor } from '../model-descriptor.ts'
import { createRecentPopular } from './recent-popular.ts'

export const recentPopular: ModelDescriptor<'recent-popular'> = {
  id: 'recent-popular',
  fit: ({ csr, categoryCount }) => createRecentPopular(csr, categoryCount),
}
