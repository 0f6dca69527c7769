import type { ModelDescriptor } from '../model-descriptor.ts'
import { countClients } from '../popularity/popular.ts'
import { createOwnFrequent, createOwnFrequentFill } from './own-frequent.ts'

export const ownFrequent: ModelDescriptor<'own-frequent'> = {
  id: 'own-frequent',
  fit: ({ csr, categoryCount }) => createOwnFrequent(categoryCount, csr.cols),
}

export const ownFrequentFill: ModelDescriptor<'own-frequent-fill'> = {
  id: 'own-frequent-fill',
  fit: ({ csr, categoryCount }) => createOwnFrequentFill(countClients(csr, categoryCount), csr.cols),
}
