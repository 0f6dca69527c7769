import type { EvidenceSettings } from './evidence.ts'
import { OUTCOME } from './search-episodes.ts'

/** Whether any search can weigh something. */
export function learnsFromWords(settings: EvidenceSettings): boolean {
  const { mu, searchWeight, detailWeight, cartWeight, checkoutWeight, sessionPurchaseWeight } = settings
  return (
    mu > 0 && [searchWeight, detailWeight, cartWeight, checkoutWeight, sessionPurchaseWeight].some((one) => one > 0)
  )
}

/** The weight of a search by what followed it (bits of `OUTCOME`), shape `[128]`: its own and the credit of its episode; 0 for a repeat. */
export function searchWeights(settings: EvidenceSettings): Float64Array {
  return Float64Array.from({ length: 2 * OUTCOME.repeat }, (_, outcome) => {
    if ((outcome & OUTCOME.repeat) !== 0) return 0
    return (
      settings.searchWeight +
      (outcome & OUTCOME.details) * settings.detailWeight +
      ((outcome & OUTCOME.cart) === 0 ? 0 : settings.cartWeight) +
      ((outcome & OUTCOME.checkout) === 0 ? 0 : settings.checkoutWeight) +
      ((outcome & OUTCOME.purchase) === 0 ? 0 : settings.sessionPurchaseWeight)
    )
  })
}
