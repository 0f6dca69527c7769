import { cgStepsOf } from '../core/models/als/cg-steps.ts'
import { PRESETS, type PresetId } from '../core/models/presets.ts'
import type { AlsSettings } from '../core/models/recipe.ts'
import type { CategoryLevel, EvidenceSettings } from '../core/signals/evidence.ts'

/** The presets, in the order of the page. */
export const PRESET_IDS = Object.keys(PRESETS) as readonly PresetId[]

/** For a preset whose numbers do not follow the data. */
const NO_EVIDENCE = { clientCount: 0, columnCount: 0, entryCount: 0 }

/** A preset as the model store has settings: `als` is `null` where its numbers follow the data. */
export function presetSettings(
  id: PresetId,
  level: CategoryLevel,
): { readonly evidence: EvidenceSettings; readonly als: AlsSettings | null } {
  const { evidence, als } = PRESETS[id]
  return { evidence: evidence(level), als: id === 'best-default' ? null : als(NO_EVIDENCE) }
}

/** Steps of conjugate gradients that settings take, said or not. */
export const stepsOf = (settings: AlsSettings): number => cgStepsOf(settings)
