import type { EvidenceSettings } from './evidence.ts'

/** Where an analyst starts: a line counts 1, a search a quarter of it, both half after a month. */
export const DEFAULT_EVIDENCE: EvidenceSettings = {
  level: 3,
  purchaseWeight: 1,
  quantity: 'log',
  searchWeight: 0.25,
  detailWeight: 0.05,
  cartWeight: 0.3,
  checkoutWeight: 0.2,
  sessionPurchaseWeight: 0.5,
  repeatMs: 1000,
  halfLifeDays: 30,
  capQuantile: 0.99,
  mu: 1,
  minKeywordUses: 3,
}
