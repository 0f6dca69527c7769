import type { EvidenceTally } from './evidence.ts'

/** What stands behind the weights of a small shop. */
export const tallyFixture: EvidenceTally = {
  refunds: { matched: 1234, cancelledLines: 3010, unmatched: 4442 },
  events: {
    purchaseLines: 580_001,
    searches: 540_002,
    details: 210_003,
    carts: 90_004,
    checkouts: 60_005,
    sessionPurchases: 40_006,
    repeats: 7,
  },
  keywords: { foldedWords: 4_321, foldedUses: 5_008, droppedWords: 61_009, droppedUses: 65_010 },
}
