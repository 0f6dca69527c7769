import { DEFAULT_EVIDENCE } from '../signals/default-evidence.ts'
import type { CategoryLevel, EvidenceSettings } from '../signals/evidence.ts'
import { defaultAlsSettings, type EvidenceSize } from './als/default-settings.ts'
import type { AlsSettings } from './recipe.ts'

/** Settings that are chosen as a whole, by stable id. */
export type PresetId = 'best-default' | 'seed-recipe'

/** All settings of a training, for any data: at which level of the tree, and for how much evidence. */
interface Preset {
  readonly evidence: (level: CategoryLevel) => EvidenceSettings
  readonly als: (size: EvidenceSize) => AlsSettings
}

/** What pays where it was measured: decayed evidence of purchases and words, and a ridge that scales with the data. */
const bestDefault: Preset = {
  evidence: (level) => ({ ...DEFAULT_EVIDENCE, level }),
  als: defaultAlsSettings,
}

/**
 * The numbers of the notebook's public ancestor: `rating = 0.25 · clicks + 1 · buys`, no decay, no cap, `c = 15 · rating`,
 * 20 factors, lambda 0.1, 20 iterations of the library `implicit`, whose lists come from the raw factors of the clients.
 *
 * Its clicks were clicks on products. Ours name no category, so nothing of them is left but the weight of a search, and
 * `mu` 0 leaves words out. Its buys are a count: a line counts once, whatever its quantity.
 *
 * Kept as the point of comparison, not because it is good: so many factors with so weak a ridge memorise some hundred
 * categories, and without words a client who only searched gets the popular list. See the table of `defaultAlsSettings`.
 */
const seedRecipe: Preset = {
  evidence: (level) => ({
    level,
    purchaseWeight: 1,
    quantity: 'none',
    searchWeight: 0.25,
    detailWeight: 0,
    cartWeight: 0,
    checkoutWeight: 0,
    sessionPurchaseWeight: 0,
    repeatMs: 0,
    halfLifeDays: null,
    capQuantile: 1,
    mu: 0,
    minKeywordUses: 1,
    bm25: null,
    families: 'off',
  }),
  als: () => ({
    solver: 'parity',
    clientFactors: 'raw',
    factors: 20,
    iterations: 20,
    seed: 1,
    objective: {
      confidence: 'implicit',
      alpha: 15,
      epsilon: 1,
      exponent: 1,
      unobservedWeight: 1,
      regularizationRule: 'plain',
      lambda: 0.1,
    },
  }),
}

/** The presets, in the order of the page. */
export const PRESETS: Readonly<Record<PresetId, Preset>> = { 'best-default': bestDefault, 'seed-recipe': seedRecipe }
