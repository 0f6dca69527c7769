import type { Format } from '../../i18n/format.ts'
import type { EvaluationResult } from '../../protocol/model-api.ts'

/** First and last day that judged, as people write them; the end of a window is the day after its last. */
export const heldOutDays = (
  format: Format,
  { test }: EvaluationResult['fold'],
): { readonly first: string; readonly last: string } => ({
  first: format.day(test.startDay),
  last: format.day(test.endDay - 1),
})
