import { tooMany, type ModelDescriptor } from '../model-descriptor.ts'
import { createBprModel } from './bpr-model.ts'
import { trainBpr, type BprSettings } from './train-bpr.ts'

/** More entries than this are not taken on beside the other models: the steps of a training grow with them, and no kernel speeds them up. */
const MOST_BPR_ENTRIES = 100_000

/** The step and the ridge are those that the library implicit starts with, but for a step five times as large and half the iterations. */
const SETTINGS: Omit<BprSettings, 'seed'> = { factors: 20, iterations: 50, learningRate: 0.05, regularization: 0.01 }

/** BPR over categories and keywords in one space, as ALS. */
export const bpr: ModelDescriptor<'bpr'> = {
  id: 'bpr',
  leftOut: ({ csr }) => tooMany('too-many-entries', csr.colIdx.length, MOST_BPR_ENTRIES),
  fit: async ({ csr, categoryCount, seed }, onProgress) => {
    const settings = { ...SETTINGS, seed }
    const { columns } = await trainBpr(csr, settings, onProgress)
    return createBprModel({ settings, columnFactors: columns, training: csr, categoryCount })
  },
}
