import type { EvidenceTally } from './evidence.ts'

/** What stands behind the weights of a small shop. */
export const tallyFixture: EvidenceTally = {
  refunds: { matched: 1234, cancelledLines: 3010, unmatched: 4442 },
}
